import { PalaverError } from "./errors.ts";
import { fixed } from "./fixed.ts";
import type { Intent } from "./intent.ts";
import { localesOf } from "./locale.ts";
import type { Model, ModelIntent, ModelSlot } from "./model.ts";
import type { Schema } from "./schema.ts";
import { describeSlot } from "./slot.ts";
import { parseUtterance } from "./utterance.ts";

/** A slot with everything that is known about it. */
export interface Slot extends ModelSlot {
  readonly schema: Schema;
  /** What asks for it. */
  readonly question: Question | undefined;
}

type Question = NonNullable<Intent["elicit"]>[string];

/** An intent that has been looked over: its slots by name, in the order in which they are asked for. */
export interface Entered {
  readonly intent: Intent;
  readonly slots: ReadonlyMap<string, Slot>;
}

/** The intents of one app, by name. */
export interface Registry {
  find(name: string): Entered | undefined;
  readonly entered: readonly Entered[];
  readonly model: Model;
}

/** Enters an app's intents, in the languages it says it is in. Throws {@link PalaverError} for the first that could not work, saying why. */
export function register(app: string, intents: readonly Intent[], locales?: readonly string[]): Registry {
  const entered = new Map<string, Entered>();
  for (const intent of intents) {
    checkName("an intent", intent.name);
    if (entered.has(intent.name)) {
      throw new PalaverError(
        "duplicate-name",
        `Two intents are called "${intent.name}"; rename one of them.`,
      );
    }
    entered.set(intent.name, enter(intent));
  }
  const told = locales ?? localesOf(intents.map(({ utterances }) => utterances));
  return {
    find: (name) => entered.get(name),
    entered: [...entered.values()],
    model: {
      name: app,
      ...(told.length > 0 && { locales: told }),
      intents: [...entered.values()].map(describe),
    },
  };
}

function enter(intent: Intent): Entered {
  const questions = new Map(Object.entries(intent.elicit ?? {}));
  const schemas = Object.entries(intent.slots ?? {});
  const slots = new Map(
    schemas.map(([name, schema]) => [
      name,
      { ...describeSlot(name, schema), schema, question: questions.get(name) },
    ]),
  );
  for (const slot of slots.values()) {
    checkName("a slot", slot.name);
    if (slot.required && slot.question === undefined) {
      const fix = "give it a question under `elicit`, or make its schema optional";
      throw new PalaverError(
        "unasked-slot",
        `Nothing asks for the slot "${slot.name}" of "${intent.name}"; ${fix}.`,
      );
    }
  }
  for (const name of Object.keys(intent.confirmSlots ?? {}))
    checkSlot(slots, name, intent.name, "`confirmSlots` asks about");
  for (const name of questions.keys()) checkSlot(slots, name, intent.name, "`elicit` asks for");
  for (const utterance of Object.values(utterancesOf(intent)).flat()) {
    for (const part of parseUtterance(utterance)) {
      if ("slot" in part) checkSlot(slots, part.slot, intent.name, `the utterance "${utterance}" has`);
    }
  }
  return { intent, slots };
}

function checkSlot(slots: ReadonlyMap<string, Slot>, name: string, intent: string, who: string): void {
  if (slots.has(name)) return;
  const known = [...slots.keys()].join(", ") || "none";
  throw new PalaverError(
    "unknown-slot",
    `In "${intent}", ${who} {${name}}, which is not one of its slots (${known}).`,
  );
}

/**
 * A name that every platform takes: letters, single underscores between them, at most 100 characters: what
 * the rules of all of them have in common.
 */
function checkName(what: "an intent" | "a slot", name: string): void {
  if (name.length <= 100 && /^[A-Za-z](?:_?[A-Za-z])*$/.test(name)) return;
  const rule = "use up to 100 letters, with single underscores between them";
  throw new PalaverError(
    "invalid-name",
    `"${name}" is no name for ${what} that every platform takes; ${rule}.`,
  );
}

/** An intent's utterances by language; under "" where it does not tell them apart. */
function utterancesOf({ utterances }: Intent): Readonly<Record<string, readonly string[]>> {
  return isList(utterances) ? { "": utterances } : utterances;
}

const isList = (utterances: Intent["utterances"]): utterances is readonly string[] =>
  Array.isArray(utterances);

const describe = ({ intent, slots }: Entered): ModelIntent => ({
  name: intent.name,
  ...(intent.about !== undefined && { about: intent.about }),
  utterances: utterancesOf(intent),
  ...(intent.when !== undefined && { when: typeof intent.when === "string" ? [intent.when] : intent.when }),
  slots: [...slots.values()].map(({ schema: _, question, ...slot }) => ({
    ...slot,
    ...part("elicit", fixed(question)),
    ...part("confirm", fixed(intent.confirmSlots?.[slot.name])),
  })),
  ...(intent.confirm !== undefined && { confirms: true, ...part("confirm", fixed(intent.confirm)) }),
});

const part = <K extends string, T>(name: K, value: T | undefined) =>
  value === undefined ? {} : ({ [name]: value } as { readonly [N in K]: T });
