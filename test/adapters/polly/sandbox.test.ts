import {
  DeleteLexiconCommand,
  DescribeVoicesCommand,
  GetLexiconCommand,
  GetSpeechSynthesisTaskCommand,
  ListLexiconsCommand,
  ListSpeechSynthesisTasksCommand,
  PutLexiconCommand,
  StartSpeechSynthesisTaskCommand,
  SynthesizeSpeechCommand,
  type SynthesizeSpeechCommandInput,
} from "@aws-sdk/client-polly";
import { asString, look, type Voice } from "palaver";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { kit, type Kit } from "./kit.ts";

let it: Kit;
beforeEach(async () => {
  it = await kit();
});
afterEach(() => it.close());

const usual: SynthesizeSpeechCommandInput = {
  Engine: "neural",
  VoiceId: "Joanna",
  OutputFormat: "pcm",
  Text: "Hello, you two.",
};

async function say(input: Partial<SynthesizeSpeechCommandInput> = {}) {
  const { AudioStream, ...more } = await it.client.send(new SynthesizeSpeechCommand({ ...usual, ...input }));
  return { ...more, bytes: Buffer.from((await AudioStream?.transformToByteArray()) ?? []) };
}

const ssml = (inner: string, input: Partial<SynthesizeSpeechCommandInput> = {}) =>
  say({ TextType: "ssml", Text: `<speak>${inner}</speak>`, ...input });

/** The name of the exception and its HTTP status. */
const refusal = async (promise: Promise<unknown>) =>
  promise.then(
    () => "it was taken",
    (error: unknown) =>
      `${asString(look(error, "name"))} ${String(look(error, "$metadata", "httpStatusCode"))}`,
  );

describe("what the sandbox says", () => {
  test("is audio of the type asked for, as far as it can be made, and never another under its name", async () => {
    expect(await say()).toMatchObject({ ContentType: "audio/pcm", RequestCharacters: 15 });
    const pcm = (await say()).bytes.length;
    expect((await say({ SampleRate: "8000" })).bytes.length).toBe(pcm / 2);
    expect(await say({ OutputFormat: "mulaw" })).toMatchObject({ ContentType: "audio/mulaw" });
    expect((await say({ OutputFormat: "alaw" })).bytes.length).toBe(pcm / 4);
    const mp3 = await say({ OutputFormat: "mp3" });
    expect([mp3.ContentType, mp3.bytes.toString("latin1", 0, 4)]).toEqual(["audio/wav", "RIFF"]);
    expect(mp3.bytes.readUInt32LE(40)).toBe(mp3.bytes.length - 44);
  });

  test("is the same for the same words, and has their pauses", async () => {
    const [one, same, other] = await Promise.all([say(), say(), say({ Text: "Hello, you too." })]);
    expect(one.bytes.equals(same.bytes)).toBe(true);
    expect(one.bytes.equals(other.bytes)).toBe(false);
    const paused = await ssml('Hello, <break time="1s"/>you two.');
    expect(paused.bytes.length - one.bytes.length).toBe(32_000);
  });

  test("is said over HTTP/1.1 as well", async () => {
    const response = await fetch(`${it.sandbox.endpoint}/v1/speech`, {
      method: "POST",
      headers: { authorization: "AWS4-HMAC-SHA256 Credential=sandbox" },
      body: JSON.stringify(usual),
    });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "audio/pcm"]);
    expect(Buffer.from(await response.arrayBuffer()).equals((await say()).bytes)).toBe(true);
  });

  test("is said by the voice that it is given", async () => {
    const voice: Voice = {
      speak: async () => ({
        type: "audio/mpeg",
        bytes: (async function* () {
          yield Buffer.from("ID3!");
        })(),
      }),
    };
    const own = await kit({ voice });
    const { AudioStream, ContentType } = await own.client.send(
      new SynthesizeSpeechCommand({ ...usual, OutputFormat: "mp3" }),
    );
    expect([ContentType, await AudioStream?.transformToString()]).toEqual(["audio/mpeg", "ID3!"]);
    await own.close();
  });
});

