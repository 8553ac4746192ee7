import { systemClock } from "../clock.ts";
import { pick } from "../locale.ts";
import { takesAnything, type Model, type ModelIntent, type ValueType } from "../model.ts";
import type { Hearing, Recognizer } from "../recognizer.ts";
import type { Interpretation } from "../turn.ts";
import { answerTo } from "./answer.ts";
import { bluntly, builtInOf, builtInPhrases } from "./builtin.ts";
import { fill, slotsOf, type Filled } from "./fill.ts";
import { fits, hear, type Heard, type Surroundings } from "./heard.ts";
import type { Because, Ranking } from "./learn/classifier.ts";
import { learner, wordsAndValues, type Learned, type Learner } from "./learned.ts";
import { templates, type Fit, type Templates } from "./templates.ts";
import { plain } from "./words.ts";

/** The longest text that is looked at, in UTF-16 units. */
const longest = 100_000;

export interface EmbeddedOptions {
  /** What was learned beforehand. */
  readonly learned?: readonly Learned[];
  /** Whether two things may be said at once: "add milk and check out". Default: false. */
  readonly several?: boolean;
}

/** Why a text was understood as it was. */
export interface Explanation {
  readonly interpretations: readonly Interpretation[];
  readonly ranking: Ranking;
  /** For the likeliest intents, what each word spoke for it. */
  readonly because: readonly { readonly intent: string; readonly words: Because }[];
  /** The values that were found in the text: of a list by its name, or of a built-in kind. */
  readonly values: readonly { readonly type: string; readonly text: string; readonly value: string }[];
}

/** A recognizer that can say why. */
export interface EmbeddedRecognizer extends Recognizer {
  understand(text: string, hearing: Hearing): readonly Interpretation[];
  explain(text: string, hearing: Hearing): Explanation;
}

/** What is known of one language. */
interface Language {
  readonly match: Templates;
  readonly words: ReadonlyMap<string, string>;
  readonly learned: () => Learner;
}

/**
 * The understanding that needs nothing but the app's own declarations. Built-in words and utterances win word by word; an open
 * question is answered by what suits it; for everything else it has learned from the utterances what is said for
 * which intent, and where the slots stand. What is like nothing it has learned means nothing to it.
 */
