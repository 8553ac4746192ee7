import { randomUUID } from "node:crypto";
import { exchange, type App, type Channel, look } from "palaver";
import type { Device } from "palaver/testing";
import {
  activeIn,
  activeOf,
  eventOf,
  expectationOf,
  missingIn,
  type Active,
  type Asked,
  type Call,
} from "./bot.ts";
import { lex } from "./channel.ts";
import { complaintOf } from "./rules.ts";
import { wordsOf } from "./words.ts";

/** Who talks to which bot. */
export interface LexDeviceOptions {
  /** Default: one that answers for any bot. */
  readonly channel?: Channel;
  /** Default `en-US`. */
  readonly locale?: string;
  /** Default `Text`; the answers to speech are spoken. */
  readonly inputMode?: "Text" | "Speech";
  /** When the app is called: in every turn of a dialog, or only once all slots are filled. Default `dialog`. */
  readonly hooks?: "dialog" | "fulfilment";
  /** The bot's own words for a slot, where it asks for one itself. Default: the slot's name and a question mark. */
  readonly prompt?: (slot: string) => string;
}

/**
 * Somebody who talks to a Lex V2 bot whose code hook is the app. It plays the service: the app's own recognizer
 * understands the words, a session keeps intent, slots and attributes, and it throws where Lex would refuse a response.
 */
export function lexDevice(app: App, options: LexDeviceOptions = {}): Device {
  const { locale = "en-US", inputMode = "Text", hooks = "dialog", prompt = (slot) => `${slot}?` } = options;
  const { channel = lex({ botIds: "any", clock: app.clock }) } = options;
  const { model } = app;
  const sessionId = `device-${randomUUID()}`;
  let asked: Asked | undefined;
  let kept: unknown;

  async function call(it: Call): Promise<readonly string[]> {
    const event = eventOf(it, { sessionId, locale, inputMode, model, kept });
    const { response } = await exchange(app, channel, overTheWire(event));
    const answer = overTheWire(response);
    const complaint = complaintOf(answer);
    if (complaint !== undefined) throw new Error(`Lex would refuse this response: ${complaint}.`);
    kept = look(answer, "sessionState");
    const action = look(kept, "dialogAction");
    const intent = activeIn(answer);
    if (look(action, "type") === "Delegate") return goOn({ ...it, intent: intent ?? it.intent });
    const isOpen = look(action, "type") === "ElicitSlot" || look(action, "type") === "ConfirmIntent";
    asked = isOpen && intent ? { intent, action } : undefined;
    const words = wordsOf(answer);
    return words === "" ? [] : [words];
  }

  /** What Lex does by itself: ask for what is missing, or have the intent fulfilled, or be done. */
  async function goOn({ source, intent, text }: Call): Promise<readonly string[]> {
    asked = undefined;
    if (source === "FulfillmentCodeHook") return [];
    const missing = missingIn(intent, model);
    if (missing === undefined) return call({ source: "FulfillmentCodeHook", intent: ready(intent), text });
    asked = { intent, action: { type: "ElicitSlot", slotToElicit: missing } };
    return [prompt(missing)];
  }

  return {
    async say(text) {
      const expectation = asked && expectationOf(asked);
      const [meaning] = await app.recognizer.understand(text, {
        locale,
        at: app.clock.now(),
        ...(expectation && { expectation }),
      });
      const intent = activeOf(meaning, asked, model);
      const heard = await (hooks === "dialog" ? call : goOn)({ source: "DialogCodeHook", intent, text });
      await app.settled();
      return heard;
    },
  };
}

const ready = (intent: Active): Active => ({ ...intent, state: "ReadyForFulfillment" });

/** As it arrives at the other side: between Lex and a Lambda function everything is JSON. */
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
