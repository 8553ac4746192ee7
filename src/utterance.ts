import { PalaverError } from "./errors.ts";

/** One piece of an utterance: words as they are said, or a slot that stands for some. */
export type Part = { readonly words: string } | { readonly slot: string };

/** The names between the braces of an utterance: `SlotName<"order {quantity} {item}">` is `"quantity" | "item"`. */
export type SlotName<U> = U extends `${string}{${infer Name}}${infer Rest}` ? Name | SlotName<Rest> : never;

type CheckedUtterance<U, Known extends string> = [Exclude<SlotName<U>, Known>] extends [never]
  ? U
  : `{${Exclude<SlotName<U>, Known>}} is not a slot of this intent`;

/** The utterances, alone or by locale; one that names an unknown slot becomes a sentence that says so, right there. */
export type Checked<U, Known extends string> = {
  readonly [I in keyof U]: U[I] extends string
    ? CheckedUtterance<U[I], Known>
    : { readonly [J in keyof U[I]]: CheckedUtterance<U[I][J], Known> };
};

/** Takes an utterance apart. Throws {@link PalaverError} where its braces do not match or it says nothing. */
export function parseUtterance(utterance: string): readonly Part[] {
  const parts: Part[] = [];
  let rest = utterance;
  while (rest.trim() !== "") {
    const open = rest.indexOf("{");
    const words = open < 0 ? rest : rest.slice(0, open);
    if (words.includes("}")) throw invalid(utterance, `has a "}" without a "{" before it`);
    if (words.trim() !== "") parts.push({ words: words.trim() });
    if (open < 0) break;
    const close = rest.indexOf("}", open);
    const slot = rest.slice(open + 1, close).trim();
    if (close < 0) throw invalid(utterance, `has a "{" without a "}" after it`);
    if (slot === "" || slot.includes("{")) throw invalid(utterance, `has braces that name no slot`);
    parts.push({ slot });
    rest = rest.slice(close + 1);
  }
  if (parts.length === 0) throw invalid(utterance, "says nothing");
  return parts;
}

const invalid = (utterance: string, what: string) =>
  new PalaverError(
    "invalid-utterance",
    `The utterance "${utterance}" ${what}; write it as "order {quantity} {item}".`,
  );
