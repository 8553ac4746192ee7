import { parseable } from "./parseable.ts";
import { answered } from "./settings.ts";
import { fromPlatform } from "../name.ts";
import { isReserved, kindOf, phrasesIn, phraseType, typeOf } from "./kinds.ts";
import { renaming, type Renaming } from "./names.ts";
import { wordingsOf } from "./several.ts";
import type { DialogSlotShape, Shape, SlotShape, ValueShape } from "./shape.ts";
import { wordsOf } from "./words.ts";
import type { Entry, ModelIntent, ModelSlot, SlotType } from "palaver";

/** The models of a skill by locale, the one that counts where they differ first. */
export type Shapes = ReadonlyMap<string, Shape>;

/** What the declarations of an app can say of a skill. */
export interface Declared {
  readonly intents: readonly ModelIntent[];
  /** The words Palaver answers by itself that the skill knows. */
  readonly builtIns: readonly string[];
  readonly names: Renaming;
  /** The ids of its prompts, by intent or slot. */
  readonly prompts: ReadonlyMap<string, PromptIds>;
}

interface PromptIds {
  readonly elicit?: string;
  readonly confirm?: string;
}

/** The intents of a skill as an app would declare them. */
export function declare(shapes: Shapes): Declared {
  const found = new Map<string, Set<string>>();
  const builtIns = new Set<string>();
  for (const { intents } of shapes.values()) {
    for (const { name, slots } of intents) {
      if (isAnswered(name)) {
        builtIns.add(fromPlatform(name));
        continue;
      }
      const known = found.get(name) ?? new Set<string>();
      for (const slot of slots) known.add(slot.name);
      found.set(name, known);
    }
  }
  const names = renaming(found);
  const prompts = new Map<string, PromptIds>();
  const views = [...shapes].map(([locale, shape]): View => {
    const intents = new Map<string, Shape["intents"][number]>();
    for (const intent of shape.intents) if (!intents.has(intent.name)) intents.set(intent.name, intent);
    return { locale, shape, intents };
  });
  const lists = listsIn(shapes);
  const intents = [...found].map(([there, slots]) =>
    intentOf(there, [...slots], { views, lists, names, prompts }),
  );
  return {
    intents: withOwnTypes(intents, views, names),
    builtIns: answered.filter((it) => builtIns.has(it)),
    names,
    prompts,
  };
}

/** A word of the platform's that Palaver answers by itself. */
const isAnswered = (name: string) => name.startsWith("AMAZON.") && answered.includes(fromPlatform(name));

/** A model in one locale, with its intents by name. */
interface View {
  readonly locale: string;
  readonly shape: Shape;
  readonly intents: ReadonlyMap<string, Shape["intents"][number]>;
}

interface Found {
  readonly views: readonly View[];
  readonly lists: ReadonlyMap<string, SlotType>;
  readonly names: Renaming;
  readonly prompts: Map<string, PromptIds>;
}

function intentOf(there: string, slots: readonly string[], found: Found): ModelIntent {
  const { views, names, prompts } = found;
  const name = names.intent(there);
  const locales = views.map(({ locale }) => locale);
  const said = views.flatMap(({ locale, intents }) => {
    const intent = intents.get(there);
    return intent ? [[locale, utterancesOf(intent, names)] as const] : [];
  });
  const dialogs = views.map(({ shape }) => shape.dialogs.get(there));
  // A dialog about no slots can only be there to ask whether it shall be done.
  const confirms = dialogs.some((it) => it && (it.confirms || slots.length === 0));
  const confirm = dialogs.some((it) => it?.confirms)
    ? asked(
        views,
        dialogs.map((it) => it?.confirmation),
        locales,
      )
    : undefined;
  const [id] = dialogs.flatMap((it) => (it?.confirmation === undefined ? [] : [it.confirmation]));
  if (confirm && id !== undefined && id !== `Confirm.${name}`) prompts.set(name, { confirm: id });
  return {
    name,
    utterances: wordingsOf(new Map(said), locales) ?? {},
    slots: slots.map((slot) => slotOf(there, slot, found)),
    ...(confirms && { confirms: true }),
    ...(confirm && { confirm }),
  };
}

/** The samples of an intent that are utterances: those that name no other slots than its own. */
function utterancesOf(
  { name, samples, slots }: Shape["intents"][number],
  names: Renaming,
): readonly string[] {
  const own = new Set(slots.map((slot) => slot.name));
  return samples
    .filter((sample) => parseable(sample, own))
    .map((sample) =>
      sample.replace(/\{([^{}]*)\}/g, (_, slot: string) => `{${names.slot(name, slot.trim())}}`),
    );
}

