import { isObject } from "./look.ts";
import type { Json } from "./turn.ts";

/**
 * What tells a document from one that was made without it: values by where they stand, and where there is none. A place is
 * written as a JSON pointer (RFC 6901) whose steps into lists are the names of what is listed, as in `/intents/Order/samples`.
 */
export interface Overlay {
  readonly set?: Readonly<Record<string, Json>>;
  readonly drop?: readonly string[];
}

/** What something in a list is called there; nothing for what has no name. */
export type NameOf = (item: Json) => string | undefined;

/** What `wanted` has, or lacks, that `made` does not. The order of lists is not looked at. */
export function overlayOf(made: Json, wanted: Json, nameOf: NameOf): Overlay {
  const set: [string, Json][] = [];
  const drop: string[] = [];
  const look = (at: string, own: Json | undefined, other: Json): void => {
    const [mine, theirs] = [own === undefined ? undefined : membersOf(own, nameOf), membersOf(other, nameOf)];
    if (!mine || !theirs || Array.isArray(own) !== Array.isArray(other)) {
      if (own === undefined || !isSame(own, other)) set.push([at, other]);
      return;
    }
    for (const name of mine.keys()) if (!theirs.has(name)) drop.push(`${at}/${escaped(name)}`);
    for (const [name, value] of theirs) look(`${at}/${escaped(name)}`, mine.get(name), value);
  };
  look("", made, wanted);
  return {
    ...(set.length > 0 && { set: Object.fromEntries(set) }),
    ...(drop.length > 0 && { drop: drop.sort() }),
  };
}

/** A document with what was kept of another laid over it. What has no place in it any more is left out. */
export function lay(made: Json, { set = {}, drop = [] }: Overlay, nameOf: NameOf): Json {
  const all = untouched();
  for (const at of drop) replace(all, stepsOf(at), undefined);
  for (const [at, value] of Object.entries(set)) replace(all, stepsOf(at), value);
  return changed(made, all, nameOf) ?? null;
}

/** What becomes of a place: something else, or nothing; and what becomes of the places within it. */
interface Change {
  by?: { readonly value: Json | undefined };
  readonly within: Map<string, Change>;
}

const untouched = (): Change => ({ within: new Map() });

/** Notes a change; what was to become of the places within goes with what stood there. */
function replace(all: Change, steps: readonly string[], value: Json | undefined): void {
  let at = all;
  for (const step of steps) {
    const next = at.within.get(step) ?? untouched();
    at.within.set(step, next);
    at = next;
  }
  at.by = { value };
  at.within.clear();
}

function changed(own: Json | undefined, { by, within }: Change, nameOf: NameOf): Json | undefined {
  const now = by ? by.value : own;
  if (now === undefined || within.size === 0) return now;
  const members = membersOf(now, nameOf);
  if (!members) return now;
  for (const [step, change] of within) {
    // A place within something that is gone has gone with it.
    const value = changed(members.get(step), change, nameOf);
    if (value === undefined) members.delete(step);
    else members.set(step, value);
  }
  return Array.isArray(now) ? [...members.values()] : Object.fromEntries(members);
}

/** What a document is made of, by name; nothing where it has no parts, or some without a name of their own. */
function membersOf(document: Json, nameOf: NameOf): Map<string, Json> | undefined {
  if (!Array.isArray(document)) return isObject(document) ? new Map(Object.entries(document)) : undefined;
  const list: readonly Json[] = document;
  const members = new Map(list.flatMap((item) => named(nameOf(item), item)));
  return members.size === list.length ? members : undefined;
}

const named = (name: string | undefined, item: Json): readonly (readonly [string, Json])[] =>
  name === undefined ? [] : [[name, item]];

/** Whether two documents say the same, in whatever order. */
export function isSame(one: Json, other: Json): boolean {
  return canonical(one) === canonical(other);
}

function canonical(document: Json): string {
  if (Array.isArray(document)) return `[${document.map(canonical).sort().join()}]`;
  if (!isObject(document)) return JSON.stringify(document);
  const pairs = Object.entries(document).map(
    ([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`,
  );
  return `{${pairs.sort().join()}}`;
}

const escaped = (step: string) => step.replaceAll("~", "~0").replaceAll("/", "~1");

const stepsOf = (at: string) =>
  at
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
