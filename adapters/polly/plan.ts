import { PalaverError, parts, toText, type Speaking, type Speech, type Target } from "palaver";
import { choicesOf, type Choice, type ChoiceOptions } from "./choice.ts";
import { SpeechFailed } from "./failure.ts";
import { wordsOf, type Document } from "./place.ts";
import { targetOf } from "./target.ts";
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

/** How much is asked for at once. */
type Limits = Required<Pick<NonNullable<Target["limits"]>, "characters" | "billed">>;

/** What one request may have: characters in all, and those that are billed, which tags are not. */
const atOnce: Limits = { characters: 6_000, billed: 3_000 };

/** What one task may have, likewise. */
export const inTask: Limits = { characters: 200_000, billed: 100_000 };

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
  limits = atOnce,
): Plan {
  const choices = choicesOf(options, locale, voice);
  if (choices.length === 0) {
    const what = voice === undefined ? `the locale ${locale}` : `the voice ${voice}`;
    const fix = "name one in `voices`, and an engine it has in `engines`";
    throw new SpeechFailed("caller", "NoVoice", `There is no Polly voice for ${what}; ${fix}.`);
  }
  const made = new Map<Engine, readonly Document[]>();

  function documents(engine: Engine): readonly Document[] {
    const known = made.get(engine) ?? documentsOf(speech, engine, limits);
    made.set(engine, known);
    return known;
  }

  return {
    locale,
    choices,
    lexicons: forLocale(options.lexicons ?? {}, locale) ?? [],
    text: toText(speech),
    documents,
    plain: (engine, n) => ({ type: "text", text: wordsOf(documents(engine)[n]) }),
  };
}

function documentsOf(speech: Speech, engine: Engine, limits: Limits): readonly Document[] {
  const target = targetOf(engine);
  const partsWithin = (characters: number) =>
    parts(speech, { ...target, limits: { ...limits, characters } }, mostParts + 1);
  const whole = partsWithin(limits.characters);
  if (whole.length <= 1) return whole.map((text) => ({ type: "ssml", text }));
  const several = partsWithin(limits.characters - ending.length);
  if (several.length > mostParts) {
    const message = `Speech of more than ${mostParts} parts is too long; say less, or give \`tasks\`.`;
    throw new SpeechFailed("caller", "TooLong", message);
  }
  return several.map((text) => ({ type: "ssml", text: text.replace(/<\/speak>$/, ending) }));
}