describe("speech marks of the sandbox", () => {
  const lines = async (inner: string, SpeechMarkTypes: SynthesizeSpeechCommandInput["SpeechMarkTypes"]) =>
    (await ssml(inner, { OutputFormat: "json", SpeechMarkTypes })).bytes
      .toString()
      .trim()
      .split("\n")
      .map(
        (line) =>
          JSON.parse(line) as { time: number; type: string; start: number; end: number; value: string },
      );

  test("are lines of JSON with the bytes of the input, tags and entities included", async () => {
    const inner = 'Zoë &amp; <s>me</s> <mark name="here"/>naïve.';
    const all = await lines(inner, ["word", "sentence", "ssml"]);
    const bytes = Buffer.from(`<speak>${inner}</speak>`);
    const at = ({ start, end }: { start: number; end: number }) => bytes.toString("utf8", start, end);
    expect(all.filter(({ type }) => type === "word").map(at)).toEqual(["Zoë", "me", "naïve"]);
    expect(all.filter(({ type }) => type === "ssml").map(at)).toEqual(['<mark name="here"/>']);
    expect(all.some(({ type }) => type === "sentence")).toBe(true);
    const times = all.map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test("come only as JSON, and that of markup only of SSML", async () => {
    expect(await refusal(say({ SpeechMarkTypes: ["word"] }))).toBe("MarksNotSupportedForFormatException 400");
    expect(await refusal(say({ OutputFormat: "json" }))).toBe("MarksNotSupportedForFormatException 400");
    expect(await refusal(say({ OutputFormat: "json", SpeechMarkTypes: ["ssml"] }))).toBe(
      "SsmlMarksNotSupportedForTextTypeException 400",
    );
  });
});

describe("the sandbox refuses", () => {
  test("markup that is none, or that the engine does not have", async () => {
    for (const [inner, engines] of [
      ["fine & dandy", []],
      ["<b>bold</b>", []],
      ["<s>open", []],
      ["<s></p>", []],
      ["a ]]> b", []],
      ["&nbsp;", []],
      ["&#0;", []],
      ['<break time="1s" time="2s"/>', []],
      ['<break time="11s"/>', []],
      ["<break time=1s/>", []],
      ['<say-as interpret-as="interjection">wow</say-as>', []],
      ['<audio src="https://a.example/b.mp3"/>', []],
      ['<voice name="Brian">Hi</voice>', []],
      ["<speak>twice</speak>", []],
      ['<emphasis level="strong">now</emphasis>', ["standard"]],
      ['<prosody pitch="high">now</prosody>', ["standard"]],
      ['<amazon:effect name="whispered">now</amazon:effect>', ["standard"]],
      ['<amazon:effect name="drc">now</amazon:effect>', ["standard", "neural"]],
      ['<amazon:domain name="news">now</amazon:domain>', ["neural"]],
      ['<prosody rate="slow">now</prosody>', ["standard", "neural", "generative"]],
      [
        '<sub alias="oats">oat</sub> &lt;&#65;&#x1F355; <break time="300ms"/>',
        ["standard", "neural", "generative"],
      ],
    ] as const) {
      for (const Engine of ["standard", "neural", "generative"] as const) {
        const taken = (engines as readonly string[]).includes(Engine);
        expect(await refusal(ssml(inner, { Engine })), `${inner} ${Engine}`).toBe(
          taken ? "it was taken" : "InvalidSsmlException 400",
        );
      }
    }
    for (const Text of ["no root", "<p>other</p>", "<speak>a</speak>b", "<speak/><speak/>"]) {
      expect(await refusal(say({ TextType: "ssml", Text })), Text).toBe("InvalidSsmlException 400");
    }
  });

  test("too much at once: 3,000 characters that are billed, or 6,000 with their tags", async () => {
    const long = "TextLengthExceededException 400";
    expect(await refusal(say({ Text: "a".repeat(3_001) }))).toBe(long);
    expect((await say({ Text: "a ".repeat(1_500) })).RequestCharacters).toBe(3_000);
    expect(await refusal(ssml("<s>a</s>".repeat(700)))).toBe("it was taken");
    expect(await refusal(ssml("<s>a</s>".repeat(750)))).toBe(long);
  });

  test("voices, engines, languages and rates that do not go together", async () => {
    for (const [input, expected] of [
      [{ VoiceId: "Ruth", Engine: "standard" }, "EngineNotSupportedException 400"],
      [{ VoiceId: "Ruth", Engine: undefined }, "EngineNotSupportedException 400"],
      [{ VoiceId: "Nobody" as "Ruth" }, "ValidationException 400"],
      [{ LanguageCode: "de-DE" }, "LanguageNotSupportedException 400"],
      [{ VoiceId: "Kajal", LanguageCode: "hi-IN" }, "it was taken"],
      [{ SampleRate: "24000" }, "InvalidSampleRateException 400"],
      [{ OutputFormat: "mp3", SampleRate: "24000" }, "it was taken"],
      [{ OutputFormat: "ogg_opus", SampleRate: "24000" }, "InvalidSampleRateException 400"],
      [{ OutputFormat: "flac" as "mp3" }, "ValidationException 400"],
      [{ LexiconNames: ["none"] }, "LexiconNotFoundException 404"],
    ] as const) {
      expect(await refusal(say(input as Partial<SynthesizeSpeechCommandInput>)), JSON.stringify(input)).toBe(
        expected,
      );
    }
  });

  test("more than it takes a second, by engine, with a 400", async () => {
    it.sandbox.limit("documented");
    const all = await Promise.all(Array.from({ length: 30 }, () => refusal(say())));
    expect(all).toContain("ThrottlingException 400");
    expect(all.filter((one) => one === "it was taken").length).toBeGreaterThanOrEqual(10);
    expect(await refusal(say({ Engine: "standard" }))).toBe("it was taken");
    it.sandbox.limit();
    expect(await refusal(say())).toBe("it was taken");
  });

  test("whoever does not sign, and what is no request at all", async () => {
    const speech = `${it.sandbox.endpoint}/v1/speech`;
    const unsigned = await fetch(speech, { method: "POST", body: JSON.stringify(usual) });
    expect([unsigned.status, unsigned.headers.get("x-amzn-errortype")]).toEqual([
      403,
      "MissingAuthenticationTokenException",
    ]);
    const authorization = "AWS4-HMAC-SHA256 Credential=sandbox";
    for (const [body, status] of [
      ["{", 400],
      ["x".repeat(1_100_000), 413],
    ] as const) {
      expect((await fetch(speech, { method: "POST", headers: { authorization }, body })).status).toBe(status);
    }
    expect((await fetch(`${it.sandbox.endpoint}/v2/speech`)).status).toBe(404);
  });
});

test("voices are listed by engine and language", async () => {
  const { Voices = [] } = await it.client.send(
    new DescribeVoicesCommand({
      Engine: "neural",
      LanguageCode: "hi-IN",
      IncludeAdditionalLanguageCodes: true,
    }),
  );
  expect(Voices.map(({ Id }) => Id)).toEqual(["Kajal"]);
  expect((await it.client.send(new DescribeVoicesCommand({}))).Voices?.length).toBeGreaterThan(50);
});

describe("lexicons of the sandbox", () => {
  const pls = (attributes = 'alphabet="ipa" xml:lang="en-US"', alias = "oats") =>
    `<?xml version="1.0"?><lexicon version="1.0" ${attributes}><lexeme><grapheme>oat</grapheme><alias>${alias}</alias></lexeme></lexicon>`;
  const put = (Name: string, Content: string) => it.client.send(new PutLexiconCommand({ Name, Content }));

  test("are put, got, listed and deleted", async () => {
    await put("shop", pls());
    const { Lexicon, LexiconAttributes } = await it.client.send(new GetLexiconCommand({ Name: "shop" }));
    expect(Lexicon).toEqual({ Name: "shop", Content: pls() });
    expect(LexiconAttributes).toMatchObject({ Alphabet: "ipa", LanguageCode: "en-US", LexemesCount: 1 });
    expect((await it.client.send(new ListLexiconsCommand({}))).Lexicons).toHaveLength(1);
    await it.client.send(new DeleteLexiconCommand({ Name: "shop" }));
    expect(await refusal(it.client.send(new GetLexiconCommand({ Name: "shop" })))).toBe(
      "LexiconNotFoundException 404",
    );
  });

  test("are refused for what is wrong with them", async () => {
    for (const [content, code] of [
      ["<lexicon>", "InvalidLexiconException 400"],
      ["<other/>", "InvalidLexiconException 400"],
      [pls('alphabet="arpabet" xml:lang="en-US"'), "UnsupportedPlsAlphabetException 400"],
      [pls('alphabet="ipa" xml:lang="tlh"'), "UnsupportedPlsLanguageException 400"],
      [pls(undefined, "a".repeat(101)), "MaxLexemeLengthExceededException 400"],
      [pls(undefined, "a".repeat(40_000)), "LexiconSizeExceededException 400"],
    ] as const) {
      expect(await refusal(put("shop", content))).toBe(code);
    }
    expect(await refusal(put("no name", pls()))).toBe("ValidationException 400");
  });
});

describe("tasks of the sandbox", () => {
  const start = (more = {}) =>
    it.client.send(
      new StartSpeechSynthesisTaskCommand({
        ...usual,
        Text: "word ".repeat(5_000),
        OutputS3BucketName: "audio",
        ...more,
      }),
    );

  test("end as objects in a bucket", async () => {
    const { SynthesisTask: task } = await start({ OutputS3KeyPrefix: "long" });
    const { SynthesisTask: done } = await it.client.send(
      new GetSpeechSynthesisTaskCommand({ TaskId: task?.TaskId }),
    );
    expect(done).toMatchObject({ TaskStatus: "completed", RequestCharacters: 25_000 });
    const object = await fetch(done?.OutputUri ?? "");
    expect((await object.arrayBuffer()).byteLength).toBeGreaterThan(1_000_000);
    expect((await it.client.send(new ListSpeechSynthesisTasksCommand({}))).SynthesisTasks).toHaveLength(1);
  });

  test("are refused for buckets and ids that are none, and 100,000 characters too many", async () => {
    expect(await refusal(start({ OutputS3BucketName: "No Bucket" }))).toBe("InvalidS3BucketException 400");
    expect(await refusal(start({ Text: "a".repeat(100_001) }))).toBe("TextLengthExceededException 400");
    const get = (TaskId: string) => it.client.send(new GetSpeechSynthesisTaskCommand({ TaskId }));
    expect(await refusal(get("a b"))).toBe("InvalidTaskIdException 400");
    expect(await refusal(get("gone"))).toBe("SynthesisTaskNotFoundException 400");
  });
});

test("the voices that are known here are all of the SDK's", async () => {
  const { VoiceId } = await import("@aws-sdk/client-polly");
  const { voices } = await import("palaver/polly");
  for (const { id } of voices) expect(Object.keys(VoiceId)).toContain(id);
});
