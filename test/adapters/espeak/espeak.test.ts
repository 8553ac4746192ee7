import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { join, pause, sayAs, speech, toSpeech, type Audio } from "palaver";
import { espeak, espeakThere, whole, type EspeakOptions } from "palaver/espeak";
import { voiceContract } from "palaver/testing";
import { temporaryFile } from "../../support/file.ts";
import { program, speaks } from "../../support/programs.ts";

const hello = toSpeech("Hello.");
const locale = "en-US";

const list = `Pty Language       Age/Gender VoiceName          File                 Other Languages
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 1  de              --/M      german-mbrola-1    mb/mb-de1
 5  de              --/M      German             gmw/de
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
 5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)`;

/** A program that lists voices as the real one does, and does this with what it is told to say. */
const speaking = (...lines: readonly string[]) =>
  program(
    `if (process.argv[2] === "--voices") return void console.log(${JSON.stringify(list)});`,
    'const input = require("node:fs").readFileSync(0, "utf8");',
    ...lines,
  );

/** What a program is told, when a voice has it say something. */
async function told(
  said: Parameters<Awaited<ReturnType<typeof espeak>>["speak"]>[0],
  how: { readonly locale?: string; readonly voice?: string } = {},
  options: EspeakOptions = {},
) {
  const echo = speaking("process.stdout.write(JSON.stringify({ args: process.argv.slice(2), input }));");
  const voice = await espeak({ program: echo, ...options });
  const { args, input } = JSON.parse(await textOf(await voice.speak(said, { locale, ...how }))) as {
    readonly args: readonly string[];
    readonly input: string;
  };
  return { args, input, voice: args[args.indexOf("-v") + 1], rate: args[args.indexOf("-s") + 1] };
}

const textOf = async (audio: Audio) => Buffer.from(await whole(audio)).toString();

const running = (id: string) => {
  try {
    process.kill(Number(id), 0);
    return true;
  } catch {
    return false;
  }
};

describe("what the program is told", () => {
  test("comes on its input; nothing of a user's is an argument", async () => {
    const { args, input } = await told(toSpeech("--path=/etc; $(reboot) </speak>"));
    expect(args).toEqual(["-m", "-b", "1", "-v", "en-us", "-s", "175", "--stdin", "--stdout"]);
    expect(input).toBe("<speak>--path=/etc; $(reboot) &lt;/speak&gt;</speak>");
  });

  test("is markup that it knows: digits one by one, and no phonemes that somebody typed", async () => {
    expect((await told(speech`Order ${sayAs("digits", "4711")}${pause(200)}.`)).input).toBe(
      '<speak>Order <say-as interpret-as="characters">4711</say-as><break time="200ms"/>.</speak>',
    );
    expect((await told(join("[[h@l'oU]]", "[[[", "["))).input).not.toContain("[[");
  });

  test("is a voice for the locale, for its language, or its own", async () => {
    const voices: readonly (readonly [string, string])[] = [
      ["en-US", "en-us"],
      ["en-GB", "en-gb"],
      ["en-AU", "en-gb"],
      ["de-AT", "de"],
      ["zh-CN", "cmn"],
      ["pt-PT", "pt-br"],
      ["pt", "pt-br"],
      ["tlh", "en-us"],
      ["../../etc/passwd", "en-us"],
      ["", "en-us"],
    ];
    for (const [tongue, voice] of voices)
      expect((await told(hello, { locale: tongue })).voice, tongue).toBe(voice);
  });

  test("is the voice that was asked for where it has one, and nothing else that was asked for", async () => {
    const voices: readonly (readonly [string, string])[] = [
      ["en-gb", "en-gb"],
      ["EN-GB+f3", "en-gb+f3"],
      ["English_(Great_Britain)", "en-gb"],
      ["Joanna", "en-us"],
      ["en-gb+../../x", "en-us"],
      ["-h", "en-us"],
      ["mb-de1", "en-us"],
      ["german-mbrola-1", "en-us"],
    ];
    for (const [name, voice] of voices) expect((await told(hello, { voice: name })).voice, name).toBe(voice);
  });

  test("is the voice and the pace that the app has chosen", async () => {
    const options = { voices: { en: "en-gb+f2", "en-US": "en-us+m3" }, rate: 120.4 };
    expect(await told(hello, {}, options)).toMatchObject({ voice: "en-us+m3", rate: "120" });
    expect(await told(hello, { locale: "en-AU" }, options)).toMatchObject({ voice: "en-gb+f2" });
    expect(await told(hello, { locale: "de-DE" }, options)).toMatchObject({ voice: "de" });
    expect(await told(hello, { voice: "de" }, options)).toMatchObject({ voice: "de" });
  });
});

describe("an app that cannot speak", () => {
  test("is told at its start what to do about it", async () => {
    const nowhere = temporaryFile("no-program");
    await expect(espeak({ program: nowhere })).rejects.toMatchObject({
      name: "PalaverError",
      code: "missing-program",
      message: expect.stringContaining("apt-get install espeak-ng") as string,
    });
    expect(await espeakThere(nowhere)).toBe(false);
    expect(await espeakThere(speaking())).toBe(true);
    expect(await espeakThere(program("process.exit(1);"))).toBe(false);
  });

  test("is told of a voice there is not, and of a pace nobody speaks at", async () => {
    const there = speaking();
    await expect(espeak({ program: there, voices: { de: "Hans" } })).rejects.toThrow(
      'There is no voice "Hans"',
    );
    for (const rate of [0, 79, 451, Number.NaN])
      await expect(espeak({ program: there, rate })).rejects.toMatchObject({ code: "invalid-option" });
  });

  test("says how the program ended, at once where nothing was heard yet", async () => {
    const voice = await espeak({
      program: speaking('console.error("no such phoneme"); process.exitCode = 3;'),
    });
    await expect(voice.speak(hello, { locale })).rejects.toThrow(/ended with 3: no such phoneme/);
    const later = await espeak({
      program: speaking(
        'process.stdout.write("RIFF", () => setTimeout(() => process.kill(process.pid, "SIGTERM"), 50));',
      ),
    });
    await expect(later.speak(hello, { locale }).then(whole)).rejects.toThrow(/ended with a signal/);
  });
});

