import {
  asString,
  itemsOf,
  look,
  type BuiltInKind,
  type Entry,
  type Finding,
  type Json,
  type ModelSlot,
  type SlotType,
} from "palaver";
import type { Folder } from "./folder.ts";
import type { BotLocale } from "./locales.ts";
import { together } from "./together.ts";
import { wordingsOf } from "./prompt.ts";
import { isCustom, kindOf, typeName } from "./type.ts";

/** Which slot is read: by its name, its intent, and whether it stands in an utterance. */
interface Which {
  readonly name: string;
  readonly intent: string;
  readonly spoken: boolean;
}

/** What it is read from. */
interface From {
  readonly folder: Folder;
  readonly locales: readonly BotLocale[];
  readonly notes: Finding[];
}

/** A slot of a bot as a declaration has it. Where locales differ in its type, the first of them counts. */
export function slotOf(
  { name, intent, spoken }: Which,
  papers: readonly (readonly [BotLocale, Json])[],
  from: From,
): ModelSlot {
  const first = papers[0]?.[1];
  const called = asString(look(first, "slotTypeName")) ?? "";
  const setting = look(first, "valueElicitationSetting");
  const required = look(setting, "slotConstraint") === "Required";
  const many = look(first, "multipleValuesSetting", "allowMultipleValues") === true;
  const type = typeOf(called, { intent, slot: name }, from);
  const elicit = together(
    new Map(
      papers.map(([{ language }, document]) => [
        language,
        wordingsOf(look(document, "valueElicitationSetting", "promptSpecification")),
      ]),
    ),
    from.locales,
  );
  return {
    name,
    type,
    required,
    many,
    ...(called !== typeName({ type }, spoken) && { own: { lex: called } }),
    ...(elicit && { elicit }),
  };
}

/** What Lex calls types of its own that extend, or do the work of, one of these kinds. */
const alike: ReadonlyMap<string, BuiltInKind> = new Map([["AMAZON.Ordinal", "ordinal"]]);

function typeOf(
  called: string,
  where: Pick<Finding, "intent" | "slot">,
  { folder, locales, notes }: From,
): SlotType {
  if (!isCustom(called)) return ofKind(called);
  const own = locales.flatMap(({ id }) => folder.locales.get(id)?.types.get(called) ?? []);
  const [first] = own;
  const parent = asString(look(first, "parentSlotTypeSignature"));
  if (parent !== undefined) return ofKind(parent);
  const known = kindOf(called);
  if (first !== undefined && known !== undefined) return ofKind(called);
  const values = valuesIn(own);
  if (values.length === 0) {
    notes.push(wordlessNote(called, where));
    return { kind: "text" };
  }
  if (look(first, "valueSelectionSetting", "resolutionStrategy") !== "TOP_RESOLUTION")
    notes.push(openNote(called, where));
  return { kind: "list", name: called, dynamic: false, values };
}

function ofKind(called: string): SlotType {
  const kind = kindOf(called) ?? alike.get(called) ?? "text";
  return { kind };
}

/** The values of a type in all locales, with the synonyms that any of them has. Lex has no ids, so the names are ids too. */
function valuesIn(documents: readonly Json[]): readonly Entry[] {
  const values = new Map<string, Set<string>>();
  for (const item of documents.flatMap((it) => itemsOf(look(it, "slotTypeValues")))) {
    const name = asString(look(item, "sampleValue", "value"));
    if (name === undefined) continue;
    const synonyms = values.get(name) ?? new Set();
    values.set(name, synonyms);
    for (const it of itemsOf(look(item, "synonyms"))) {
      const synonym = asString(look(it, "value"));
      if (synonym !== undefined) synonyms.add(synonym);
    }
  }
  return [...values].map(([name, synonyms]) => ({
    id: name,
    name,
    ...(synonyms.size > 0 && { synonyms: [...synonyms] }),
  }));
}

const wordlessNote = (type: string, where: Pick<Finding, "intent" | "slot">): Finding => ({
  code: "lex/wordless-type",
  level: "warning",
  ...where,
  message: `The slot type "${type}" lists no values, so the slot takes any words; the type itself is kept in the settings.`,
  remedy: "Declare what may be said there, as a catalog or an enum.",
});

const openNote = (type: string, where: Pick<Finding, "intent" | "slot">): Finding => ({
  code: "lex/open-type",
  level: "warning",
  ...where,
  message: `The slot type "${type}" takes words beyond its values (ORIGINAL_VALUE); the declaration takes its values alone.`,
  remedy: "Declare the slot as text if any words will do.",
});
