import { asString, look, type Finding, type Json, type ModelFile } from "palaver";
import { isMembers, jsonIn, textIn, unreadable } from "./file.ts";
import { isModel, modern, withInvocation, withSamples, withType } from "./modern.ts";
import { checkShape } from "./shape.ts";
import { languageOf } from "./places.ts";

/** The documents of a skill package, as they are written now. */
export interface Package {
  /** The interaction models by locale, the one that counts first where they differ. */
  readonly models: ReadonlyMap<string, Json>;
  readonly manifest?: Json;
  readonly notes: readonly Finding[];
}

/** What people call a skill whose files do not say. */
const nameless = "my skill";

/** Sorts out the files of a skill. Throws {@link PalaverError} for the first that cannot be read, and where none is an interaction model. */
export function collect(files: readonly ModelFile[]): Package {
  const models = new Map<string, Json>();
  const notes: Finding[] = [];
  const texts: ModelFile[] = [];
  let manifest: Json | undefined;
  for (const file of [...files].sort(({ path: a }, { path: b }) => (a < b ? -1 : a > b ? 1 : 0))) {
    if (!/\.json$/i.test(file.path)) {
      texts.push(file);
      continue;
    }
    const json = jsonIn(file);
    const inner = look(json, "manifest") ?? look(json, "skillManifest");
    if (isModel(json)) enter(models, file.path, json, notes);
    else if (isMembers(inner) && manifest !== undefined)
      throw unreadable(file.path, "is a second manifest", "give the files of one skill at a time");
    else if (isMembers(inner)) manifest = isMembers(json) && "manifest" in json ? json : { manifest: inner };
    else refuseOthers(file.path, json, notes);
  }
  if (models.size === 0)
    throw unreadable(
      files[0]?.path ?? "",
      "holds no interaction model of an Alexa skill, nor does any other file",
      "give a file such as interactionModels/custom/en-US.json",
    );
  const whole = new Map(
    [...models].map(([locale, json]) => [locale, completed(json, locale, texts, models.size, notes)]),
  );
  const inOrder = [...whole].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return { models: new Map(inOrder), ...(manifest !== undefined && { manifest }), notes };
}

/** English as it is spoken in the United States counts first, then any other English. */
const rank = (locale: string) => (locale === "en-US" ? 0 : languageOf(locale) === "en" ? 1 : 2);

function enter(models: Map<string, Json>, path: string, json: Json, notes: Finding[]): void {
  const file = path.split("/").at(-1) ?? path;
  const [, told] = /(?:^|[^A-Za-z])([a-z]{2}-[A-Z]{2})(?![A-Za-z])/.exec(file) ?? [];
  const locale = told ?? "en-US";
  if (models.has(locale))
    throw unreadable(
      path,
      `is a second interaction model for ${locale}`,
      "give one for each locale, named after it, such as en-US.json",
    );
  if (told === undefined)
    notes.push(
      noted(
        "no-locale",
        `"${path}" does not say what locale it is for; it was taken for en-US.`,
        "Name it after its locale, such as de-DE.json.",
      ),
    );
  const model = modern(path, json);
  checkShape(path, model);
  models.set(locale, model);
}

/** A model with what stood in texts beside it, and a name to call it by. */
function completed(
  model: Json,
  locale: string,
  texts: readonly ModelFile[],
  count: number,
  notes: Finding[],
): Json {
  let whole = model;
  // Only the oldest models have texts beside them, and those are of one locale.
  for (const file of count === 1 ? texts : []) {
    const type = typeIn(file.path, whole);
    const text = textIn(file);
    whole = type === undefined ? withSamples(whole, text) : withType(whole, type, text);
  }
  if (asString(look(whole, "interactionModel", "languageModel", "invocationName")) === undefined) {
    const remedy = `Say under "invocationName" in the settings what people call it by.`;
    notes.push({
      ...noted(
        "no-invocation-name",
        `Nothing says what people call the skill by; it is called "${nameless}".`,
        remedy,
      ),
      locale,
    });
    whole = withInvocation(whole, nameless);
  }
  return whole;
}

/** The type that a text has the values of: one that a slot has, and that is called like the file. */
function typeIn(path: string, model: Json): string | undefined {
  const name = (path.split("/").at(-1) ?? "").replace(/\.\w+$/, "");
  const intents = look(model, "interactionModel", "languageModel", "intents");
  const isOne = (Array.isArray(intents) ? intents : []).some((intent: unknown) => {
    const slots = look(intent, "slots");
    return Array.isArray(slots) && slots.some((slot: unknown) => look(slot, "type") === name);
  });
  return isOne ? name : undefined;
}

const noted = (code: string, message: string, remedy: string): Finding => ({
  code: `alexa/${code}`,
  level: "warning",
  message,
  remedy,
});

function refuseOthers(path: string, json: Json, notes: Finding[]): void {
  const isLex =
    asString(look(json, "metadata", "importFormat")) !== undefined ||
    look(json, "resource") !== undefined ||
    look(json, "botLocales") !== undefined;
  if (isLex)
    throw unreadable(path, "is of a Lex bot, not of an Alexa skill", "import it with `palaver import lex`");
  notes.push(
    noted(
      "other-file",
      `"${path}" is neither an interaction model nor a manifest; it was left out.`,
      "Nothing has to be done.",
    ),
  );
}
