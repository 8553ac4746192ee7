import { pick } from "../locale.ts";
import type { Model, ModelSlot } from "../model.ts";
import type { Expectation, Recognizer } from "../recognizer.ts";
import type { Interpretation } from "../turn.ts";
import { bluntly, builtInPhrases } from "./builtin.ts";
import { templates, type Fit, type Templates } from "./templates.ts";
import { fits, valueOf } from "./value.ts";
import { plain } from "./words.ts";

/** The longest text that is looked at, in UTF-16 units: what every platform allows to be said at once. */
const longest = 8_000;

/**
 * The understanding that needs nothing but the app's own declarations: built-in words, utterances word by word, and
 * the open question. Its work grows in step with the text and not with the number of intents.
 */
export function embedded(model: Model): Recognizer {
  const languages = new Map<
    string,
    { readonly match: Templates; readonly words: ReadonlyMap<string, string> }
  >();

  function language(locale: string) {
    const known = languages.get(locale);
    if (known) return known;
    const intents = model.intents.map((intent) => ({
      intent,
      utterances: pick(intent.utterances, locale) ?? [],
    }));
    // Locales come from outside; there is no end to them.
    if (languages.size >= 32) languages.clear();
    const made = { match: templates(intents), words: builtInPhrases(locale) };
    languages.set(locale, made);
    return made;
  }

  return {
    understand(text, { locale, expectation }) {
      const heard = text.slice(0, longest);
      const { match, words } = language(locale);
      const blunt = bluntly(heard);
      const builtIn = words.get(plain(heard)) ?? words.get(plain(blunt));
      const politely = match(heard);
      const all = politely.length > 0 ? politely : match(blunt);
      const said = [...all.filter(isSure), ...all.filter((fit) => !isSure(fit))].map(interpretation);
      const answer = expectation && answerTo(expectation, heard, model);
      return [
        ...said.filter(({ confidence }) => confidence === 1),
        ...(builtIn === undefined ? [] : [{ intent: builtIn, slots: [], confidence: 1 }]),
        ...(answer && answer.confidence > 0.5 ? [answer] : []),
        ...said.filter(({ confidence }) => confidence < 1),
        ...(answer && answer.confidence <= 0.5 ? [answer] : []),
      ];
    },
  };
}

const isSure = ({ typed }: Fit) => typed;

/** An utterance without slots is certain; words of the right type for every slot nearly so. */
const interpretation = ({ intent, slots, exact, typed }: Fit): Interpretation => ({
  intent,
  slots,
  confidence: exact ? 1 : typed ? 0.9 : 0.5,
});

/**
 * The text as an answer to the open question: likely where its words suit the slot that is asked for, fairly so where
 * they suit one other slot of the intent alone ("no, soy milk"), and otherwise a poor one that is asked for again.
 */
function answerTo({ intent, awaits }: Expectation, text: string, model: Model): Interpretation | undefined {
  const slots = model.intents.find(({ name }) => name === intent)?.slots ?? [];
  const awaited = slots.find(({ name }) => awaits !== "confirmation" && name === awaits.slot);
  const fill = ({ name, type }: ModelSlot, words: string, confidence: number): Interpretation => ({
    intent,
    slots: [{ name, values: [valueOf(words, type)] }],
    confidence,
  });

  if (text.trim() === "") return undefined;
  if (awaited && fits(valueOf(text.trim(), awaited.type), awaited.type))
    return fill(awaited, text.trim(), 0.95);
  const correction = text
    .trim()
    .replace(/^(?:no|nope|actually|sorry|nein)\b[\s,]*/iu, "")
    .replace(/^(?:make it|i mean)\s+/iu, "");
  const [only, another] = slots.filter(
    ({ type }) => type.kind !== "text" && fits(valueOf(correction, type), type),
  );
  if (only && !another) return fill(only, correction, 0.8);
  return awaited && fill(awaited, text.trim(), 0.3);
}
