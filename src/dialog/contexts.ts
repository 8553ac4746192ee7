import type { Intent } from "../intent.ts";
import type { OpenContext } from "../reply.ts";
import type { Kept, Talk } from "./talk.ts";

/** For how many turns a context is open that does not say. */
const someTurns = 5;
/** In milliseconds, for how long one is open that does not say. */
const someTime = 10 * 60_000;

/** The contexts that are open in a turn. */
export const openIn = ({ contexts }: Talk, at: number): readonly Kept[] =>
  contexts.filter(({ turns, until }) => turns > 0 && at <= until);

/** The contexts after a turn: those that were open have a turn less, and those that it opens are open anew. */
export function contextsAfter(talk: Talk, opens: readonly OpenContext[], at: number): readonly Kept[] {
  const kept = new Map(openIn(talk, at).map((it) => [it.name, { ...it, turns: it.turns - 1 }]));
  for (const { name, turns = someTurns, minutes } of opens) {
    const until = at + (minutes === undefined ? someTime : minutes * 60_000);
    if (turns <= 0) kept.delete(name);
    else kept.set(name, { name, turns, until });
  }
  return [...kept.values()].filter(({ turns }) => turns > 0);
}

/** Whether an intent can be reached: it needs no context, or one of those it needs is open. */
export function isReachable({ when }: Pick<Intent, "when">, open: readonly Pick<Kept, "name">[]): boolean {
  if (when === undefined) return true;
  const needed = typeof when === "string" ? [when] : when;
  return needed.some((name) => open.some((it) => it.name === name));
}