describe("nothing falls over", () => {
  test("when the program does not hear out what it is told", async () => {
    const deaf = program(
      `if (process.argv[2] === "--voices") return void console.log(${JSON.stringify(list)});`,
      'require("node:fs").closeSync(0);',
      'process.stdout.write("RIFF");',
    );
    const voice = await espeak({ program: deaf });
    const long = toSpeech("This is long. ".repeat(100_000));
    expect(await textOf(await voice.speak(long, { locale }))).toBe("RIFF");
  });

  test("when a turn is called off and nobody listens", async () => {
    const voice = await espeak({
      program: speaking('process.stdout.write("RIFF");', "setInterval(() => {}, 1000);"),
    });
    const turn = new AbortController();
    const { bytes } = await voice.speak(hello, { locale, signal: turn.signal });
    turn.abort(new Error("They have left."));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(whole({ type: "", bytes })).rejects.toThrow("They have left.");
  });
});

describe("a program that will not end", () => {
  const endless = (file: string) =>
    speaking(
      `require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid));`,
      'process.stdout.write("RIFF");',
      "setInterval(() => {}, 1000);",
    );

  /** Waits until the program whose id is in the file is no more. */
  async function gone(file: string) {
    await expect.poll(() => existsSync(file) && running(readFileSync(file, "utf8"))).toBe(false);
  }

  test("is ended when its time is over", async () => {
    const file = temporaryFile("id");
    const voice = await espeak({ program: endless(file), within: 2_000 });
    await expect(voice.speak(hello, { locale }).then(whole)).rejects.toThrow(/took longer than 2000 ms/);
    await gone(file);
  });

  test("is ended when the turn is called off, before the first sound or after it", async () => {
    const file = temporaryFile("id");
    const voice = await espeak({ program: endless(file) });
    const turn = new AbortController();
    const { bytes } = await voice.speak(hello, { locale, signal: turn.signal });
    turn.abort(new Error("They have said something else."));
    await expect(whole({ type: "", bytes })).rejects.toThrow("They have said something else.");
    await gone(file);
    await expect(voice.speak(hello, { locale, signal: turn.signal })).rejects.toThrow(
      "They have said something else.",
    );
  });

  test("is ended when nobody listens any more", async () => {
    const file = temporaryFile("id");
    const voice = await espeak({ program: endless(file) });
    const { bytes } = await voice.speak(hello, { locale });
    for await (const chunk of bytes) {
      expect(Buffer.from(chunk).toString()).toBe("RIFF");
      break;
    }
    await gone(file);
  });

  test("is ended when it says more than anybody can want", async () => {
    const voice = await espeak({
      program: speaking("const more = () => process.stdout.write(Buffer.alloc(65536), more);", "more();"),
      most: 1_000_000,
    });
    await expect(voice.speak(hello, { locale }).then(whole)).rejects.toThrow(/more than 1000000 bytes/);
  });

  test("is not waited for by what it wrote: it ends though nobody has begun to listen", async () => {
    const file = temporaryFile("done");
    const voice = await espeak({
      program: speaking(
        `process.stdout.write(Buffer.alloc(5_000_000), () => require("node:fs").writeFileSync(${JSON.stringify(file)}, ""));`,
      ),
    });
    const { bytes } = await voice.speak(hello, { locale });
    await expect.poll(() => existsSync(file)).toBe(true);
    let size = 0;
    for await (const chunk of bytes) size += chunk.length;
    expect(size).toBe(5_000_000);
  });
});

const here = await speaks("the embedded voice itself");

describe.skipIf(!here)("the embedded voice", () => {
  voiceContract(test, () => espeak());

  test("gives WAV whose lengths are right once it is whole", async () => {
    const voice = await espeak();
    const wav = Buffer.from(await whole(await voice.speak(hello, { locale })));
    expect(wav.toString("latin1", 0, 4)).toBe("RIFF");
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
    expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
    expect(wav.readUInt32LE(24)).toBe(22_050);
  });

  test("speaks every language there is, one way or another", async () => {
    const voice = await espeak({ voices: { de: "de+f2" } });
    for (const tongue of ["de-DE", "fr-CA", "ja-JP", "zh-Hant-TW", "hi-IN", "tlh"])
      expect((await whole(await voice.speak(hello, { locale: tongue }))).length, tongue).toBeGreaterThan(
        5_000,
      );
  });

  test("says nothing for nothing, and takes a long speech", async () => {
    const voice = await espeak();
    expect((await whole(await voice.speak(toSpeech(""), { locale }))).length).toBeLessThan(2_000);
    const long = toSpeech("This is a sentence of a long speech. ".repeat(100));
    expect((await whole(await voice.speak(long, { locale }))).length).toBeGreaterThan(5_000_000);
  });
});
