import { asString, isObject, look, type Json, type ModelFile } from "palaver";
import { intentFolder, typeFile } from "./bot.ts";
import { legacyRemedy, isLegacyModel } from "./legacy.ts";
import { parsed, staysInside, unreadable } from "./paper.ts";
import { isTemplate, templateFiles } from "./template.ts";
import { isZip, unzipped } from "./unzip.ts";

/** An intent of a bot in one locale, with its slots by name. */
export interface IntentPaper {
  readonly document: Json;
  readonly slots: ReadonlyMap<string, Json>;
}

/** What a bot is in one locale. */
export interface LocalePaper {
  readonly document: Json;
  readonly intents: ReadonlyMap<string, IntentPaper>;
  readonly types: ReadonlyMap<string, Json>;
}

/** A bot as it was read. */
export interface Folder {
  readonly name: string;
  readonly document: Json;
  /** By Lex's name for them, in order. */
  readonly locales: ReadonlyMap<string, LocalePaper>;
  /** All documents by the paths that `build` gives them. */
  readonly documents: ReadonlyMap<string, Json>;
  /** What `build` wrote for the import. */
  readonly request: Json;
  /** Files that are no documents of a bot. */
  readonly others: readonly string[];
}

/**
 * The bot in some files: in the folder of an export, in its zip, or in a CloudFormation template. Throws `PalaverError` for
 * files that are none, saying what they are where that can be told.
 */
export function folderOf(files: readonly ModelFile[]): Folder {
  const manifest = manifestIn(files);
  if (manifest) return opened(files, manifest);
  const [zip, another] = files.filter(({ bytes }) => isZip(bytes));
  if (another) throw unreadable("There are several zip archives", "Give one bot at a time.");
  if (zip) {
    const unpacked = unzipped(zip.path, zip.bytes);
    const inner = manifestIn(unpacked);
    if (inner) return opened(unpacked, inner);
    refuseLegacy(unpacked);
    throw unreadable(`${zip.path} has no Manifest.json, so it is no export of a Lex V2 bot`);
  }
  refuseLegacy(files);
  const template = files.filter(isJson).find((file) => isTemplate(parsed(file)));
  if (template) {
    const unfolded = templateFiles(template.path, parsed(template));
    const inner = manifestIn(unfolded);
    if (inner) return opened(unfolded, inner);
  }
  throw unreadable("There is no Manifest.json among the files, so they are no export of a Lex V2 bot");
}

const isJson = ({ path }: ModelFile) => path.toLowerCase().endsWith(".json");

const lastOf = (path: string) => path.split("/").at(-1) ?? path;

/** The manifest that lies highest. The guide writes it small, and exports do not. */
const manifestIn = (files: readonly ModelFile[]): ModelFile | undefined =>
  files
    .filter(({ path }) => lastOf(path).toLowerCase() === "manifest.json")
    .sort((one, other) => one.path.split("/").length - other.path.split("/").length)[0];

function refuseLegacy(files: readonly ModelFile[]): void {
  const legacy = files.filter(isJson).find((file) => isLegacyModel(parsed(file)));
  if (legacy)
    throw unreadable(`${legacy.path} is of Amazon Lex V1, which ended on 15 September 2025`, legacyRemedy);
}

