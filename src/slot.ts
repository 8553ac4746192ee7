import { isCatalog, type Catalog, type Entry } from "./catalog.ts";
import type { BuiltInKind, ModelSlot, SlotType } from "./model.ts";
import { isComposite, isList } from "./list.ts";
import { jsonSchemaOf, type Schema } from "./schema.ts";

/** What a slot is, read off its schema: the kind of words that fill it, and whether it may stay empty. */
export function describeSlot(name: string, schema: Schema): ModelSlot {
  const json = jsonSchemaOf(schema);
  const many = json["type"] === "array";
  const one = many && isRecord(json["items"]) ? json["items"] : json;
  const item = isList(schema) ? schema.item : schema;
  const type = isComposite(item)
    ? ({
        kind: "composite",
        slots: Object.entries(item.parts).map(([part, it]) => describeSlot(part, it)),
      } as const)
    : isCatalog(item)
      ? catalogType(item)
      : typeOf(name, one, item);
  return {
    name,
    type,
    required: !takesNothing(schema),
    many,
    ...ownTypes(json["slotType"]),
  };
}

/** What platforms call types of their own, from a schema's metadata. */
const ownTypes = (types: unknown): Pick<ModelSlot, "own"> => {
  const own = isRecord(types) ? Object.entries(types).filter(([, name]) => typeof name === "string") : [];
  // Only the texts among them are left.
  return own.length > 0 ? { own: Object.fromEntries(own) as Readonly<Record<string, string>> } : {};
};

/** Asked anew where the values may have changed since the model was made. */
const catalogType = ({ name, entries, changes }: Catalog<Entry>): SlotType => ({
  kind: "list",
  name,
  dynamic: changes,
  get values() {
    return entries();
  },
});

function typeOf(slot: string, json: Readonly<Record<string, unknown>>, schema: Schema): SlotType {
  if (Array.isArray(json["enum"])) {
    const title = json["title"];
    const name = typeof title === "string" ? title : `${slot.charAt(0).toUpperCase()}${slot.slice(1)}`;
    return {
      kind: "list",
      name,
      dynamic: false,
      values: json["enum"].map((value) => entryOf(String(value), json["synonyms"])),
    };
  }
  const format = kinds.get(String(json["format"]));
  if (format) return { kind: format };
  const moment = typeof json["pattern"] === "string" ? momentOf(schema) : undefined;
  if (moment) return { kind: moment };
  if (json["type"] === "integer" || json["type"] === "number") return { kind: "number" };
  return { kind: json["type"] === "boolean" ? "boolean" : "text" };
}

/** Whether a schema takes times of day and nothing else, or points in time; zod says so by a pattern alone. */
function momentOf(schema: Schema): "time" | "datetime" | undefined {
  const takes = (value: string) => {
    const result = schema["~standard"].validate(value);
    return !(result instanceof Promise) && !result.issues;
  };
  if (["hello", "18", "25:00", "2026-11-27T25:00:00Z"].some(takes)) return undefined;
  if (takes("18:00")) return "time";
  return takes("2026-11-27T18:00:00") || takes("2026-11-27T18:00:00Z") ? "datetime" : undefined;
}

/** The formats of JSON Schema, and of a schema's own metadata (`.meta({ format: "money" })`), that are built-in kinds. */
const kinds: ReadonlyMap<string, BuiltInKind> = new Map([
  ["date", "date"],
  ["time", "time"],
  ["date-time", "datetime"],
  ["duration", "duration"],
  ["email", "email"],
  ["e164", "phone"],
  ["phone", "phone"],
  ["ordinal", "ordinal"],
  ["percent", "percent"],
  ["money", "money"],
  ["identifier", "identifier"],
]);

/** An enum's metadata may name synonyms by value: `.meta({ synonyms: { mug: ["cup"] } })`. */
function entryOf(value: string, synonyms: unknown): Entry {
  const own: unknown = isRecord(synonyms) && Object.hasOwn(synonyms, value) ? synonyms[value] : undefined;
  return { id: value, name: value, ...(Array.isArray(own) && { synonyms: own.map(String) }) };
}

/**
 * Whether a slot may stay empty. A coercing schema turns nothing into the word "undefined", which nobody said; one
 * that has to wait counts as required.
 */
function takesNothing(schema: Schema): boolean {
  const result = schema["~standard"].validate(undefined);
  return !(result instanceof Promise) && !result.issues && result.value !== "undefined";
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
