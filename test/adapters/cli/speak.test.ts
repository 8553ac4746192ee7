import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createApp, intent, memory, sayAs, speech, toSpeech, toSsml, type Voice } from "palaver";
import { chat } from "../../../adapters/cli/chat.ts";
import { findPlayer } from "../../../adapters/cli/player.ts";
import { speaker } from "../../../adapters/cli/speaker.ts";
import { temporaryFile } from "../../support/file.ts";
import { speaks } from "../../support/programs.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A folder with these programs in it, of lines of JavaScript each, to be looked for in. */
function folderOf(programs: Readonly<Record<string, string>>): string {
  const folder = temporaryFile("programs");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!${process.execPath}\n${text}`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** Runs the command with programs of its own in front of all others. */
function palaver(args: readonly string[], input = "", path = "") {
  return new Promise<{ readonly out: string; readonly errors: string; readonly status: number | null }>(
    (resolve, reject) => {
      const child = spawn(process.execPath, [`${root}adapters/cli/palaver.js`, ...args], {
        cwd: root,
        env: { ...process.env, PATH: path || (process.env["PATH"] ?? "") },
      });
      let [out, errors] = ["", ""];
      child.stdout.on("data", (chunk) => (out += String(chunk)));
      child.stderr.on("data", (chunk) => (errors += String(chunk)));
      child.on("error", reject);
      child.on("close", (status) => resolve({ out, errors, status }));
      child.stdin.end(input);
    },
  );
}

/** A player that keeps what it plays under the number of the time it was called. */
const keeping = (folder: string) =>
  `const fs = require("node:fs");
   const wav = fs.readFileSync(process.argv.at(-1));
   fs.writeFileSync(${JSON.stringify(folder)} + "/" + fs.readdirSync(${JSON.stringify(folder)}).length + ".wav", wav);`;

const wav = new Uint8Array([82, 73, 70, 70]);
const quiet = () => new AbortController().signal;

describe("a player", () => {
  test("is the first of those here that can play, and its file is gone afterwards", async () => {
    const heard = temporaryFile("heard");
    const player = await findPlayer(
      folderOf({
        aplay: "process.exit(1);",
        play: `require("node:fs").writeFileSync(${JSON.stringify(heard)}, process.argv.at(-1) + " " + require("node:fs").readFileSync(process.argv.at(-1), "utf8"));`,
      }),
    );
    expect(await player?.(wav, quiet())).toBe(true);
    const [file = "", text] = readFileSync(heard, "utf8").split(" ");
    expect(text).toBe("RIFF");
    expect(existsSync(dirname(file))).toBe(false);
  });

  test("says so where none can, and is none where there is none", async () => {
    const player = await findPlayer(folderOf({ aplay: "process.exit(1);" }));
    expect(await player?.(wav, quiet())).toBe(false);
    expect(await findPlayer(folderOf({ vlc: "" }))).toBeUndefined();
    expect(await findPlayer("")).toBeUndefined();
  });

  test("is silent as soon as it is told to be", async () => {
    const player = await findPlayer(folderOf({ aplay: "setInterval(() => {}, 1000);" }));
    const talk = new AbortController();
    const played = player?.(wav, talk.signal);
    setTimeout(() => talk.abort(), 200);
    expect(await played).toBe(true);
  });
});

describe("a speaker", () => {
  const voice: Voice = {
    speak: async (speech) => ({
      type: "audio/wav",
      bytes: (async function* () {
        yield Buffer.from(JSON.stringify(speech));
      })(),
    }),
  };
  const locale = "en-US";
  const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

  test("says one answer after another, and none that was waiting when somebody spoke", async () => {
    const heard: string[] = [];
    let begun = () => {};
    const first = new Promise<void>((resolve) => (begun = resolve));
    const player = (bytes: Uint8Array, signal: AbortSignal) =>
      new Promise<boolean>((resolve) => {
        heard.push(textOf(bytes));
        if (heard.length > 1) return resolve(true);
        signal.addEventListener("abort", () => resolve(true));
        begun();
      });
    const it = speaker({ voice, player, locale, notice: () => {} });
    it.say(toSpeech("one"));
    it.say(toSpeech("two"));
    await first;
    it.stop();
    it.say(toSpeech("three"));
    await it.done();
    expect(heard.map((text) => /one|two|three/.exec(text)?.[0])).toEqual(["one", "three"]);
  });

  test("tells once that nothing can be heard, and never fails", async () => {
    const lines: string[] = [];
    const it = speaker({ voice, player: async () => false, locale, notice: (line) => lines.push(line) });
    it.say(toSpeech("one"));
    it.say(toSpeech("two"));
    await it.done();
    expect(lines).toEqual(["Nothing can be heard: no player of this machine could play it."]);
  });
});

describe("a conversation aloud", () => {
  const hello = intent("Hello", {
    about: "Say hello",
    utterances: ["hello"],
    fulfil: () => ({ text: "Hello 4711", speech: speech`Hello ${sayAs("digits", "4711")}` }),
  });

  async function heardBy(live: boolean) {
    const app = createApp({ name: "mine", intents: [hello], store: memory() });
    const lines = ["hello", "hello"];
    const happened: string[] = [];
    await chat({
      app,
      keyboard: { live, next: async () => lines.shift() },
      print: () => {},
      speaker: {
        say: (said) => void happened.push(`says ${toSsml(said)}`),
        stop: () => void happened.push("stops"),
        done: async () => void happened.push("ends"),
      },
    });
    await app.close();
    return happened;
  }

  const says = 'says <speak>Hello <say-as interpret-as="digits">4711</say-as></speak>';

  test("is silent as soon as the next line is typed, and when the conversation is over", async () => {
    expect((await heardBy(true)).slice(-6)).toEqual(
      ["stops", says, "stops", says, "stops", "ends", "stops"].slice(-6),
    );
  });

  test("is heard to its end where the lines were piped in", async () => {
    expect(await heardBy(false)).toEqual(["stops", says, "stops", says, "ends", "stops"]);
  });
});

describe("a machine without a voice or a player", () => {
  const bare = () => folderOf({});

  test("is told what to install, in one line", async () => {
    const { errors, status } = await palaver(["say", "hello", "--out", temporaryFile("x.wav")], "", bare());
    expect({ errors, status }).toEqual({
      errors:
        "palaver: There is no voice here; install espeak-ng (apt-get install espeak-ng, brew install espeak-ng).\n",
      status: 1,
    });
    const chat = await palaver(["chat", "--app", "shop", "--speak"], "hello", bare());
    expect(chat).toMatchObject({ out: "", status: 1 });
  });
});

const here = await speaks("the command that speaks");

describe.skipIf(!here)("palaver --speak", () => {
  test("lets the answers be heard, and prints what it prints without", async () => {
    const kept = temporaryFile("kept");
    mkdirSync(kept);
    const path = `${folderOf({ aplay: keeping(kept) })}:${process.env["PATH"] ?? ""}`;
    const lines = "what is in my basket\n";
    const aloud = await palaver(["chat", "--app", "shop", "--speak"], lines, path);
    expect(aloud).toEqual({ out: "bot: Your basket is empty.\n", errors: "", status: 0 });
    expect(readdirSync(kept)).toEqual(["0.wav"]);
    expect(readFileSync(join(kept, "0.wav")).length).toBeGreaterThan(20_000);
  });

  test("goes on in writing where no player plays", async () => {
    const path = `${folderOf(Object.fromEntries(["aplay", "paplay", "afplay", "ffplay", "play"].map((name) => [name, "process.exit(1);"])))}:${process.env["PATH"] ?? ""}`;
    const { out, errors, status } = await palaver(
      ["chat", "--app", "shop", "--speak"],
      "what is in my basket\n",
      path,
    );
    expect(out).toBe("bot: Your basket is empty.\n");
    expect(errors).toMatch(/^ {2}· Nothing can be heard: .*\n$/);
    expect(status).toBe(0);
  });

  test("writes a WAV file", async () => {
    const file = temporaryFile("hello.wav");
    expect(await palaver(["say", "Hello there", "--out", file])).toEqual({ out: "", errors: "", status: 0 });
    const bytes = readFileSync(file);
    expect(bytes.toString("latin1", 0, 4)).toBe("RIFF");
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    const nowhere = await palaver(["say", "Hello", "--out", "/no/such/folder/x.wav"]);
    expect(nowhere.errors).toContain("/no/such/folder/x.wav cannot be written");
    expect((await palaver(["say"])).errors).toContain("Say what to say");
  });
});
