import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Where something stands in an app's sources. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Finds where an intent, or an utterance of it, is declared; nothing where no source says so in so many words. */
export type Places = (intent: string, utterance?: string) => Place | undefined;

interface Declared {
  readonly file: string;
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** Looks through the sources of an app's folder. */
export async function placesIn(folder: string): Promise<Places> {
  const declared = new Map<string, Declared>();
  for (const [file, source] of await sourcesIn(folder)) {
    const starts = [...source.matchAll(/\bintent\(\s*(["'])((?:(?!\1).)*)\1/g)];
    for (const [i, { index: start, 2: name = "" }] of starts.entries())
      if (!declared.has(name))
        declared.set(name, { file, source, start, end: starts[i + 1]?.index ?? source.length });
  }
  return (intent, utterance) => {
    const found = declared.get(intent);
    if (!found) return undefined;
    const { file, source, start, end } = found;
    const at = utterance === undefined ? -1 : within(source, start, end, utterance);
    return { file, line: lineAt(source, at < 0 ? start : at) };
  };
}

/** Where a text is quoted between two places of a source, in any of the ways to quote it. */
function within(source: string, start: number, end: number, text: string): number {
  const double = JSON.stringify(text);
  const single = `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  const found = [double, single]
    .map((quoted) => source.indexOf(quoted, start))
    .filter((at) => at >= 0 && at < end);
  return Math.min(...found, Infinity) === Infinity ? -1 : Math.min(...found);
}

const lineAt = (source: string, at: number) => source.slice(0, at).split("\n").length;

async function sourcesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries
    .filter((it) => it.isFile() && it.name.endsWith(".ts"))
    .map(({ name }) => join(folder, name));
  const found = new Map<string, string>();
  for (const file of files.sort()) found.set(file, await readFile(file, "utf8"));
  return found;
}
