import type { Slot } from "../registry.ts";
import { validate } from "../schema.ts";
import type { SlotType } from "../model.ts";
import type { Json, RawValue } from "../turn.ts";
import { hear, valueOf, type Surroundings } from "../understand/heard.ts";
import { instantOf } from "../understand/types/civil.ts";
import { valuesAmong } from "../understand/among.ts";
import type { HeardSlot, Scene } from "./talk.ts";

/** Where and when something is said. */
export const surroundingsOf = ({ context: { turn, locale }, zone }: Scene): Surroundings => ({
  locale,
  at: turn.at,
  zone: turn.zone ?? zone,
});

/** What a schema makes of what was heard: the form it takes, or why it takes none. */
export type Accepted =
  { readonly input: Json } | { readonly why: string | undefined; readonly count: number };

/** The first form of what was heard that the slot's schema takes: what the platform took it for, or the words. */
export async function accept(
  slot: Slot,
  values: readonly RawValue[],
  where: Surroundings,
): Promise<Accepted> {
  const { schema, type, many } = slot;
  if (type.kind === "composite") return taken(slot, pairsIn(values, slot, where));
  if (many) {
    const each = apart(values, slot, where).map((value) => first(formsOf(value, type, where)) ?? "");
    return taken(slot, each);
  }
  let why: string | undefined;
  for (const form of values[0] ? formsOf(values[0], type, where) : []) {
    const result = await validate(schema, form);
    if (!result.issues) return { input: form };
    why ??= result.issues[0]?.message;
  }
  return { why, count: values.length };
}

async function taken({ schema }: Slot, input: readonly Json[]): Promise<Accepted> {
  const result = await validate(schema, input);
  return result.issues ? { why: result.issues[0]?.message, count: input.length } : { input };
}

const first = <T>([it]: Iterable<T>): T | undefined => it;

/** What a platform took the words for, then what we take them for, then the words; an id always before a name. */
function* formsOf({ text, matches }: RawValue, type: SlotType, where: Surroundings): Generator<Json> {
  for (const { id, value } of matches) yield* id === undefined ? written(value, type, where) : [id, value];
  for (const { id, value } of valueOf(text, type, where).matches) {
    yield* id === undefined ? written(value, type, where) : [id, value];
  }
  yield text;
}

/**
 * A value as platforms write it, and as schemas know it: a time without its T, a point in time with seconds and as an instant, a yes
 * as true.
 */
function written(value: string, { kind }: SlotType, { zone }: Surroundings): readonly Json[] {
  if (kind === "time") return [value, value.replace(/^T/, "")];
  if (kind === "datetime") return [value, `${value}:00`, ...instantIn(value, zone)];
  if (kind === "boolean") return [/^(?:yes|true)$/i.test(value), value];
  return [value];
}

/** A point in time as everybody writes it: `2026-11-27T14:30:00Z`. */
function instantIn(value: string, zone: string): readonly string[] {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(value);
  if (!parts) return [];
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((it) => Number(it ?? 0));
  const at = new Date(instantOf({ year, month, day, hour, minute, second }, zone));
  return [at.toISOString().replace(".000Z", "Z")];
}

/** Several values that a platform, or a person who was asked, gave as one: "milk, bread and eggs". */
function apart(values: readonly RawValue[], { type }: Slot, where: Surroundings): readonly RawValue[] {
  return values.flatMap((value) => {
    if (value.matches.length === 1) return [value];
    const heard = hear(value.text, where);
    return valuesAmong(0, heard.words.length, type, heard)?.values ?? [value];
  });
}

/** Things that are told by several slots each: "two milk and one bread" is two pairs. What is missing takes its default. */
function pairsIn(values: readonly RawValue[], { type }: Slot, where: Surroundings): readonly Json[] {
  if (type.kind !== "composite") return [];
  const pairs: Record<string, Json>[] = [];
  for (const { text } of values) {
    const heard = hear(text, where);
    const found = type.slots
      .flatMap((part) => heard.ranges(part.type).map((range) => ({ ...range, part })))
      .sort((a, b) => a.from - b.from || b.to - a.to);
    let [pair, until]: [Record<string, Json>, number] = [{}, 0];
    for (const { from, to, part } of found) {
      if (from < until) continue;
      until = to;
      if (Object.hasOwn(pair, part.name)) {
        pairs.push(pair);
        pair = {};
      }
      const [match] = heard.meaning(from, to, part.type);
      if (match)
        pair[part.name] = part.type.kind === "number" ? Number(match.value) : (match.id ?? match.value);
    }
    if (Object.keys(pair).length > 0) pairs.push(pair);
  }
  return pairs;
}

/**
 * The values of all slots, as their schemas give them. One that is empty, or no longer passes its schema, is there if
 * it has a default. The names are the app's own, checked when the intent was entered.
 */
export async function valuesOf(slots: ReadonlyMap<string, Slot>, heard: readonly HeardSlot[]) {
  const values: Record<string, unknown> = {};
  for (const [name, { schema, required }] of slots) {
    const filled = heard.find((it) => it.name === name);
    let result = filled && (await validate(schema, filled.input));
    if ((!result || result.issues) && !required) result = await validate(schema, undefined);
    if (result && !result.issues) values[name] = result.value;
  }
  return values;
}
