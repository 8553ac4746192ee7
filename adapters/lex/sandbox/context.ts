import { asString, itemsOf, look, membersOf } from "palaver";

/** A context that is open, as a session keeps it. */
export interface Kept {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Until when, in milliseconds since 1970. */
  readonly until: number;
  /** For how many turns, the next one included. */
  readonly turns: number;
}

/** The contexts that are open, as Lex shows them: what is left of each, at least a second and a turn. */
export const shownContexts = (contexts: readonly Kept[], now: number): readonly unknown[] =>
  contexts.map(({ name, attributes, until, turns }) => ({
    name,
    contextAttributes: attributes,
    timeToLive: { timeToLiveInSeconds: secondsLeft(until, now), turnsToLive: turns },
  }));

const secondsLeft = (until: number, now: number) => Math.max(1, Math.ceil((until - now) / 1_000));

/** Those whose time has not run out. */
export const openContexts = (contexts: readonly Kept[], now: number): readonly Kept[] =>
  contexts.filter(({ until, turns }) => until > now && turns > 0);

/** The contexts a turn leaves open: those it began with have had it, unless they were opened for longer in it. */
export const afterTurn = (began: readonly Kept[], now: readonly Kept[]): readonly Kept[] =>
  now.flatMap((it) => {
    const before = began.find(({ name }) => name === it.name);
    const turns = before && it.turns <= before.turns ? it.turns - 1 : it.turns;
    return turns > 0 ? [{ ...it, turns }] : [];
  });

/** A list of contexts as somebody wrote it. One that is only given back goes on as it was. */
export const readContexts = (list: unknown, before: readonly Kept[], now: number): readonly Kept[] =>
  itemsOf(list).flatMap((it) => {
    const name = asString(look(it, "name"));
    const seconds = Number(look(it, "timeToLive", "timeToLiveInSeconds"));
    const turns = Number(look(it, "timeToLive", "turnsToLive"));
    if (name === undefined) return [];
    const known = before.find((one) => one.name === name);
    const isSame = known !== undefined && seconds <= secondsLeft(known.until, now);
    const until = isSame ? Math.min(known.until, now + seconds * 1_000) : now + seconds * 1_000;
    const attributes = membersOf(look(it, "contextAttributes")).flatMap(([key, value]) => {
      const words = asString(value);
      return words === undefined ? [] : [[key, words] as const];
    });
    return [{ name, attributes: Object.fromEntries(attributes), until, turns }];
  });

/** Why Lex takes no such list of contexts (ActiveContext in the service model); nothing where it does. */
export function complaintOfContexts(list: unknown): string | undefined {
  if (list === undefined) return undefined;
  if (!Array.isArray(list) || list.length > 20) return "activeContexts is no list of up to 20";
  return list.map(complaintOf).find((it) => it !== undefined);
}

function complaintOf(context: unknown): string | undefined {
  const name = asString(look(context, "name")) ?? "";
  if (!/^([A-Za-z0-9]_?)+$/.test(name.slice(0, 101)) || name.length > 100)
    return "a context has an unfit name";
  const attributes = membersOf(look(context, "contextAttributes"));
  const fine = attributes.every(([, value]) => typeof value === "string" && value.length <= 1_024);
  if (!fine || attributes.length > 10) return `the context ${name} has unfit attributes`;
  const isLeft = (member: string, least: number, most: number) => {
    const value = look(context, "timeToLive", member);
    return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  };
  // What a context has left may be less than the 5 seconds it can be opened for.
  return isLeft("timeToLiveInSeconds", 1, 86_400) && isLeft("turnsToLive", 1, 20)
    ? undefined
    : `the context ${name} has an unfit time to live`;
}
