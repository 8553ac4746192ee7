import { asString, itemsOf, look, toText, type Voice } from "palaver";
import { formats, type Format } from "../format.ts";
import { voices, type Engine, type PollyVoice } from "../voices.ts";
import type { Lexicons } from "./lexicons.ts";
import { invalid, Refusal } from "./refusal.ts";
import { readDocument, type Reading } from "./ssml.ts";

/** A request to say something, as the service has found it to be in order. */
export interface Order {
  readonly voice: PollyVoice;
  readonly engine: Engine;
  readonly format: Exclude<Format, "wav"> | "json";
  readonly rate: number;
  readonly marks: readonly string[];
  readonly text: string;
  readonly reading: Reading;
}

/** Characters in all, and of those that are billed. */
interface Longest {
  readonly all: number;
  readonly billed: number;
}

export const longest: Readonly<Record<"speech" | "task", Longest>> = {
  speech: { all: 6_000, billed: 3_000 },
  task: { all: 200_000, billed: 100_000 },
};

const engines: readonly Engine[] = ["standard", "neural", "long-form", "generative"];
const wires = ["json", ...Object.values(formats).map(({ wire }) => wire)];

/** The engine of a request, which is what its throttle goes by; the service's default where it names none. */
export const engineOf = (body: unknown): Engine =>
  engines.find((it) => it === look(body, "Engine")) ?? "standard";

/** Checks a request as the service does, in its order. Throws {@link Refusal}. */
export function orderOf(body: unknown, lexicons: Lexicons, { all, billed }: Longest): Order {
  const text = asString(look(body, "Text"));
  if (text === undefined) throw invalid("text", "Member must not be null");
  const voice = voices.find(({ id }) => id === look(body, "VoiceId"));
  if (!voice) throw invalid("voiceId", "Member must satisfy enum value set");
  const format = wires.find((it) => it === look(body, "OutputFormat"));
  if (format === undefined) throw invalid("outputFormat", "Member must satisfy enum value set");
  const asked = look(body, "Engine");
  if (asked !== undefined && asked !== engineOf(body))
    throw invalid("engine", "Member must satisfy enum value set");
  const engine = engineOf(body);
  if (!voice.engines.includes(engine)) {
    throw new Refusal(
      "EngineNotSupportedException",
      `This voice does not support the selected engine: ${engine}`,
    );
  }
  checkLanguage(voice, look(body, "LanguageCode"));
  lexicons.check(itemsOf(look(body, "LexiconNames")));
  const type = look(body, "TextType") ?? "text";
  if (type !== "text" && type !== "ssml") throw invalid("textType", "Member must satisfy enum value set");
  const marks = itemsOf(look(body, "SpeechMarkTypes")).map(String);
  checkMarks(marks, format, type);
  const rate = checkRate(format, look(body, "SampleRate"), engine);
  const long = () => new Refusal("TextLengthExceededException", "Maximum text length has been exceeded");
  if (text.length > all) throw long();
  const reading = readDocument({ type, text }, engine);
  if (reading.billed > billed) throw long();
  // It is one of `wires`, all of which are such.
  return { voice, engine, format: format as Order["format"], rate, marks, text, reading };
}

function checkLanguage(voice: PollyVoice, language: unknown): void {
  if (language === undefined || language === voice.locale || voice.also?.some((it) => it === language))
    return;
  throw new Refusal("LanguageNotSupportedException", "This voice does not support the selected language");
}

function checkMarks(marks: readonly string[], format: string, type: string): void {
  if (!marks.every((it) => ["sentence", "word", "viseme", "ssml"].includes(it)))
    throw invalid("speechMarkTypes", "Member must satisfy enum value set");
  if (marks.length > 0 !== (format === "json")) {
    const rule = "Speech marks are only supported for the output format json, and it needs some";
    throw new Refusal("MarksNotSupportedForFormatException", rule);
  }
  if (marks.includes("ssml") && type === "text")
    throw new Refusal("SsmlMarksNotSupportedForTextTypeException", "SSML marks need the text type ssml");
}

/** The rate asked for or the usual one, by format and engine. */
function checkRate(format: string, asked: unknown, engine: Engine): number {
  const facts = Object.values(formats).find(({ wire }) => wire === format);
  if (!facts) return 0;
  const usual = facts.rates.length > 2 && engine === "standard" ? 22_050 : (facts.rates[0] ?? 0);
  const rate = asked === undefined ? usual : Number(asked);
  if (typeof (asked ?? "") === "string" && facts.rates.includes(rate)) return rate;
  throw new Refusal("InvalidSampleRateException", "The specified sample rate is not valid");
}

/** The speech marks of a request as lines of JSON, in the times of the voice that says it. */
export async function markLines({ reading, marks, voice }: Order, by: Voice): Promise<string> {
  const { speech, places } = reading;
  const plain = toText(speech);
  const words = (await by.marks?.(speech, { locale: voice.locale })) ?? [];
  const units = unitCounts(plain);
  const lines: { readonly time: number; readonly type: string; readonly [more: string]: unknown }[] = [];
  const add = (type: string, time: number, value: string, start?: number, end?: number) =>
    void lines.push({ time, type, start, end, value });
  const span = (start: number, end: number) =>
    [places[units[start] ?? 0]?.start ?? 0, places[(units[end] ?? 1) - 1]?.end ?? 0] as const;

  if (marks.includes("sentence")) {
    for (const { index, segment } of new Intl.Segmenter(voice.locale, { granularity: "sentence" }).segment(
      plain,
    )) {
      const said = segment.trimEnd();
      const first = words.find(({ start }) => start >= index);
      if (said !== "") add("sentence", first?.at ?? 0, said, ...span(index, index + said.length));
    }
  }
  if (marks.includes("word"))
    for (const { at, start, end, word } of words) add("word", at, word, ...span(start, end));
  if (marks.includes("ssml")) {
    for (const { name, start, end, after } of reading.marks) {
      const next = words.find((word) => (units[word.start] ?? 0) >= after);
      add("ssml", next?.at ?? (await lengthOf(by, speech, voice.locale)), name, start, end);
    }
  }
  return [...lines]
    .sort((a, b) => a.time - b.time || rank(a.type) - rank(b.type))
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}

const rank = (type: string) => ["sentence", "word", "viseme", "ssml"].indexOf(type);

/** For each unit of a text how many before it are no white space. */
function unitCounts(text: string): readonly number[] {
  const counts = [0];
  for (let i = 0; i < text.length; i++) counts.push((counts[i] ?? 0) + (/\s/.test(text[i] ?? "") ? 0 : 1));
  return counts;
}

/** Milliseconds of what a voice says, where it says so in a WAV file. */
async function lengthOf(by: Voice, speech: Reading["speech"], locale: string): Promise<number> {
  const { type, bytes } = await by.speak(speech, { locale });
  let [size, head] = [0, Buffer.alloc(0)];
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (head.length < 44) head = Buffer.concat([head, chunk]);
  }
  const perSecond = type === "audio/wav" && head.length >= 44 ? head.readUInt32LE(28) : 0;
  return perSecond > 0 ? Math.round(((size - 44) / perSecond) * 1_000) : 0;
}
