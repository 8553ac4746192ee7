import type { Slot, SlotConfirmationStatus } from "ask-sdk-model";
import { asString, itemsOf, look, membersOf, type Match, type RawSlot, type RawValue } from "palaver";
import { isOpen } from "./model/kinds.ts";

/** What was heard for each slot of an Alexa intent that is filled. */
export const readSlots = (slots: unknown): readonly RawSlot[] =>
  membersOf(slots).flatMap(([name, slot]) => {
    const values = valuesOf(slot);
    return values.length > 0 ? [{ name: asString(look(slot, "name")) ?? name, values }] : [];
  });

/** A slot for several values keeps them in `slotValue`, and has no value of its own. */
function valuesOf(slot: unknown): readonly RawValue[] {
  const inner = look(slot, "slotValue");
  if (look(inner, "type") === "List") return itemsOf(look(inner, "values")).flatMap(valueOf);
  const outer = valueOf(slot);
  return outer.length > 0 ? outer : valueOf(inner);
}

/** An unfilled slot has no value, and a number that could not be made out has "?" for one. */
function valueOf(thing: unknown): readonly RawValue[] {
  const text = asString(look(thing, "value"));
  if (text === undefined || text.trim() === "" || text === "?") return [];
  return [{ text, matches: matchesOf(look(thing, "resolutions", "resolutionsPerAuthority")) }];
}

/** What the first authority that knows the words takes them for. What the app said of late goes before its model. */
function matchesOf(resolutions: unknown): readonly Match[] {
  const authorities = itemsOf(resolutions).filter((authority) => !isOfExamples(authority));
  const inOrder = [...authorities.filter(isDynamic), ...authorities.filter((it) => !isDynamic(it))];
  for (const authority of inOrder) {
    if (look(authority, "status", "code") !== "ER_SUCCESS_MATCH") continue;
    const matches = itemsOf(look(authority, "values")).flatMap(matchOf);
    if (matches.length > 0) return matches;
  }
  return [];
}

const isDynamic = (authority: unknown) =>
  asString(look(authority, "authority"))?.startsWith("amzn1.er-authority.echo-sdk.dynamic.") ?? false;

/** An authority is called by the type it knows the values of; those of an open type are only like what is said. */
const isOfExamples = (authority: unknown) =>
  isOpen(asString(look(authority, "authority"))?.split(".").at(-1) ?? "");

function matchOf(entry: unknown): readonly Match[] {
  const value = asString(look(entry, "value", "name"));
  const id = asString(look(entry, "value", "id"));
  return value === undefined ? [] : [{ value, ...(id !== undefined && { id }) }];
}

/**
 * A slot as Alexa is told about it: as it came where the same was heard for it, so that it keeps what it was taken for;
 * and else as it was heard, or empty.
 */
export function writeSlot(
  name: string,
  heard: RawSlot | undefined,
  had: unknown,
  confirmationStatus: SlotConfirmationStatus,
): Slot {
  if (!heard) return { name, confirmationStatus: "NONE" };
  if (sameValues(valuesOf(had), heard.values)) return { ...asCame(had), name, confirmationStatus };
  const values = heard.values.map(({ text }) => ({ type: "Simple" as const, value: text }));
  const isList = values.length > 1 || look(had, "slotValue", "type") === "List";
  return {
    name,
    confirmationStatus: "NONE",
    ...(isList ? { slotValue: { type: "List", values } } : { value: values[0]?.value ?? "" }),
  };
}

/** The members that carry a slot's value. They are Alexa's own and go back unread, hence the cast. */
const asCame = (slot: unknown) =>
  Object.fromEntries(
    membersOf(slot).filter(([name]) => name === "value" || name === "resolutions" || name === "slotValue"),
  ) as Partial<Slot>;

const sameValues = (some: readonly RawValue[], others: readonly RawValue[]) =>
  JSON.stringify(some) === JSON.stringify(others);
