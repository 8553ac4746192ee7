import {
  asString,
  isObject,
  look,
  overlayOf,
  type Imported,
  type Json,
  type Model,
  type ModelFile,
  type Overlay,
} from "palaver";
import { derivedModel, manifestPath, pathOf } from "./build.ts";
import { declare } from "./declare.ts";
import { collect, type Package } from "./package.ts";
import { derivedManifest, manifestOf, remainder, spoken } from "./manifest.ts";
import { kept } from "./notes.ts";
import { languageOf, places } from "./places.ts";
import { answered, settingsOf } from "./settings.ts";
import { nameOf, settled } from "./settle.ts";
import { shapeOf, type Shape } from "./shape.ts";

/** The app that a skill is of, whatever age its files have. Throws {@link PalaverError} where they are no skill. */
export function read(files: readonly ModelFile[]): Imported {
  const found = collect(files);
  const shapes = new Map([...found.models].map(([locale, json]) => [locale, shapeOf(json)]));
  const { intents, builtIns, names, prompts } = declare(shapes);
  const locales = [...shapes.keys()].sort();
  const languages = [...new Set(locales.map(languageOf))];
  const model: Model = { name: nameIn(found, shapes), locales: languages, intents };
  const told: { readonly [name: string]: Json } = {
    ...part("locales", placesIn(locales)),
    ...part("names", record(names.names)),
    ...part("invocationName", invocationsIn(shapes, model.name)),
    ...(builtIns.length < answered.length && { builtIns }),
    ...part("prompts", record(prompts)),
  };
  const settings = { ...told, ...part("manifest", manifestIn(found.manifest, model, told)) };
  const overlays = overlaysOf(found, model, settings);
  return {
    model,
    settings: { ...settings, ...part("overlay", record(overlays)) },
    notes: [...found.notes, ...[...overlays].flatMap(([path, overlay]) => kept(path, overlay, names))],
  };
}

const part = (name: string, value: Json | undefined): { readonly [name: string]: Json } =>
  value === undefined ? {} : { [name]: value };

/** What is known by name as an object; nothing where nothing is. Whatever an object is of here is JSON. */
const record = (map: ReadonlyMap<string, string | object>): Json | undefined =>
  map.size === 0 ? undefined : (Object.fromEntries(map) as Json);

/** What the app is called: as its manifest has it, or else as it is called by. */
function nameIn({ manifest }: Package, shapes: ReadonlyMap<string, Shape>): string {
  const published = look(manifest, "manifest", "publishingInformation", "locales");
  for (const [locale, { invocationName }] of shapes) {
    const name = asString(look(published, locale, "name")) ?? asString(invocationName);
    if (name !== undefined) return name;
  }
  return "skill";
}

/** The locales by language, where they are not those that would be taken for it. */
function placesIn(locales: readonly string[]): Json | undefined {
  const by = new Map<string, string[]>();
  for (const locale of locales) by.set(languageOf(locale), [...(by.get(languageOf(locale)) ?? []), locale]);
  const unusual = [...by].filter(([language, its]) => its.join() !== places.get(language)?.[0]);
  return unusual.length === 0 ? undefined : Object.fromEntries(unusual);
}

/** What the skill is called by, where that is not the app's own name: one for all, or one by locale. */
function invocationsIn(shapes: ReadonlyMap<string, Shape>, name: string): Json | undefined {
  const all = [...shapes].map(([locale, { invocationName }]) => [locale, invocationName] as const);
  const [first] = all;
  if (first && all.every(([, it]) => it === first[1]))
    return first[1] === spoken(name) ? undefined : first[1];
  return Object.fromEntries(all);
}

/** What the settings have to say of a manifest. */
function manifestIn(manifest: Json | undefined, model: Model, told: Json): Json | undefined {
  const wanted = look(manifest, "manifest");
  // It came from a file of JSON.
  return isObject(wanted) ? remainder(derivedManifest(model, settingsOf(told)), wanted as Json) : undefined;
}

/** What neither the declarations nor the other settings say, by file. */
function overlaysOf(found: Package, model: Model, told: Json): ReadonlyMap<string, Overlay> {
  const settings = settingsOf(told);
  const overlays = new Map<string, Overlay>();
  const enter = (path: string, made: Json, wanted: Json) => {
    const overlay = overlayOf(made, wanted, nameOf);
    if (Object.keys(overlay).length > 0) overlays.set(path, overlay);
  };
  for (const [locale, json] of [...found.models].sort(([a], [b]) => (a < b ? -1 : 1)))
    enter(pathOf(locale), settled(derivedModel(model, locale, settings)), settled(json));
  if (found.manifest !== undefined) enter(manifestPath, manifestOf(model, settings), found.manifest);
  return overlays;
}
