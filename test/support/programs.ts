import { chmodSync, writeFileSync } from "node:fs";
import { espeakThere } from "palaver/espeak";
import { temporaryFile } from "./file.ts";

/** A program of these lines of JavaScript, for the length of the test. */
export function program(...lines: readonly string[]): string {
  const file = temporaryFile("program.cjs");
  writeFileSync(file, [`#!${process.execPath}`, ...lines].join("\n"));
  chmodSync(file, 0o755);
  return file;
}

/** Whether this machine can speak; says so where it cannot. */
export async function speaks(what: string): Promise<boolean> {
  const there = await espeakThere();
  if (!there) console.log(`Skipped: ${what}. There is no espeak-ng here (apt-get install espeak-ng).`);
  return there;
}
