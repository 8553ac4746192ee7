import { readFileSync } from "node:fs";

export type Tree = { [name: string]: unknown };

/** One of our own events, anew for each test, with some of its members replaced. */
export function event(name: "dialog" | "fulfilment" | "legacy", changes: Tree = {}): Tree {
  const url = new URL(`../../fixtures/lex/${name}.json`, import.meta.url);
  // JSON.parse promises nothing; these files are ours.
  return { ...(JSON.parse(readFileSync(url, "utf8")) as Tree), ...changes };
}

/** A dialog event whose intent has these members. */
export function eventWith(intent: Tree, changes: Tree = {}): Tree {
  const whole = event("dialog", changes);
  const state = whole["sessionState"] as Tree;
  return { ...whole, sessionState: { ...state, intent: { ...(state["intent"] as Tree), ...intent } } };
}

export const scalar = (
  originalValue: string,
  interpretedValue?: string | null,
  resolvedValues: string[] = [],
) => ({
  shape: "Scalar",
  value: { originalValue, ...(interpretedValue !== undefined && { interpretedValue }), resolvedValues },
});
