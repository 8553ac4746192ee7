import type { Imported, Model, ModelFile, ModelSlot } from "palaver";
import { catalogsOf, keyOfValues } from "./catalogs.ts";
import { layOut, plainJson, typescript, type Code, type Member } from "./code.ts";
import { declared } from "./declared.ts";
import { jsonCode, literal } from "./literal.ts";
import { naming } from "./names.ts";

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
  const catalogOf = (slot: ModelSlot) =>
    catalogs.get(keyOfValues(slot)) ?? { variable: "", file: "", isEnum: false };
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
    files.set(`catalogs/${catalog.file}.ts`, catalog.source);
    files.set(`catalogs/${catalog.file}.json`, catalog.data);
  }
  return [...files].map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
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

const local = `import { local } from "palaver/cli";
import { app } from "./index.ts";

/** The app as it runs on a developer's machine. */
export default local(({ store, log }) => ({ app: app({ store, log }) }));
`;

const would = `/** What an intent answers until somebody writes its handler: what it would do, and with what. */
export function would(intent: string, slots: object = {}): string {
  const name = intent.replace(/(?<=.)_?Intent$/, "");
  const words = name.replace(/(?<=[a-z])(?=[A-Z])|_/g, " ").toLowerCase();
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
