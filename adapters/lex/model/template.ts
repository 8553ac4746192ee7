import { asString, isObject, itemsOf, look, membersOf, type Json, type ModelFile } from "palaver";
import { isList, printed, unreadable } from "./paper.ts";

/** Whether this is a CloudFormation template with a bot in it. */
export const isTemplate = (document: unknown): boolean => botsIn(document).length > 0;

const botsIn = (document: unknown) =>
  membersOf(look(document, "Resources")).filter(([, it]) => look(it, "Type") === "AWS::Lex::Bot");

/**
 * The bot of a CloudFormation template (`AWS::Lex::Bot`) as the files of an export: the same members, written small. What is
 * only known once the template is deployed is left out. Throws `PalaverError` for a template with several bots.
 */
export function templateFiles(path: string, document: Json): readonly ModelFile[] {
  const [found, another] = botsIn(document);
  if (!found || another) throw unreadable(`${path} has several bots`, "Give one bot at a time.");
  const [logical, resource] = found;
  const { botLocales, name, ...bot } = membersIn(exported(asDocument(look(resource, "Properties"))));
  const folder =
    asString(name) ?? asString(parameter(document, look(resource, "Properties", "Name"))) ?? logical;
  const files = [
    printed("Manifest.json", {
      metaData: { resourceType: "BOT", fileFormat: "LexJson", schemaVersion: "1" },
    }),
    printed(`${folder}/Bot.json`, { ...kept(bot, botMembers), name: folder }),
  ];
  for (const locale of itemsOf(botLocales)) files.push(...localeFiles(folder, membersIn(locale)));
  return files;
}

const botMembers = ["dataPrivacy", "description", "idleSessionTTLInSeconds"];

type Members = Readonly<Record<string, Json>>;

const asDocument = (thing: unknown): Json => (thing ?? null) as Json; // It came out of a file of JSON.

/** The members of an object, by their names. */
const membersIn = (thing: unknown): Members =>
  // As above: whatever is in a template is JSON.
  Object.fromEntries(membersOf(thing).map(([name, value]) => [name, value as Json]));

const kept = (members: Members, names: readonly string[]): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name)));

function localeFiles(bot: string, { localeId, intents, slotTypes, ...rest }: Members): readonly ModelFile[] {
  const id = asString(localeId) ?? "";
  const folder = `${bot}/BotLocales/${id}`;
  const name = (it: unknown) => asString(look(it, "name")) ?? "";
  return [
    printed(`${folder}/BotLocale.json`, { ...rest, identifier: id }),
    ...itemsOf(slotTypes).map((it) =>
      printed(`${folder}/SlotTypes/${name(it)}/SlotType.json`, membersIn(it)),
    ),
    ...itemsOf(intents).flatMap((it) => {
      const { slots, ...intent } = membersIn(it);
      const own = `${folder}/Intents/${name(it)}`;
      return [
        printed(`${own}/Intent.json`, intent),
        ...itemsOf(slots).map((slot) => printed(`${own}/Slots/${name(slot)}/Slot.json`, membersIn(slot))),
      ];
    }),
  ];
}

/** A template's members as exports write them. */
function exported(document: Json): Json | undefined {
  if (isList(document)) return document.flatMap((it) => exported(it) ?? []);
  if (!isObject(document)) return document;
  if (isFunction(document)) return undefined;
  return Object.fromEntries(
    Object.entries(document).flatMap(([name, value]) => {
      const found = exported(value);
      return found === undefined ? [] : [[written(name), found] as const];
    }),
  );
}

/** What CloudFormation computes when it deploys: `{ "Ref": … }`, `{ "Fn::Sub": … }`. */
const isFunction = (document: object) =>
  Object.keys(document).some((name) => name === "Ref" || name.startsWith("Fn::"));

/** `DTMFSpecification` is `dtmfSpecification`; the names of attempts are written large everywhere. */
const written = (name: string) =>
  /^(?:Initial|Retry\d)$/.test(name)
    ? name
    : name.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z](?=[a-z]))/, (capitals) => capitals.toLowerCase());

/** What a parameter of the template is by default. */
const parameter = (document: Json, reference: unknown): unknown => {
  const name = asString(look(reference, "Ref"));
  return name === undefined ? undefined : look(document, "Parameters", name, "Default");
};
