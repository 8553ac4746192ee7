import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { asString, look } from "palaver";
import { temporaryFile } from "./file.ts";

const run = promisify(execFile);

/** Somebody who listens, and knows what might be said. */
export interface Recogniser {
  /** Whether it knows how a word sounds. */
  knows(word: string): boolean;
  /** Which of the sentences of a grammar a WAV file says; nothing where it says none of them. */
  hear(wav: Uint8Array, grammar: string): Promise<string>;
}

const dictionary = "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict";

/** The recogniser of this machine, or why there is none. */
export async function recogniser(): Promise<Recogniser | string> {
  try {
    await run("sox", ["--version"]);
  } catch {
    return "there is no sox here (apt-get install sox)";
  }
  const words = await readFile(dictionary, "utf8").catch(() => undefined);
  if (words === undefined)
    return "there is no pocketsphinx-en-us here (apt-get install pocketsphinx pocketsphinx-en-us)";
  const known = new Set(words.split("\n").map((line) => line.split(/[ (]/)[0] ?? ""));

  const hear = async (wav: Uint8Array, grammar: string): Promise<string> => {
    const [spoken, heard, rules] = [
      temporaryFile("spoken.wav"),
      temporaryFile("heard.wav"),
      temporaryFile("app.gram"),
    ];
    await writeFile(spoken, wav);
    await writeFile(rules, grammar);
    // What the recogniser was taught with: 16 kHz, 16 bits, one channel; without the noise that is otherwise added.
    await run("sox", ["-D", spoken, "-r", "16000", "-b", "16", "-c", "1", heard]);
    const { stdout } = await run("pocketsphinx_continuous", [
      "-infile",
      heard,
      "-jsgf",
      rules,
      "-logfn",
      "/dev/null",
    ]);
    return stdout.trim().replace(/\s+/g, " ");
  };

  if (!(await knowsGrammars()))
    return "there is no pocketsphinx_continuous here that takes a grammar (apt-get install pocketsphinx)";
  return { knows: (word) => known.has(word), hear };
}

/** Told nothing, it fails and says what it can be told. The versions after 5prealpha have another command line. */
const knowsGrammars = (): Promise<boolean> =>
  run("pocketsphinx_continuous", []).then(
    () => false,
    (error: unknown) => String(asString(look(error, "stderr"))).includes("-jsgf"),
  );
