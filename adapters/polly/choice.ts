import { forLocale, pollyLocale, voices, type Engine } from "./voices.ts";

/** Whom to ask for some speech: a voice on an engine, and the language where the voice has several. */
export interface Choice {
  readonly voice: string;
  readonly engine: Engine;
  readonly language?: string;
}

export interface ChoiceOptions {
  /** The voices of each locale or language, the best first. Where there are none, the usual ones. */
  readonly voices?: Readonly<Record<string, string | readonly string[]>>;
  /** The engines, the best first; of one locale each, where they are given so. Default: neural, then standard. */
  readonly engines?: readonly Engine[] | Readonly<Record<string, readonly Engine[]>>;
}

/** In this order the engines are asked by default: the best that answers fast, and the one that most voices have. */
const usualEngines: readonly Engine[] = ["neural", "standard"];

/**
 * Whom to ask for a locale, one after the other: a voice on the best engine, then on the next, and then another voice. One
 * that is known is not tried on an engine it does not have; of others only Polly knows. Empty where no voice is of that
 * language.
 */
export function choicesOf(options: ChoiceOptions, locale: string, voice?: string): readonly Choice[] {
  const code = pollyLocale(locale);
  const given = forLocale(options.voices ?? {}, locale);
  const names = voice !== undefined ? [voice] : given !== undefined ? [given].flat() : usualVoices(code);
  const { engines = usualEngines } = options;
  const order = isList(engines) ? engines : (forLocale(engines, locale) ?? usualEngines);
  return names.flatMap((name) => {
    const known = voices.find(({ id }) => id === name);
    const also = [known?.locale ?? "", ...(known?.also ?? [])].find((it) => sameLanguage(it, code));
    const language = known?.also && also !== undefined ? { language: also } : {};
    return order
      .filter((engine) => !known || known.engines.includes(engine))
      .map((engine) => ({ voice: name, engine, ...language }));
  });
}

/** The voices of the locale; else those of its language, of whichever country. */
function usualVoices(code: string): readonly string[] {
  const speaks = (test: (locale: string) => boolean) =>
    voices.filter(({ locale, also = [] }) => [locale, ...also].some(test)).map(({ id }) => id);
  const own = speaks((it) => it === code);
  return own.length > 0 ? own : speaks((it) => sameLanguage(it, code));
}

const sameLanguage = (a: string, b: string) => a.split("-")[0] === b.split("-")[0];

const isList = (engines: NonNullable<ChoiceOptions["engines"]>): engines is readonly Engine[] =>
  Array.isArray(engines);