export function embedded(
  model: Model,
  { learned: kept = [], several = false }: EmbeddedOptions = {},
): EmbeddedRecognizer {
  const languages = new Map<string, Language>();
  const intents = new Map(model.intents.map((intent) => [intent.name, intent]));
  const types = typesOf(model);

  function language(locale: string): Language {
    const known = languages.get(locale);
    if (known) return known;
    // Locales come from outside; there is no end to them.
    if (languages.size >= 32) languages.clear();
    const said = model.intents.map((intent) => ({
      intent,
      utterances: pick(intent.utterances, locale) ?? [],
    }));
    let learned: Learner | undefined;
    const made: Language = {
      match: templates(said),
      words: builtInPhrases(locale),
      learned: () =>
        (learned ??= learner(
          model,
          locale,
          kept.find((it) => it.locale === locale),
        )),
    };
    languages.set(locale, made);
    return made;
  }

  /** The likeliest intent by what was learned, with its slots; nothing where the text is like nothing learned. */
  function guess(heard: Heard, learner: Learner): Interpretation | undefined {
    const words = heard.words.map((word) => word.plain);
    const known = wordsOfValues(heard, types);
    const ranking = learner.classifier.rank(wordsAndValues(heard, types), known);
    const [top] = ranking.ranked;
    // Values alone say nothing of what is to be done with them.
    const frame = words.filter((_, i) => !known.has(i));
    const framed = known.size === 0 ? ranking : learner.classifier.rank(frame);
    if (!top || !framed.ranked.some(({ intent }) => intent === top.intent)) return undefined;
    const intent = intents.get(top.intent);
    if (!intent) return undefined;
    const filled = ranking.inScope || hasText(intent) ? fill(intent, heard, learner) : [];
    if (!ranking.inScope && !isFramed(top.intent, words, withText(known, filled), learner)) return undefined;
    const typed = filled.every(({ slot, value }) => fits(value, slot.type));
    return {
      intent: top.intent,
      slots: slotsOf(filled),
      confidence: Math.min(top.confidence * 0.9, typed ? 1 : 0.5),
    };
  }

  function interpret(heard: Heard, hearing: Hearing): readonly Interpretation[] {
    const { match, words, learned } = language(hearing.locale);
    const blunt = bluntly(heard.text);
    const builtIn = words.get(plain(heard.text)) ?? words.get(plain(blunt));
    const around =
      builtIn ??
      builtInOf(
        heard.words.map((word) => word.plain),
        words,
      );
    const politely = match(heard);
    const said =
      politely.length > 0 || blunt === heard.text ? politely : match(hear(blunt, surroundings(hearing)));
    const sure = said.filter(({ typed }) => typed).map(interpretation);
    const answer = hearing.expectation && answerTo(hearing.expectation, heard, model, surroundings(hearing));
    const early = [
      ...sure.filter(({ confidence }) => confidence === 1),
      ...(builtIn === undefined ? [] : [{ intent: builtIn, slots: [], confidence: 1 }]),
      ...(answer && answer.confidence >= 0.8 ? [answer] : []),
      ...sure.filter(({ confidence }) => confidence < 1),
      ...(around === undefined ? [] : [{ intent: around, slots: [], confidence: 0.8 }]),
    ];
    // What is certain needs no guess, and most of what is said is.
    if (early.length > 0) return distinct([...early, ...(answer ? [answer] : [])]);
    const doubtful = said.filter(({ typed }) => !typed).map(interpretation);
    const guessed = heard.words.length === 0 ? undefined : withSlotsOf(doubtful, guess(heard, learned()));
    // While a question is open, only what is clearly something else is no answer to it.
    const others = [...(guessed ? [guessed] : []), ...doubtful].filter(
      ({ intent, confidence }) =>
        !hearing.expectation || intent === hearing.expectation.intent || confidence > 0.6,
    );
    return distinct([
      ...(guessed && guessed.confidence > 0.6 && (answer?.confidence ?? 0) < 0.7 ? [guessed] : []),
      ...(answer && answer.confidence > 0.4 ? [answer] : []),
      ...others,
      ...(answer ? [answer] : []),
    ]);
  }

  /** Two or more things said at once, each of which is clear; nothing where the text is one thing. */
  function apart(text: string, hearing: Hearing): Interpretation | undefined {
    for (const { first, rest } of splits(text)) {
      const [start] = interpret(hear(first, surroundings(hearing)), hearing);
      if (!start || start.confidence < clear || !intents.has(start.intent)) continue;
      const { expectation: _, ...alone } = hearing;
      const end = apart(rest, alone) ?? interpret(hear(rest, surroundings(hearing)), alone)[0];
      if (!end || end.confidence < clear || !intents.has(end.intent)) continue;
      const { then = [], ...second } = end;
      return { ...start, then: [second, ...then] };
    }
    return undefined;
  }

  /** What may be meant here: an intent that needs a context is not meant while none of its contexts is open. */
  function reachable(all: readonly Interpretation[], { contexts }: Hearing): readonly Interpretation[] {
    if (contexts === undefined) return all;
    return all.filter(({ intent }) => {
      const when = intents.get(intent)?.when;
      return when === undefined || when.some((name) => contexts.includes(name));
    });
  }

  const listen = (text: string, hearing: Hearing) => hear(text.slice(0, longest), surroundings(hearing));

  return {
    understand(text, hearing) {
      const one = reachable(interpret(listen(text, hearing), hearing), hearing);
      if (!several || text.length > longestOfSeveral || (one[0]?.confidence ?? 0) >= certain) return one;
      const many = apart(text, hearing);
      return many ? [many, ...one] : one;
    },

    explain(text, hearing) {
      const heard = listen(text, hearing);
      const { classifier } = language(hearing.locale).learned();
      const words = heard.words.map((word) => word.plain);
      const ranking = classifier.rank(wordsAndValues(heard, types), wordsOfValues(heard, types));
      return {
        interpretations: interpret(heard, hearing),
        ranking,
        because: ranking.ranked.map(({ intent }) => ({ intent, words: classifier.because(words, intent) })),
        values: types.flatMap((type) => valuesIn(heard, type)),
      };
    },
  };
}

