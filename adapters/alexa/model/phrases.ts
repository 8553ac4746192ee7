import type { ModelIntent, ModelSlot } from "palaver";
import { wordingsIn } from "./locales.ts";
import { languageOf } from "./places.ts";

/** How a skill is opened, in each language of the platform. */
const opens: ReadonlyMap<string, (name: string) => string> = new Map([
  ["ar", (name) => `أليكسا، افتحي ${name}`],
  ["de", (name) => `Alexa, öffne ${name}`],
  ["es", (name) => `Alexa, abre ${name}`],
  ["fr", (name) => `Alexa, ouvre ${name}`],
  ["hi", (name) => `Alexa, ${name} खोलो`],
  ["it", (name) => `Alexa, apri ${name}`],
  ["ja", (name) => `アレクサ、${name}を開いて`],
  ["pt", (name) => `Alexa, abrir ${name}`],
]);

/** The phrases a skill is shown with: three, and none longer than this. */
const most = 3;
const longest = 200;

/** What people are shown that they could say: how to open the skill, and utterances of different intents, whose slots are filled from their lists. */
export function examplePhrases(
  intents: readonly ModelIntent[],
  invocationName: string,
  locale: string,
): readonly string[] {
  const open = opens.get(languageOf(locale)) ?? ((name: string) => `Alexa, open ${name}`);
  // By name, so that it makes no difference where an intent is declared.
  const inOrder = [...intents].sort(({ name: a }, { name: b }) => (a < b ? -1 : a > b ? 1 : 0));
  const said = inOrder.flatMap(({ utterances, slots }) => {
    const byName = new Map(slots.map((slot) => [slot.name, slot]));
    for (const utterance of wordingsIn(utterances, locale) ?? []) {
      const phrase = filled(utterance, byName);
      if (phrase !== undefined && phrase.includes(" ") && phrase.length <= longest) return [phrase];
    }
    return [];
  });
  return [...new Set([open(invocationName), ...said])].slice(0, most);
}

/** An utterance with something in each of its slots; nothing where one has no list to take it from. */
function filled(utterance: string, slots: ReadonlyMap<string, ModelSlot>): string | undefined {
  let isWhole = true;
  const phrase = utterance.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const type = slots.get(name.trim())?.type;
    const value = type?.kind === "list" ? type.values[0]?.name : undefined;
    isWhole &&= value !== undefined;
    return value ?? "";
  });
  return isWhole ? phrase.trim() : undefined;
}