function slotOf(there: string, slot: string, { views, lists, names, prompts }: Found): ModelSlot {
  const locales = views.map(({ locale }) => locale);
  const shapes = views.flatMap(
    ({ intents }) => intents.get(there)?.slots.find((it) => it.name === slot) ?? [],
  );
  const dialogs = views.map(({ shape }) => shape.dialogs.get(there)?.slots.get(slot));
  const elicit = asked(
    views,
    dialogs.map((it) => it?.elicitation),
    locales,
  );
  const confirm = dialogs.some((it) => it?.confirms)
    ? asked(
        views,
        dialogs.map((it) => it?.confirmation),
        locales,
      )
    : undefined;
  const [name, place] = [names.slot(there, slot), `${names.intent(there)}.${names.slot(there, slot)}`];
  const ids = {
    ...idOf("elicit", elicit && dialogs.map((it) => it?.elicitation), `Elicit.${place}`),
    ...idOf("confirm", confirm && dialogs.map((it) => it?.confirmation), `Confirm.${place}`),
  };
  if (Object.keys(ids).length > 0) prompts.set(`${names.intent(there)}/${name}`, ids);
  const type = shapes[0]?.type ?? "";
  return {
    name,
    type: lists.get(type) ?? kindOf(type),
    required: dialogs.some((it: DialogSlotShape | undefined) => it?.elicits),
    many: shapes.some(({ many }: SlotShape) => many),
    ...(elicit && { elicit }),
    ...(confirm && { confirm }),
  };
}

function idOf(
  how: keyof PromptIds,
  ids: readonly (string | undefined)[] | undefined,
  usual: string,
): PromptIds {
  const id = ids?.find((it) => it !== undefined);
  return id === undefined || id === usual ? {} : { [how]: id };
}

/** What prompts of the same purpose ask in their locales. */
function asked(views: readonly View[], ids: readonly (string | undefined)[], locales: readonly string[]) {
  const said = views.flatMap(({ locale, shape }, i) => {
    const variations = shape.prompts.get(ids[i] ?? "") ?? [];
    const words = variations.map(wordsOf).filter((it) => it.trim() !== "");
    return words.length > 0 ? [[locale, words] as const] : [];
  });
  return wordingsOf(new Map(said), locales);
}

/** The types of the skill's own, by name, each with the values it has in the locale that counts. */
function listsIn(shapes: Shapes): ReadonlyMap<string, SlotType> {
  const lists = new Map<string, SlotType>();
  for (const { types } of shapes.values()) {
    for (const [name, values] of types) {
      // One of the platform's own that is added to takes more than what was added.
      if (lists.has(name) || name.startsWith("AMAZON.") || isReserved(name)) continue;
      const dynamic = values.every(({ id }) => id !== undefined);
      lists.set(name, {
        kind: "list",
        name,
        dynamic,
        values: values.filter(({ value }) => value !== "").map(entryOf),
      });
    }
  }
  return lists;
}

const entryOf = ({ id, value, synonyms }: ValueShape): Entry => ({
  id: id ?? value,
  name: value,
  ...(synonyms.length > 0 && { synonyms }),
});

/** The slots with the platform's own types, where they have others than they would be given. */
function withOwnTypes(
  intents: readonly ModelIntent[],
  views: readonly View[],
  names: Renaming,
): readonly ModelIntent[] {
  const wanted = new Map<string, string>();
  for (const { intents: there } of views) {
    for (const { name, slots } of there.values()) {
      for (const slot of slots) {
        const place = `${names.intent(name)}/${names.slot(name, slot.name)}`;
        if (!wanted.has(place)) wanted.set(place, slot.type);
      }
    }
  }
  const retyped =
    (phrases: ReadonlySet<string>, mayBe: (type: string) => boolean) => (intent: ModelIntent) => ({
      ...intent,
      slots: intent.slots.map((slot): ModelSlot => {
        const type = wanted.get(`${intent.name}/${slot.name}`) ?? "";
        return type === "" || !mayBe(type) || typeOf(slot, phrases) === type
          ? slot
          : { ...slot, own: { alexa: type } };
      }),
    });
  const known = intents.map(retyped(new Set(), (type) => type !== phraseType && !isReserved(type)));
  return known.map(retyped(phrasesIn({ name: "", intents: known }), () => true));
}
