import type { Wordings } from "./model.ts";
import { isSaid, toText } from "./speech.ts";

/**
 * The wordings of a prompt that are always the same, as text and by language; nothing where each of them is only known
 * in a conversation.
 */
export function fixed(prompt: unknown): Wordings | undefined {
  const several = isWording(prompt) ? { "": prompt } : prompt;
  if (typeof several !== "object" || several === null) return undefined;
  const found = Object.entries(several).flatMap(([locale, wordings]) => {
    const texts = textsOf(wordings);
    return texts.length > 0 ? [[locale, texts] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

const isWording = (prompt: unknown): boolean =>
  typeof prompt === "string" ||
  Array.isArray(prompt) ||
  (typeof prompt === "object" && prompt !== null && isSaid(prompt));

const textsOf = (wordings: unknown): readonly string[] =>
  (Array.isArray(wordings) ? wordings : [wordings]).flatMap((words: unknown) => {
    if (typeof words === "string") return [words];
    return typeof words === "object" && words !== null && isSaid(words) ? [toText(words)] : [];
  });
