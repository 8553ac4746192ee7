import type { ModelIntent, ModelSlot } from "palaver";
import { toPlatform } from "../name.ts";
import { typeOf } from "./kinds.ts";
import { wordingsIn } from "./locales.ts";
import type { DialogJson, DialogSlotJson, PromptJson, PromptsJson } from "./schema.ts";
import type { Settings } from "./settings.ts";

/** What an intent is called there. */
export const intentName = (name: string, { names }: Pick<Settings, "names">): string =>
  names.get(name) ?? toPlatform(name);

/** What a slot is called there. */
export const slotName = (intent: string, slot: string, { names }: Pick<Settings, "names">): string =>
  names.get(`${intent}/${slot}`) ?? slot;

/** What is asked in an intent in one locale: its dialog there, and the prompts of it. */
export interface Asked {
  readonly dialog: DialogJson | undefined;
  readonly prompts: readonly PromptJson[];
}

/**
 * What an intent asks. Every intent that asks anything has a dialog, for Palaver's own questions are steps of it; what is required there
 * is only what the platform itself could ask for: where the words of a question are always the same.
 */
export function askedIn(
  intent: ModelIntent,
  phrases: ReadonlySet<string>,
  locale: string,
  settings: Settings,
): Asked {
  const prompts: PromptJson[] = [];
  const name = intentName(intent.name, settings);
  const asks = (place: string, how: "elicit" | "confirm", words: readonly string[] | undefined) => {
    const variations = [...new Set(words)].filter((it) => it.trim() !== "");
    if (variations.length === 0) return undefined;
    const usual = `${how === "elicit" ? "Elicit" : "Confirm"}.${place.replace("/", ".")}`;
    const id = settings.prompts.get(place)?.[how] ?? usual;
    prompts.push({ id, variations: variations.map((value) => ({ type: "PlainText", value })) });
    return id;
  };

  const slotOf = (slot: ModelSlot): DialogSlotJson => {
    const place = `${intent.name}/${slot.name}`;
    const elicitation = asks(place, "elicit", wordingsIn(slot.elicit, locale));
    const confirmation = asks(place, "confirm", wordingsIn(slot.confirm, locale));
    return {
      name: slotName(intent.name, slot.name, settings),
      type: typeOf(slot, phrases),
      ...(elicitation !== undefined && slot.required && { elicitationRequired: true }),
      ...(confirmation !== undefined && { confirmationRequired: true }),
      ...promptsOf({ elicitation, confirmation }),
    };
  };
  if (!hasDialog(intent)) return { dialog: undefined, prompts };
  const confirmation = asks(intent.name, "confirm", wordingsIn(intent.confirm, locale));
  const slots = intent.slots.map(slotOf);
  return {
    dialog: {
      name,
      ...(confirmation !== undefined && { confirmationRequired: true }),
      ...promptsOf({ confirmation }),
      ...(slots.length > 0 && { slots }),
    },
    prompts,
  };
}

/** Whether an intent ever asks anything. */
export const hasDialog = ({ slots, confirms, confirm }: ModelIntent): boolean =>
  confirms === true ||
  confirm !== undefined ||
  slots.some((slot) => slot.required || slot.elicit !== undefined || slot.confirm !== undefined);

function promptsOf(ids: {
  readonly elicitation?: string | undefined;
  readonly confirmation?: string | undefined;
}) {
  const told = Object.entries(ids).filter(([, id]) => id !== undefined);
  // Only texts are left.
  return told.length > 0 ? { prompts: Object.fromEntries(told) as PromptsJson } : {};
}
