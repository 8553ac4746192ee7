import { asString, itemsOf, look, type Json } from "palaver";
import { isMembers, unreadable } from "./file.ts";

/** An interaction model as it was found: what is not there is empty, and what is more than this is not looked at. */
export interface Shape {
  readonly invocationName: string;
  readonly intents: readonly IntentShape[];
  readonly types: ReadonlyMap<string, readonly ValueShape[]>;
  readonly dialogs: ReadonlyMap<string, DialogShape>;
  readonly prompts: ReadonlyMap<string, readonly { readonly type: string; readonly value: string }[]>;
}

export interface IntentShape {
  readonly name: string;
  readonly samples: readonly string[];
  readonly slots: readonly SlotShape[];
}

export interface SlotShape {
  readonly name: string;
  readonly type: string;
  readonly samples: readonly string[];
  readonly many: boolean;
}

export interface ValueShape {
  readonly id?: string;
  readonly value: string;
  readonly synonyms: readonly string[];
}

export interface DialogShape {
  readonly confirms: boolean;
  readonly confirmation?: string;
  readonly slots: ReadonlyMap<string, DialogSlotShape>;
}

export interface DialogSlotShape {
  readonly type: string;
  readonly elicits: boolean;
  readonly confirms: boolean;
  readonly elicitation?: string;
  readonly confirmation?: string;
}

const text = (json: unknown, ...path: readonly string[]) => asString(look(json, ...path)) ?? "";

/** What there is in an interaction model, whatever else is in it. */
export function shapeOf(json: Json): Shape {
  const model = look(json, "interactionModel");
  const language = look(model, "languageModel");
  const types = itemsOf(look(language, "types")).map(
    (type) => [text(type, "name"), itemsOf(look(type, "values")).map(valueOf)] as const,
  );
  const dialogs = itemsOf(look(model, "dialog", "intents")).map(
    (it) => [text(it, "name"), dialogOf(it)] as const,
  );
  const prompts = itemsOf(look(model, "prompts")).map((prompt) => {
    const variations = itemsOf(look(prompt, "variations"));
    return [
      text(prompt, "id"),
      variations.map((it) => ({ type: text(it, "type"), value: text(it, "value") })),
    ] as const;
  });
  return {
    invocationName: text(language, "invocationName"),
    intents: itemsOf(look(language, "intents")).map(intentOf),
    types: new Map(types),
    dialogs: new Map(dialogs),
    prompts: new Map(prompts),
  };
}

const textsIn = (list: unknown) => itemsOf(list).filter((it) => typeof it === "string");

const intentOf = (intent: unknown): IntentShape => ({
  name: text(intent, "name"),
  samples: textsIn(look(intent, "samples")),
  slots: itemsOf(look(intent, "slots")).map((slot) => ({
    name: text(slot, "name"),
    type: text(slot, "type"),
    samples: textsIn(look(slot, "samples")),
    many: look(slot, "multipleValues", "enabled") === true,
  })),
});

function valueOf(value: unknown): ValueShape {
  const id = asString(look(value, "id"));
  const name = look(value, "name");
  return {
    ...(id !== undefined && { id }),
    value: text(name, "value"),
    synonyms: textsIn(look(name, "synonyms")),
  };
}

function dialogOf(intent: unknown): DialogShape {
  const slots = itemsOf(look(intent, "slots")).map((slot) => {
    const [elicitation, confirmation] = [
      text(slot, "prompts", "elicitation"),
      text(slot, "prompts", "confirmation"),
    ];
    const asked: DialogSlotShape = {
      type: text(slot, "type"),
      elicits: look(slot, "elicitationRequired") === true,
      confirms: look(slot, "confirmationRequired") === true,
      ...(elicitation !== "" && { elicitation }),
      ...(confirmation !== "" && { confirmation }),
    };
    return [text(slot, "name"), asked] as const;
  });
  const confirmation = text(intent, "prompts", "confirmation");
  return {
    confirms: look(intent, "confirmationRequired") === true,
    ...(confirmation !== "" && { confirmation }),
    slots: new Map(slots),
  };
}

/** Lists of named things in an interaction model, and the lists inside each. */
interface Part {
  readonly at: readonly string[];
  readonly called: string;
  readonly parts?: readonly Part[];
}

const parts: readonly Part[] = [
  {
    at: ["languageModel", "intents"],
    called: "name",
    parts: [
      { at: ["slots"], called: "name" },
      { at: ["samples"], called: "" },
    ],
  },
  { at: ["languageModel", "types"], called: "name" },
  { at: ["dialog", "intents"], called: "name", parts: [{ at: ["slots"], called: "name" }] },
  { at: ["prompts"], called: "id" },
];

/** Sees to it that everything in an interaction model is where and what it has to be. Throws {@link PalaverError} for the first that is not, saying where. */
export function checkShape(path: string, json: Json): void {
  const model = look(json, "interactionModel");
  if (!Array.isArray(look(model, "languageModel", "intents")))
    throw unreadable(path, "has no list of intents", "give a whole interaction model");
  check(path, model, parts, "");
}

function check(path: string, thing: unknown, all: readonly Part[], where: string): void {
  for (const { at, called, parts: inner = [] } of all) {
    const list = look(thing, ...at);
    const place = `${where}${at.join(".")}`;
    if (list === undefined || list === null) continue;
    if (!Array.isArray(list))
      throw unreadable(path, `has something else than a list at ${place}`, "make it a list");
    list.forEach((item: unknown, i) => {
      const here = `${place}[${i}]`;
      const isRight =
        called === "" ? typeof item === "string" : isMembers(item) && asString(item[called]) !== undefined;
      if (!isRight)
        throw unreadable(
          path,
          `has no ${called === "" ? "text" : `object with a "${called}"`} at ${here}`,
          "put it right, or take it out",
        );
      check(path, item, inner, `${here}.`);
    });
  }
}