/** In UTF-16 units; who says several things at once says them briefly. */
const longestOfSeveral = 300;
/** What is so sure to be one thing is not looked at for several. */
const certain = 0.9;
/** How sure each of several things said at once has to be. */
const clear = 0.7;

/** The ways to cut a text in two at an "and", a "then" or a comma. */
function splits(text: string): readonly { readonly first: string; readonly rest: string }[] {
  return [...text.matchAll(/(?:\s*[,;.]\s+|\s+)(?:(?:and|then|und|dann|also|auch)\s+)+|\s*[,;.]\s+/giu)]
    .slice(0, 6)
    .map(({ 0: joint, index }) => ({ first: text.slice(0, index), rest: text.slice(index + joint.length) }))
    .filter(({ first, rest }) => first.trim() !== "" && rest.trim() !== "");
}

/** Where somebody is, as far as it is known; otherwise now, and as Greenwich has it. */
const surroundings = ({ locale, at = systemClock.now(), zone = "UTC" }: Hearing): Surroundings => ({
  locale,
  at,
  zone,
});

/** An utterance without slots is certain; words of the right type for every slot nearly so. */
const interpretation = ({ intent, slots, exact, typed, named }: Fit): Interpretation => ({
  intent,
  slots,
  confidence: exact ? 1 : typed ? 0.9 : named ? 0.7 : 0.5,
});

/** A guess with what an utterance found for slots that it left empty. */
function withSlotsOf(
  fitting: readonly Interpretation[],
  guess: Interpretation | undefined,
): Interpretation | undefined {
  const same = fitting.find(({ intent }) => intent === guess?.intent);
  const missing = same?.slots.filter(({ name }) => !guess?.slots.some((slot) => slot.name === name)) ?? [];
  return guess && { ...guess, slots: [...guess.slots, ...missing] };
}

/** The first of each intent. */
function distinct(all: readonly Interpretation[]): readonly Interpretation[] {
  const named = new Set<string>();
  return all.filter(({ intent }) => !named.has(intent) && named.add(intent));
}

const hasText = ({ slots }: ModelIntent) => slots.some(({ type }) => takesAnything(type));

/** The types of the model's slots that values can be found of, each once. */
function typesOf({ intents }: Model): readonly ValueType[] {
  const types = intents.flatMap(({ slots }) =>
    slots.flatMap(({ type }) => (takesAnything(type) ? [] : [type])),
  );
  const kinds = new Set<string>();
  return types.filter((type) => {
    const name = type.kind === "list" ? `list ${type.name}` : type.kind;
    return !kinds.has(name) && kinds.add(name);
  });
}

function wordsOfValues(heard: Heard, types: readonly ValueType[]): ReadonlySet<number> {
  const known = new Set<number>();
  for (const type of types)
    for (const { from, to } of heard.ranges(type)) for (let i = from; i < to; i++) known.add(i);
  return known;
}

const valuesIn = (heard: Heard, type: ValueType): Explanation["values"] =>
  heard.ranges(type).map(({ from, to }) => {
    const [match] = heard.meaning(from, to, type);
    return {
      type: type.kind === "list" ? type.name : type.kind,
      text: heard.text.slice(heard.words[from]?.start, heard.words[to - 1]?.end),
      value: match?.id ?? match?.value ?? "",
    };
  });

/** Whether the words around the values mean the intent by themselves. */
function isFramed(
  intent: string,
  words: readonly string[],
  values: ReadonlySet<number>,
  { classifier }: Learner,
) {
  const { ranked, inScope } = classifier.rank(words.filter((_, i) => !values.has(i)));
  return inScope && ranked[0]?.intent === intent;
}

/** Free text may be of any words, and so they count as known. */
function withText(known: ReadonlySet<number>, filled: readonly Filled[]): ReadonlySet<number> {
  const all = new Set(known);
  for (const { slot, from, to } of filled) {
    if (takesAnything(slot.type)) for (let i = from; i < to; i++) all.add(i);
  }
  return all;
}
