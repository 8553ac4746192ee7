import type { dialog, Directive, er, Intent, SlotConfirmationStatus } from "ask-sdk-model";
import { asString, look, membersOf, type Hint, type Next } from "palaver";
import { typeOf } from "./envelope.ts";
import { fromPlatform, toPlatform } from "./name.ts";
import { writeSlot } from "./slot.ts";

/** A step of the platform's own dialog. Alexa takes at most one of these in a response. */
export type DialogDirective =
  | dialog.ElicitSlotDirective
  | dialog.ConfirmSlotDirective
  | dialog.ConfirmIntentDirective
  | dialog.DelegateDirective;

/** How questions are asked. */
export interface DialogOptions {
  /**
   * Whether an intent has a dialog in the skill's interaction model. Alexa says so of the intent of a request; the
   * question of another intent, at a launch or after a digression, is asked in its dialog only where this says yes,
   * and else in plain speech.
   */
  readonly dialogs?: (intent: string) => boolean;
  /** Whose words an intent's own questions are asked in: the app's, or those in the skill's interaction model. */
  readonly prompts?: "app" | "platform";
}

type Question = Extract<Next, { readonly type: "elicit" | "confirm" }>;

/** Half the bytes of a whole response: an intent larger than this is asked about in plain speech. */
const directiveLimit = 60_000;

/**
 * The directive that has the platform listen for the answer to a question. Nothing where there is no question, or no
 * dialog it could be part of: then the words alone are the question, and the core knows what it asked.
 */
export function dialogDirective(
  next: Next,
  event: unknown,
  options: DialogOptions,
): DialogDirective | undefined {
  if (next.type !== "elicit" && next.type !== "confirm") return undefined;
  if (next.slot !== undefined && !hasSlot(next.slot, next, event)) return undefined;
  if (!isInDialog(next, event) && !canStart(next, event, options)) return undefined;
  const directive = directiveOf(next, event, options);
  return Buffer.byteLength(JSON.stringify(directive)) <= directiveLimit ? directive : undefined;
}

function directiveOf(next: Question, event: unknown, { prompts }: DialogOptions): DialogDirective {
  if (next.type === "elicit" && next.declared && prompts === "platform" && isUnfinished(next, event)) {
    return { type: "Dialog.Delegate", updatedIntent: updatedIntent(next, event, "kept") };
  }
  const intent = updatedIntent(next, event, "forgotten");
  if (next.type === "elicit") {
    return { type: "Dialog.ElicitSlot", slotToElicit: next.slot, updatedIntent: intent };
  }
  if (next.slot !== undefined) {
    return { type: "Dialog.ConfirmSlot", slotToConfirm: next.slot, updatedIntent: intent };
  }
  return { type: "Dialog.ConfirmIntent", updatedIntent: intent };
}

const isAbout = ({ intent }: Question, event: unknown) =>
  typeOf(event) === "IntentRequest" &&
  fromPlatform(asString(look(event, "request", "intent", "name")) ?? "") === intent;

/** Only an intent that has a dialog in the interaction model comes with the state of it. */
const isInDialog = (next: Question, event: unknown) =>
  isAbout(next, event) && asString(look(event, "request", "dialogState")) !== undefined;

/** A dialog that is complete cannot be handed back to the platform. */
const isUnfinished = (next: Question, event: unknown) =>
  isInDialog(next, event) && look(event, "request", "dialogState") !== "COMPLETED";

const canStart = (next: Question, event: unknown, { dialogs }: DialogOptions) =>
  ["LaunchRequest", "IntentRequest"].includes(typeOf(event) ?? "") && dialogs?.(next.intent) === true;

/** A request names every slot that its intent has in the model; one that is not among them cannot be asked for. */
const hasSlot = (slot: string, next: Question, event: unknown) =>
  !isAbout(next, event) || look(event, "request", "intent", "slots", slot) !== undefined;

/**
 * The whole intent with everything heard so far, for Alexa forgets every slot that is left out. What was confirmed is
 * forgotten where the app asks, so that the next answer is an answer to this question, and kept where the platform does.
 */
function updatedIntent(next: Question, event: unknown, confirmed: "kept" | "forgotten"): Intent {
  const intent = isAbout(next, event) ? look(event, "request", "intent") : undefined;
  const had = new Map(membersOf(look(intent, "slots")));
  const heard = new Map(next.heard.map((slot) => [slot.name, slot]));
  if (next.type === "elicit") heard.delete(next.slot);
  const asked = next.slot === undefined ? [] : [next.slot];
  const names = intent === undefined ? [...new Set([...heard.keys(), ...asked])] : [...had.keys()];
  const status = (thing: unknown) => (confirmed === "kept" ? statusOf(thing) : "NONE");
  return {
    name: asString(look(intent, "name")) ?? toPlatform(next.intent),
    confirmationStatus: status(intent),
    slots: Object.fromEntries(
      names.map((name) => [name, writeSlot(name, heard.get(name), had.get(name), status(had.get(name)))]),
    ),
  };
}

function statusOf(thing: unknown): SlotConfirmationStatus {
  const status = look(thing, "confirmationStatus");
  return status === "CONFIRMED" || status === "DENIED" ? status : "NONE";
}

/** Values and synonyms that may be worth listening for at once, over all slot types ("Use Dynamic Entities"). */
const entityLimit = 100;

/** The characters of one value or synonym. */
const valueLimit = 140;

/** What is worth listening for from now on, in place of what was before; nothing where nothing is. */
export function dynamicEntities(hints: readonly Hint[] = []): Directive | undefined {
  let room = entityLimit;
  const types = hints.flatMap(({ type, values }): er.dynamic.EntityListItem[] => {
    const entities = values.flatMap(({ id, name, synonyms = [] }): er.dynamic.Entity[] => {
      if (room <= 0 || !isSayable(name)) return [];
      const others = [...new Set(synonyms)].filter((it) => it !== name && isSayable(it)).slice(0, room - 1);
      room -= 1 + others.length;
      const said = { value: name, ...(others.length > 0 && { synonyms: others }) };
      return [{ ...(id !== "" && id.length <= valueLimit && { id }), name: said }];
    });
    return entities.length > 0 ? [{ name: type, values: entities }] : [];
  });
  return types.length > 0
    ? { type: "Dialog.UpdateDynamicEntities", updateBehavior: "REPLACE", types }
    : undefined;
}

const isSayable = (value: string) => value.trim() !== "" && value.length <= valueLimit;