function opened(files: readonly ModelFile[], manifest: ModelFile): Folder {
  checkManifest(manifest);
  const root = manifest.path.slice(0, -lastOf(manifest.path).length);
  const inside = files
    .filter((file) => file !== manifest && file.path.startsWith(root))
    .map(({ path, bytes }) => ({ path: path.slice(root.length), bytes }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const [bot, another] = inside.filter(({ path }) => /^[^/]+\/Bot\.json$/.test(path));
  if (!bot) throw unreadable(`${manifest.path} has no Bot.json beside it, in a folder of the bot's name`);
  if (another)
    throw unreadable(`There are two bots, ${bot.path} and ${another.path}`, "Give one bot at a time.");
  const document = objectIn(bot);
  const name = nameIn(document, bot.path.slice(0, -"/Bot.json".length), bot.path);
  const request = inside.find(({ path }) => path === "import.json");
  const shelves = sorted(inside, bot.path.slice(0, -"Bot.json".length));
  return {
    name,
    document,
    ...shelved(name, document, shelves),
    request: request ? parsed(request) : null,
    others: [...shelves.others, ...outside(inside, bot.path)],
  };
}

function checkManifest(manifest: ModelFile): void {
  const document = parsed(manifest);
  if (isLegacyModel(document))
    throw unreadable(`${manifest.path} is of Amazon Lex V1, which ended on 15 September 2025`, legacyRemedy);
  const data = look(document, "metaData") ?? look(document, "metadata");
  const type = asString(look(data, "resourceType"))?.toUpperCase();
  if (look(data, "fileFormat") !== "LexJson" && type === undefined)
    throw unreadable(`${manifest.path} is not the manifest of a Lex V2 export`);
  if (type !== undefined && type !== "BOT")
    throw unreadable(
      `${manifest.path} is of a ${type}, not of a whole bot`,
      "Export the bot and not a part of it.",
    );
}

/** What lies beside the bot's folder and is neither what `build` puts there nor a bot. */
const outside = (inside: readonly ModelFile[], bot: string): readonly string[] =>
  inside
    .filter(({ path, bytes }) => !path.startsWith(bot.slice(0, -"Bot.json".length)) && !isZip(bytes))
    .flatMap(({ path }) => (path === "import.json" ? [] : path));

/** The files of a bot's folder by what they are. */
interface Shelves {
  readonly locales: Map<string, ModelFile>;
  readonly intents: ModelFile[];
  readonly slots: ModelFile[];
  readonly types: ModelFile[];
  readonly kept: ModelFile[];
  readonly others: string[];
}

const place =
  /^BotLocales\/([^/]+)\/(?:BotLocale|Intents\/([^/]+)\/(?:Intent|Slots\/([^/]+)\/Slot)|SlotTypes\/([^/]+)\/SlotType)\.json$/;

function sorted(inside: readonly ModelFile[], folder: string): Shelves {
  const shelves: Shelves = { locales: new Map(), intents: [], slots: [], types: [], kept: [], others: [] };
  for (const file of inside.filter(({ path }) => path.startsWith(folder))) {
    const path = file.path.slice(folder.length);
    const [, locale, intent, slot, type] = place.exec(path) ?? [];
    const moved = { ...file, path };
    if (slot !== undefined) shelves.slots.push(moved);
    else if (intent !== undefined) shelves.intents.push(moved);
    else if (type !== undefined) shelves.types.push(moved);
    else if (locale !== undefined) shelves.locales.set(locale, moved);
    else if (path.endsWith(".json") && path !== "Bot.json") shelves.kept.push(moved);
    else if (path !== "Bot.json") shelves.others.push(file.path);
  }
  return shelves;
}

function shelved(bot: string, document: Json, shelves: Shelves): Pick<Folder, "locales" | "documents"> {
  const documents = new Map<string, Json>([[`${bot}/Bot.json`, document]]);
  const add = (path: string, of: string, it: Json) => {
    if (documents.has(path)) throw unreadable(`${of} is there twice`);
    documents.set(path, it);
    return it;
  };
  const locales = new Map<
    string,
    { document: Json; intents: Map<string, IntentPaper>; types: Map<string, Json> }
  >();
  for (const [id, file] of shelves.locales) {
    if (!/^[a-z]{2,3}_[A-Z0-9]{2,3}$/.test(id))
      throw unreadable(`${file.path} is of no locale that Lex could have`);
    const own = add(`${bot}/BotLocales/${id}/BotLocale.json`, file.path, objectIn(file));
    locales.set(id, { document: own, intents: new Map(), types: new Map() });
  }
  if (locales.size === 0) throw unreadable(`The bot "${bot}" has no locale`);
  const at = ({ path }: ModelFile) => {
    const [, locale = "", intent = "", slot = "", type = ""] = place.exec(path) ?? [];
    const own = locales.get(locale);
    if (!own) throw unreadable(`${path} is in a locale without a BotLocale.json`);
    return { own, locale, intent, slot, type };
  };
  const folders = new Map<string, { readonly name: string; readonly slots: Map<string, Json> }>();
  for (const file of shelves.intents) {
    const { own, locale, intent } = at(file);
    const it = objectIn(file);
    const name = nameIn(it, intent, file.path);
    add(`${intentFolder(bot, locale, name)}/Intent.json`, file.path, it);
    const slots = new Map<string, Json>();
    own.intents.set(name, { document: it, slots });
    folders.set(`${locale}/${intent}`, { name, slots });
  }
  for (const file of shelves.slots) {
    const { locale, intent, slot } = at(file);
    const found = folders.get(`${locale}/${intent}`);
    if (!found) throw unreadable(`${file.path} is a slot of an intent without an Intent.json`);
    const it = objectIn(file);
    const name = nameIn(it, slot, file.path);
    add(`${intentFolder(bot, locale, found.name)}/Slots/${name}/Slot.json`, file.path, it);
    found.slots.set(name, it);
  }
  for (const file of shelves.types) {
    const { own, locale, type } = at(file);
    const it = objectIn(file);
    const name = nameIn(it, type, file.path);
    own.types.set(name, add(typeFile(bot, locale, name), file.path, it));
  }
  for (const file of shelves.kept) add(`${bot}/${file.path}`, file.path, parsed(file));
  return { locales, documents };
}

function objectIn(file: ModelFile): Json {
  const document = parsed(file);
  if (!isObject(document)) throw unreadable(`${file.path} holds no object`);
  return document;
}

/** What a document says it is of, and else what its folder is called. */
function nameIn(document: Json, folder: string, path: string): string {
  const name = asString(look(document, "name")) ?? folder;
  if (name.includes("/") || !staysInside(name))
    throw unreadable(`${path} is of ${JSON.stringify(name)}, which is no name`);
  return name;
}
