import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { asString, look, systemClock, type Clock } from "palaver";
import type { AudioStore, Recording } from "./store.ts";

export interface DirectoryOptions {
  /** The most bytes of all files. Default 256 MiB. What was not heard for longest goes first. */
  readonly bytes?: number;
  readonly clock?: Clock;
}

interface File {
  readonly name: string;
  readonly size: number;
  readonly used: number;
}

/** Milliseconds after which a file that was never finished is one of a process that has gone. */
const abandoned = 60 * 60 * 1_000;

/**
 * Audio kept in a directory, which several processes may share: one file each, written aside and then moved to its
 * place, with a digest by which a file that was torn is known and thrown away. Each process looks at what the others
 * have added after every sixteenth of the bytes that it writes itself.
 */
export function directory(path: string, options: DirectoryOptions = {}): AudioStore {
  const { bytes: most = 256 * 1024 * 1024, clock = systemClock } = options;
  let written = Infinity;
  let tidying: Promise<void> | undefined;

  async function files(): Promise<readonly File[]> {
    const found: File[] = [];
    for (const name of await readdir(path)) {
      const its = await stat(join(path, name)).catch(() => undefined);
      if (its?.isFile()) found.push({ name, size: its.size, used: its.mtimeMs });
    }
    return found;
  }

  async function tidy(): Promise<void> {
    const all = await files();
    const torn = all.filter(({ name, used }) => name.endsWith(".part") && used < clock.now() - abandoned);
    for (const { name } of torn) await rm(join(path, name), { force: true });
    const kept = all.filter(({ name }) => name.endsWith(".audio")).sort((a, b) => a.used - b.used);
    let size = kept.reduce((sum, file) => sum + file.size, 0);
    for (const file of kept) {
      // To a sixteenth below, so that not every recording has to look for another to go.
      if (size <= most - most / 16) break;
      await rm(join(path, file.name), { force: true });
      size -= file.size;
    }
  }

  return {
    async get(key) {
      const file = fileOf(path, key);
      const bytes = await readFile(file).catch(() => undefined);
      if (!bytes) return undefined;
      const recording = unpacked(bytes);
      if (recording) {
        const now = clock.now() / 1_000;
        await utimes(file, now, now).catch(() => {});
      } else {
        await rm(file, { force: true });
      }
      return recording;
    },

    async put(key, recording) {
      const file = fileOf(path, key);
      const bytes = packed(recording);
      if (bytes.byteLength > most) return;
      await mkdir(path, { recursive: true, mode: 0o700 });
      const aside = `${file}.${randomUUID()}.part`;
      try {
        const handle = await open(aside, "wx", 0o600);
        try {
          await handle.writeFile(bytes);
        } finally {
          await handle.close();
        }
        const now = clock.now() / 1_000;
        await utimes(aside, now, now);
        await rename(aside, file);
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
      written += bytes.byteLength;
      if (written <= most / 16) return;
      written = 0;
      await (tidying ??= tidy().finally(() => (tidying = undefined)));
    },
  };
}

function fileOf(path: string, key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new TypeError("a key has 64 hexadecimal digits");
  return join(path, `${key}.audio`);
}

/** A line of JSON that says what follows, and the bytes. */
function packed({ type, bytes }: Recording): Buffer {
  const line = { type, digest: digestOf(type, bytes) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(line)}\n`), bytes]);
}

/** The recording in a file; nothing where it is not as it was written. */
function unpacked(file: Buffer): Recording | undefined {
  const end = file.indexOf("\n");
  const line = parsed(file.toString("utf8", 0, Math.max(end, 0)));
  const type = asString(look(line, "type"));
  const bytes = file.subarray(end + 1);
  if (type === undefined || look(line, "digest") !== digestOf(type, bytes)) return undefined;
  return { type, bytes };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const digestOf = (type: string, bytes: Uint8Array) =>
  createHash("sha256").update(`${type}\n`).update(bytes).digest("base64url");
