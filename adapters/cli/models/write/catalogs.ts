import type { Entry, Json, Model, ModelSlot, SlotType } from "palaver";
import { layOut, plainJson, typescript, type Code, type Member } from "./code.ts";
import type { Listed } from "./declared.ts";
import { jsonCode, literal } from "./literal.ts";
import type { Names } from "./names.ts";

/** A list of values with the two files it is in: what it is, and what is in it. */
export interface Catalog extends Listed {
  readonly source: string;
  readonly data: string;
}

/** The lists of an app. Several slots may be filled from one; two may have one name and not be the same. */
export function catalogsOf({ intents }: Model, names: Names): ReadonlyMap<string, Catalog> {
  const catalogs = new Map<string, Catalog>();
  const look = ({ type }: ModelSlot) => {
    if (type.kind === "composite") type.slots.forEach(look);
    if (type.kind !== "list" || catalogs.has(keyOfValues({ type }))) return;
    const place = {
      variable: names.variable(type.name, "list"),
      file: names.file(type.name, "catalogs", "list"),
    };
    const isEnum = !type.dynamic && isPlain(type.values);
    const made = isEnum ? enumOf(type.name, type.values, place) : catalogOf(type, place);
    catalogs.set(keyOfValues({ type }), { ...place, ...made, isEnum });
  };
  for (const { slots } of intents) slots.forEach(look);
  return catalogs;
}

const keys = new WeakMap<object, string>();

/** What tells one list of values from another. */
export function keyOfValues({ type }: Pick<ModelSlot, "type">): string {
  if (type.kind !== "list") return "";
  const known = keys.get(type) ?? JSON.stringify([type.name, type.dynamic, type.values]);
  keys.set(type, known);
  return known;
}

/** Whether values are nothing but their names, each once, so that an enum says it all. */
const isPlain = (values: readonly Entry[]): boolean =>
  values.length > 0 &&
  values.every(({ id, name }) => id === name && name !== "__proto__") &&
  new Set(values.map(({ id }) => id)).size === values.length;

type List = Extract<SlotType, { readonly kind: "list" }>;

type Place = Pick<Catalog, "variable" | "file">;

/** Where values may change, ids are told that are no more than their names; a list that is asked for each time says that they may. */
function catalogOf({ name, values, dynamic }: List, { variable, file }: Place) {
  const entries = values.map(({ id, name: called, synonyms = [] }) => ({
    id,
    name: called,
    ...(synonyms.length > 0 && { synonyms: [...synonyms] }),
  }));
  const list = dynamic && values.some((it) => it.id === it.name) ? "() => entries" : "entries";
  const made: Code = { call: "catalog", args: [literal(name), list] };
  const imports = ['import { catalog } from "palaver";', importOf("entries", file)];
  return { source: sourceOf(imports, variable, made), data: dataOf(entries) };
}

function enumOf(name: string, values: readonly Entry[], { variable, file }: Place) {
  const names = values.map((it) => it.name);
  const known = values.flatMap((it) => (it.synonyms?.length ? [[it.name, [...it.synonyms]] as const] : []));
  const title: Member = ["title", literal(name)];
  const made: Code = {
    chain: ["z", known.length > 0 ? ".enum(entries.values)" : ".enum(entries)"],
    last: ".meta",
    given: { members: known.length > 0 ? [title, ["synonyms", "entries.synonyms"]] : [title] },
  };
  const imports = ['import { z } from "zod";', importOf("entries", file)];
  const data: Json = known.length > 0 ? { values: names, synonyms: Object.fromEntries(known) } : names;
  return { source: sourceOf(imports, variable, made), data: dataOf(data) };
}

const importOf = (variable: string, file: string) =>
  `import ${variable} from "./${file}.json" with { type: "json" };`;

function sourceOf(imports: readonly string[], variable: string, made: Code): string {
  const head = `export const ${variable} = `;
  return `${imports.join("\n")}\n\n${head}${layOut(made, typescript, { column: head.length, tail: 1 })};\n`;
}

/** A list of things has each in one line, where it fits; an object has its members in lines. */
function dataOf(value: Json): string {
  const code = jsonCode(value, false);
  const open: Code = typeof code === "object" && "members" in code ? { ...code, open: true } : code;
  return `${layOut(open, plainJson)}\n`;
}
