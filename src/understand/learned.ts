import { pick } from "../locale.ts";
import { takesAnything, type Model, type ModelIntent, type SlotType } from "../model.ts";
import { builtInPhrases } from "./builtin.ts";
import type { Heard } from "./heard.ts";
import { expand, type Expanded } from "./learn/expand.ts";
import { openClassifier, trainClassifier, type Classifier, type OpenClassifier } from "./learn/classifier.ts";
import { valueWord } from "./learn/signs.ts";
import { valuesFor } from "./learn/stock.ts";
import type { Hint } from "./tag/tagged.ts";
import { openTagger, trainTagger, type TaggerModel } from "./tagger.ts";
import { plainWords } from "./words.ts";

/** What is learned of one language from the utterances of an app, as plain data. */
export interface Learned {
  readonly locale: string;
  readonly classifier: Classifier;
  /** For each intent with slots, what finds them in a sentence. */
  readonly taggers: readonly { readonly intent: string; readonly tagger: TaggerModel }[];
}

/** What was learned, ready to be asked. A tagger that was not learned beforehand is when it is first needed. */
export interface Learner {
  readonly classifier: OpenClassifier;
  tag(intent: ModelIntent, heard: Heard): ReturnType<ReturnType<typeof openTagger>>;
}

/** Learns the intents of a model in one language, and everything else that every app understands. */
export function learnIntents(model: Model, locale: string): Classifier {
  const own = model.intents.flatMap((intent) =>
    (pick(intent.utterances, locale) ?? []).map((utterance) => ({
      intent: intent.name,
      said: expand(utterance, intent, locale, true).map((it) => wordsWithValues(it, intent)),
    })),
  );
  const named = new Set(model.intents.map(({ name }) => name));
  const builtIn = [...builtInPhrases(locale)].flatMap(([text, intent]) =>
    named.has(intent) ? [] : [{ intent, said: [plainWords(text)] }],
  );
  return trainClassifier([...own, ...builtIn], { locale });
}

/** The words of a sample, and one for each type that has a value in it. */
function wordsWithValues({ text, spans }: Expanded, { slots }: ModelIntent): readonly string[] {
  const types = slots.filter(
    ({ name, type }) => !takesAnything(type) && spans.some(({ slot }) => slot === name),
  );
  return [...plainWords(text), ...new Set(types.map(({ type }) => valueWord(nameOf(type))))];
}

/** The words of a text, and one for each of these types that has a value in it. */
export const wordsAndValues = (heard: Heard, types: readonly SlotType[]): readonly string[] => [
  ...heard.words.map((word) => word.plain),
  ...types.filter((type) => heard.ranges(type).length > 0).map((type) => valueWord(nameOf(type))),
];

/** Learns where the slots of an intent stand. */
export function learnSlots(intent: ModelIntent, locale: string): TaggerModel {
  const samples = (pick(intent.utterances, locale) ?? []).flatMap((utterance) =>
    expand(utterance, intent, locale),
  );
  return trainTagger(
    samples.map((sample) => ({ ...sample, hints: hintsOf(sample, intent) })),
    {
      types: new Map(intent.slots.map(({ name, type }) => [name, [nameOf(type)]])),
      values: new Map(intent.slots.map(({ name, type }) => [name, valuesFor(type, locale)])),
    },
  );
}

/** What a finder of values would find in a sample, since its values are known to be such. */
const hintsOf = ({ spans }: Expanded, { slots }: ModelIntent): readonly Hint[] =>
  spans.flatMap(({ slot, start, end }) => {
    const type = slots.find(({ name }) => name === slot)?.type;
    return type && !takesAnything(type) ? [{ name: nameOf(type), start, end }] : [];
  });

const nameOf = (type: SlotType) => (type.kind === "list" ? `list ${type.name}` : type.kind);

/** Everything that is learned of one language, so that it can be kept. */
export const learn = (model: Model, locale: string): Learned => ({
  locale,
  classifier: learnIntents(model, locale),
  taggers: model.intents
    .filter(({ slots }) => slots.length > 0)
    .map((intent) => ({ intent: intent.name, tagger: learnSlots(intent, locale) }))
    .sort((a, b) => (a.intent < b.intent ? -1 : 1)),
});

/** Opens what was learned before, or learns what is needed. */
export function learner(model: Model, locale: string, kept?: Learned): Learner {
  const classifier = openClassifier(kept?.classifier ?? learnIntents(model, locale));
  const taggers = new Map<string, ReturnType<typeof openTagger>>();

  function taggerOf(intent: ModelIntent) {
    const known = taggers.get(intent.name);
    if (known) return known;
    const before = kept?.taggers.find((it) => it.intent === intent.name)?.tagger;
    const made = openTagger(before ?? learnSlots(intent, locale));
    taggers.set(intent.name, made);
    return made;
  }

  return {
    classifier,
    tag(intent, heard) {
      const hints = intent.slots.flatMap(({ type }) => hintsIn(heard, type));
      return intent.slots.length === 0 ? [] : taggerOf(intent)(heard.text, hints);
    },
  };
}

/** Where values of a type stand in a text. */
const hintsIn = (heard: Heard, type: SlotType): readonly Hint[] =>
  heard.ranges(type).map(({ from, to }) => ({
    name: nameOf(type),
    start: heard.words[from]?.start ?? 0,
    end: heard.words[to - 1]?.end ?? 0,
  }));
