import { isObject, itemsOf, look, membersOf, PalaverError } from "palaver";

/** An object inside a document, and where it stands there, in words. */
export interface Part {
  readonly value: object;
  readonly where: string;
}

/** A document that cannot be run, in a sentence. */
export const wrong = (where: string, what: string): PalaverError =>
  new PalaverError("invalid-option", `${where} ${what}; correct the document.`);

/** An object of the document with these fields and no others: what is not understood is not skipped in silence. */
export function partOf(value: unknown, where: string, fields: readonly string[]): Part {
  if (!isObject(value)) throw wrong(where, "is no object");
  const [stray] = membersOf(value).find(([name]) => !fields.includes(name)) ?? [];
  if (stray === undefined) return { value, where };
  throw wrong(where, `has "${stray}", which this runner does not know there; it knows ${fields.join(", ")}`);
}

export const has = ({ value }: Part, name: string): boolean => Object.hasOwn(value, name);

export const field = ({ value }: Part, name: string): unknown => look(value, name);

/** The text in a field. */
export function textIn(part: Part, name: string): string {
  const found = field(part, name);
  if (typeof found === "string" && found !== "") return found;
  throw wrong(part.where, has(part, name) ? `needs some text as its ${name}` : `has no ${name}`);
}

/** The number in a field: from the least to the most there may be, or what it is where it is left out. */
export function numberIn(
  part: Part,
  name: string,
  { least, most, whole, otherwise }: Bounds,
): number | undefined {
  if (!has(part, name)) return otherwise;
  const found = field(part, name);
  const fits = typeof found === "number" && found >= least && found <= most;
  if (fits && (!whole || Number.isInteger(found))) return found;
  throw wrong(part.where, `needs a ${whole ? "whole " : ""}number from ${least} to ${most} as its ${name}`);
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
  readonly otherwise?: number;
}

/** The items in a field, of which there is at least one; none where the field may be left out and is. */
export function listIn(part: Part, name: string, optional = false): readonly unknown[] {
  if (optional && !has(part, name)) return [];
  const items = itemsOf(field(part, name));
  if (items.length === 0) throw wrong(part.where, `has no list of ${name} with something in it`);
  return items;
}
