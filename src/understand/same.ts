import type { Model, ModelIntent } from "../model.ts";
import { parseUtterance } from "../utterance.ts";
import { plain } from "./words.ts";

/** An utterance that more than one intent has. */
export interface SameUtterance {
  /** As the first of the intents has it. */
  readonly utterance: string;
  /** In alphabetical order; the first is the one that is understood. */
  readonly intents: readonly string[];
}

/** The utterances that several intents of a model have in one language: the same words, and slots of the same types. */
export function sameUtterances({ intents }: Model): readonly SameUtterance[] {
  const met = new Map<string, { readonly utterance: string; readonly intents: Set<string> }>();
  for (const intent of intents) {
    for (const [language, utterances] of Object.entries(intent.utterances)) {
      for (const utterance of utterances) {
        const key = `${language}\n${formOf(utterance, intent)}`;
        const before = met.get(key);
        if (before) before.intents.add(intent.name);
        else met.set(key, { utterance, intents: new Set([intent.name]) });
      }
    }
  }
  return [...met.values()]
    .filter((it) => it.intents.size > 1)
    .map((it) => ({ utterance: it.utterance, intents: [...it.intents].sort() }));
}

/** An utterance as it is told from others: its words as they are compared, and its slots by their types. */
function formOf(utterance: string, { slots }: ModelIntent): string {
  return parseUtterance(utterance)
    .map((part) => {
      if ("words" in part) return plain(part.words);
      const type = slots.find(({ name }) => name === part.slot)?.type;
      return `{${type?.kind === "list" ? `list ${type.name}` : (type?.kind ?? "")}}`;
    })
    .join(" ");
}
