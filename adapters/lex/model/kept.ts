import { isObject, isSame, itemsOf, look, overlayOf, type Json, type Overlay } from "palaver";
import type { Documents } from "./bot.ts";
import { nameOf } from "./build.ts";
import { isList } from "./paper.ts";

/** What each document of a bot says that the declarations do not, by path; nothing for those they say all of. */
export function keptOf(made: Documents, wanted: Documents): ReadonlyMap<string, Overlay> {
  const paths = [...new Set([...made.keys(), ...wanted.keys()])].sort();
  return new Map(
    paths.flatMap((path) => {
      const overlay = keptAt(made.get(path), wanted.get(path));
      return overlay.set || overlay.drop ? [[path, overlay] as const] : [];
    }),
  );
}

function keptAt(made: Json | undefined, wanted: Json | undefined): Overlay {
  if (wanted === undefined) return { drop: [""] };
  if (made === undefined) return { set: { "": wanted } };
  return overlayOf(bare(made), bare(wanted), nameOf);
}

/**
 * A document as two of them are compared: without what Lex makes up for itself (identifiers, beyond that a locale's is its
 * name), with nothing where there is null, an empty list or an empty object, and with priorities counted from 1.
 */
export function bare(document: Json): Json {
  const { identifier, ...rest } = recordOf(without(document) ?? {});
  const isLocale = look(document, "nluConfidenceThreshold") !== undefined;
  return {
    ...rest,
    ...(isLocale && identifier !== undefined && { identifier }),
    ...ranked(rest["slotPriorities"]),
  };
}

const recordOf = (document: Json): Readonly<Record<string, Json>> =>
  isObject(document) ? (document as Readonly<Record<string, Json>>) : {}; // What is an object in JSON is a record of it.

function without(document: Json): Json | undefined {
  if (document === null) return undefined;
  if (isList(document)) {
    const items = document.flatMap((it) => without(it) ?? []);
    return items.length > 0 ? items : undefined;
  }
  if (!isObject(document)) return document;
  const members = Object.entries(document).flatMap(([name, value]) => {
    const found = without(value);
    return found === undefined ? [] : [[name, found] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

function ranked(priorities: Json | undefined): { readonly slotPriorities?: Json } {
  const items = itemsOf(priorities).map((it) => ({
    slotName: look(it, "slotName"),
    priority: look(it, "priority"),
    size: Object.keys(recordOf(it as Json)).length, // It is an item of a document.
  }));
  const ranks = items.map(({ priority }) => priority).filter((it) => typeof it === "number");
  const ordered = [...ranks].sort((one, other) => one - other);
  const fits =
    items.length > 0 &&
    new Set(ranks).size === items.length &&
    items.every(({ slotName, size }) => typeof slotName === "string" && size === 2);
  if (!fits) return {};
  return {
    slotPriorities: items.map(({ slotName, priority }) => ({
      slotName: String(slotName),
      priority: ordered.indexOf(Number(priority)) + 1,
    })),
  };
}

/** Whether two documents of a bot say the same to Lex. */
export const saysSame = (one: Json, other: Json): boolean => isSame(bare(one), bare(other));
