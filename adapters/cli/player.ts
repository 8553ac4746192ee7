import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Lets a WAV file be heard, until its end or the signal's; tells whether it could. */
export type Player = (wav: Uint8Array, signal: AbortSignal) => Promise<boolean>;

/** The programs that play a file, as they come with Linux, macOS, FFmpeg and SoX, and what they are told before its name. */
const programs: readonly (readonly [program: string, ...args: string[]])[] = [
  ["aplay", "-q"],
  ["paplay"],
  ["afplay"],
  ["ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"],
  ["play", "-q"],
];

/** Their names, for whoever has none. */
export const playerNames = programs.map(([name]) => name).join(", ");

/** The programs here that play audio, as one: the first that can. Nothing where there is none in `path`. */
export async function findPlayer(path = process.env["PATH"] ?? ""): Promise<Player | undefined> {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const there: (readonly [string, ...string[]])[] = [];
  for (const [name, ...args] of programs)
    for (const folder of folders)
      if (await isProgram(join(folder, name))) {
        there.push([join(folder, name), ...args]);
        break;
      }
  if (there.length === 0) return undefined;

  return async (wav, signal) => {
    const folder = await mkdtemp(join(tmpdir(), "palaver-"));
    const file = join(folder, "speech.wav");
    try {
      await writeFile(file, wav, { mode: 0o600 });
      for (const [program, ...args] of there) {
        if (signal.aborted || (await ends(program, [...args, file], signal))) return true;
      }
      return false;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Whether it ends well, or is ended by the signal. */
const ends = (program: string, args: readonly string[], signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { stdio: "ignore", windowsHide: true, signal, killSignal: "SIGKILL" });
    child.on("error", () => resolve(signal.aborted));
    child.on("close", (status) => resolve(signal.aborted || status === 0));
  });

const isProgram = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
