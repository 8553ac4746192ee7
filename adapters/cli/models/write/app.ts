import type { Imported, Model, ModelFile, ModelSlot } from "palaver";
import { layOut, plainJson, typescript, type Code, type Member } from "./code.ts";
import { declared } from "./declared.ts";
import { jsonCode, literal } from "./literal.ts";
import { naming } from "./names.ts";

/** A catalog of an app: the variable and the file it has, and what is in it. */
interface Catalog {
  readonly variable: string;
  readonly file: string;
  readonly name: string;
  readonly entries: string;
}

/**
 * The sources of an app that was a platform's model: one file for each intent, its values as data, handlers that say what
 * they would do, and what the platform has to be told beside it, as `PLATFORM.json`.
 */
export function written(
  { model, settings }: Pick<Imported, "model" | "settings">,
  platform: string,
): readonly ModelFile[] {
  const names = naming();
  const languages = languagesOf(model);
  const catalogs = catalogsOf(model, names);
  const catalogOf = (slot: ModelSlot) => {
    const found = catalogs.get(keyOfValues(slot));
    return found ?? { variable: "", file: "" };
  };
  const intents = model.intents.map((intent) => ({
    intent,
    variable: names.variable(intent.name, "intent"),
    file: names.file(intent.name, "", "intent"),
  }));
  const files = new Map<string, string>([
    ["index.ts", index(model, intents)],
    ["local.ts", local],
    ["would.ts", would],
    [`${platform}.json`, `${layOut(jsonCode(settings, true), plainJson)}\n`],
  ]);
  for (const { intent, variable, file } of intents)
    files.set(`${file}.ts`, declared(intent, { variable, catalogOf, languages }));
  for (const catalog of catalogs.values()) {
    files.set(`catalogs/${catalog.file}.ts`, catalogFile(catalog));
    files.set(`catalogs/${catalog.file}.json`, catalog.entries);
  }
  return [...files].map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
}

/** Several slots may be filled from one list. Two lists may have one name and not be the same. */
function catalogsOf({ intents }: Model, names: ReturnType<typeof naming>): ReadonlyMap<string, Catalog> {
  const catalogs = new Map<string, Catalog>();
  const look = (slot: ModelSlot) => {
    if (slot.type.kind === "composite") slot.type.slots.forEach(look);
    if (slot.type.kind !== "list" || catalogs.has(keyOfValues(slot))) return;
    const { name, values } = slot.type;
    const entries = values.map(({ id, name: called, synonyms = [] }) => ({
      id,
      name: called,
      ...(synonyms.length > 0 && { synonyms: [...synonyms] }),
    }));
    catalogs.set(keyOfValues(slot), {
      name,
      variable: names.variable(name, "list"),
      file: names.file(name, "catalogs", "list"),
      entries: `${layOut(jsonCode(entries, false), plainJson)}\n`,
    });
  };
  for (const { slots } of intents) slots.forEach(look);
  return catalogs;
}

const keys = new WeakMap<object, string>();

/** What tells one list of values from another. */
function keyOfValues({ type }: ModelSlot): string {
  if (type.kind !== "list") return "";
  const known = keys.get(type) ?? JSON.stringify([type.name, type.values]);
  keys.set(type, known);
  return known;
}

/** The languages that utterances are told apart by. */
function languagesOf({ intents, locales = [] }: Model): readonly string[] {
  const told = new Set(intents.flatMap(({ utterances }) => Object.keys(utterances)));
  told.delete("");
  return told.size > 0 || !locales.every(isSpoken) ? [...new Set([...told, ...locales])].sort() : [];
}

/** The languages that Palaver itself speaks, which an app may say it is in. */
const isSpoken = (locale: string) => /^(?:en|de|es|ja)(?:-|$)/.test(locale);

interface Listed {
  readonly variable: string;
  readonly file: string;
}

function index(model: Model, intents: readonly Listed[]): string {
  const { name, locales = [] } = model;
  const said = languagesOf(model).length === 0 && locales.length > 0;
  const members: readonly Member[] = [
    ["name", literal(name)],
    ...(said ? [["locales", { list: locales.map(literal) }] as const] : []),
    ["intents", { list: intents.map(({ variable }) => variable) }],
    ["...options"],
  ];
  const made: Code = { call: "createApp", args: [{ members, open: true }] };
  const byFile = [...intents].sort((a, b) => (a.file < b.file ? -1 : 1));
  return `import { createApp, type App, type AppOptions } from "palaver";
${byFile.map(({ variable, file }) => `import { ${variable} } from "./${file}.ts";\n`).join("")}
/** The app, with what it is told about where it runs. */
export function app(options: Omit<AppOptions, "name" | "intents">): App {
  return ${layOut(made, typescript, { indent: 2, column: 9, tail: 1 })};
}
`;
}

const catalogFile = ({ variable, file, name }: Catalog) => {
  const head = `export const ${variable} = `;
  const made = layOut({ call: "catalog", args: [literal(name), "entries"] }, typescript, {
    column: head.length,
    tail: 1,
  });
  return `import { catalog } from "palaver";
import entries from "./${file}.json" with { type: "json" };

${head}${made};
`;
};

const local = `import { local } from "palaver/cli";
import { app } from "./index.ts";

/** The app as it runs on a developer's machine. */
export default local(({ store, log }) => ({ app: app({ store, log }) }));
`;

const would = `/** What an intent answers until somebody writes its handler: what it would do, and with what. */
export function would(intent: string, slots: object = {}): string {
  const words = intent.replace(/(?<=[a-z])(?=[A-Z])|_/g, " ").toLowerCase();
  const filled = Object.entries(slots).flatMap(([name, value]) =>
    value === undefined ? [] : [\`\${name} \${told(value)}\`],
  );
  return \`Here I would \${words}\${filled.length > 0 ? \`, with \${filled.join(", ")}\` : ""}.\`;
}

/** A slot's value as one says it: a thing by its name, several with commas. */
function told(value: unknown): string {
  if (Array.isArray(value)) return value.map(told).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return "name" in value ? told(value.name) : Object.values(value).map(told).join(" ");
}
`;
