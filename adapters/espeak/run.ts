import { spawn } from "node:child_process";
import { PassThrough, type Readable } from "node:stream";
import { PalaverError } from "palaver";

/** A program, what it is told, and how far it may go. */
export interface Run {
  readonly program: string;
  readonly args: readonly string[];
  /** What it reads: nothing of a user's stands among its arguments, where all of the machine can see it. */
  readonly input: string;
  readonly signal?: AbortSignal | undefined;
  /** For so long at most, in milliseconds. */
  readonly within: number;
  /** So many bytes at most. */
  readonly most: number;
}

/**
 * What a program writes, as it comes. It is read as fast as it writes, so that it ends in time whoever listens; it is
 * ended at once by the signal, by its limits, and when nobody wants to hear the rest. Fails with the signal's reason,
 * with {@link PalaverError} where there is no such program, and with an error that says how it ended otherwise.
 */
export function run({ program, args, input, signal, within, most }: Run): Readable {
  signal?.throwIfAborted();
  const out = new PassThrough();
  const child = spawn(program, args, { stdio: "pipe", windowsHide: true });
  let [size, complaint] = [0, ""];

  const fail = (error: Error) => void out.destroy(error);
  const abort = () => fail(reasonOf(signal));
  const late = setTimeout(() => fail(new Error(`${program} took longer than ${within} ms`)), within);
  signal?.addEventListener("abort", abort, { once: true });

  child.stdout.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > most) fail(new Error(`${program} wrote more than ${most} bytes`));
    else if (!out.destroyed) out.write(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => (complaint = `${complaint}${String(chunk)}`.slice(0, 200)));
  // A program that ends before it has read everything tells so by its status.
  child.stdin.on("error", () => {});
  child.on("error", (error) => fail(missing(program, error)));
  child.on("close", (status) => {
    clearTimeout(late);
    signal?.removeEventListener("abort", abort);
    if (status === 0) out.end();
    else fail(new Error(`${program} ended with ${status ?? "a signal"}: ${complaint.trim()}`));
  });
  out.on("close", () => child.kill("SIGKILL"));
  child.stdin.end(input);
  return out;
}

const missing = (program: string, cause: Error) =>
  new PalaverError(
    "missing-program",
    `The program ${program} cannot be run; install it (apt-get install espeak-ng, brew install espeak-ng), or say where it is: espeak({ program }).`,
    { cause },
  );

const reasonOf = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new Error("It was stopped.");
