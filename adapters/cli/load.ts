import { existsSync, readdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Complaint } from "./complaint.ts";
import type { Local } from "./local.ts";

const endings = ["local.ts", "local.js"];

/** The apps of the folder the command was called in: the folders of `intents` that say how to run them here. */
export function apps(): readonly string[] {
  if (!existsSync("intents")) return [];
  return readdirSync("intents")
    .filter((name) => moduleOf(name) !== undefined)
    .sort();
}

/** How to run an app, by its name or by the path of the module that says so. Throws {@link Complaint}. */
export async function load(app: string): Promise<Local> {
  const file = /[/.]/.test(app) ? resolve(app) : moduleOf(app);
  if (!file || !existsSync(file)) {
    const known = apps().join(", ") || "none: there is no folder intents/NAME with a local.ts here";
    throw new Complaint(`There is no app "${app}" here. Apps: ${known}.`);
  }
  const module: unknown = await import(pathToFileURL(file).href);
  if (isLocal(module)) return module.default;
  throw new Complaint(
    `${file} does not say how to run its app; let it \`export default local(…)\` from "palaver/cli".`,
  );
}

/** The folder of an app's sources, by the app's name or by the path of the module that says how to run it. */
export const folderOf = (app: string): string =>
  dirname(/[/.]/.test(app) ? resolve(app) : resolve("intents", app, "local.ts"));

const moduleOf = (name: string): string | undefined =>
  endings.map((ending) => resolve("intents", name, ending)).find((file) => existsSync(file));

const isLocal = (module: unknown): module is { readonly default: Local } =>
  typeof module === "object" &&
  module !== null &&
  "default" in module &&
  typeof module.default === "function";
