import { PalaverError, toText, type Speaking, type Speech } from "palaver";
import { choicesOf, type Choice, type ChoiceOptions } from "./choice.ts";
import { SpeechFailed } from "./failure.ts";
import { inParts, type Room } from "./parts.ts";
import type { Document } from "./place.ts";
import { ssmlFor } from "./ssml.ts";
import { forLocale, type Engine } from "./voices.ts";

export interface PlanOptions extends ChoiceOptions {
  /** Names of the lexicons to pronounce by, of each locale or language: five at most, the first of them wins. */
  readonly lexicons?: Readonly<Record<string, readonly string[]>>;
}

/** All there is to know before Polly is asked. */
export interface Plan {
  readonly locale: string;
  readonly choices: readonly Choice[];
  readonly lexicons: readonly string[];
  /** What is said, as it is read. */
  readonly text: string;
  /** What is said in one request after the other, for an engine. Where there are several, each ends in a mark. */
  documents(engine: Engine): readonly Document[];
  /** The words of a document without its markup, for where Polly refuses that. */
  plain(engine: Engine, document: number): Document;
}

/** What one request may have: characters that are billed, which tags are not, and characters in all. */
const atOnce: Room = { words: 3_000, document: 6_000 };

/** What one task may have, likewise. */
export const inTask: Room = { words: 100_000, document: 200_000 };

/** Parts that speech is said in at most: more than two hours of it. */
const mostParts = 50;

/** Says where one part ends in time, of which speech marks say nothing else. */
export const endMark = "palaver-end";
const ending = `<mark name="${endMark}"/></speak>`;

/** Checks what can be checked at once. Throws {@link PalaverError}. */
export function checkPlanOptions({ lexicons = {} }: PlanOptions): void {
  for (const [locale, names] of Object.entries(lexicons)) {
    if (names.length > 5 || !names.every((name) => /^[0-9A-Za-z]{1,20}$/.test(name))) {
      const rule = "Polly takes five, each named with up to twenty letters and digits";
      throw new PalaverError("invalid-option", `The lexicons of "${locale}" are not such as ${rule}.`);
    }
  }
}

/** What is asked of Polly for some speech. Throws {@link SpeechFailed} where nobody can say it. */
export function planOf(
  speech: Speech,
  { locale, voice }: Speaking,
  options: PlanOptions,
  room = atOnce,
): Plan {
  const choices = choicesOf(options, locale, voice);
  if (choices.length === 0) {
    const what = voice === undefined ? `the locale ${locale}` : `the voice ${voice}`;
    const fix = "name one in `voices`, and an engine it has in `engines`";
    throw new SpeechFailed("caller", "NoVoice", `There is no Polly voice for ${what}; ${fix}.`);
  }
  const made = new Map<Engine, readonly Part[]>();

  function parts(engine: Engine): readonly Part[] {
    const known = made.get(engine) ?? partsOf(speech, engine, locale, room);
    made.set(engine, known);
    return known;
  }

  return {
    locale,
    choices,
    lexicons: forLocale(options.lexicons ?? {}, locale) ?? [],
    text: toText(speech),
    documents: (engine) => parts(engine).map(({ document }) => document),
    plain: (engine, document) => ({ type: "text", text: toText(parts(engine)[document]?.speech ?? "") }),
  };
}

interface Part {
  readonly speech: Speech;
  readonly document: Document;
}

function partsOf(speech: Speech, engine: Engine, locale: string, room: Room): readonly Part[] {
  const whole = ssmlFor(speech, engine);
  const document = (text: string): Document => ({ type: "ssml", text });
  if (whole.length <= room.document && toText(speech).length <= room.words) {
    return isMute(speech) ? [] : [{ speech, document: document(whole) }];
  }
  const shorter = { ...room, document: room.document - ending.length };
  const parts = inParts(speech, shorter, locale, (part) => ssmlFor(part, engine));
  if (parts.length > mostParts) {
    const message = `Speech of ${parts.length} parts is more than ${mostParts}; say less, or give \`tasks\`.`;
    throw new SpeechFailed("caller", "TooLong", message);
  }
  return parts.map((part) => ({
    speech: part,
    document: document(ssmlFor(part, engine).replace(/<\/speak>$/, ending)),
  }));
}

/** Whether there is neither a word nor a pause, for which Polly has no audio. */
const isMute = (speech: Speech) =>
  toText(speech) === "" && !speech.parts.some(({ type }) => type === "pause");
