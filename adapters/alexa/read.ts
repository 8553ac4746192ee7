import { createHash } from "node:crypto";
import {
  asJson,
  asString,
  canonicalLocale,
  itemsOf,
  look,
  membersOf,
  type Clock,
  type Input,
  type Interpretation,
  type Json,
  type Turn,
} from "palaver";
import { accountOf, instantOf, personOf, requestIdOf, sessionOf, supports, typeOf } from "./envelope.ts";
import { fromPlatform } from "./name.ts";
import { skillEvent } from "./skill.ts";
import { readSlots } from "./slot.ts";

/** What reading needs to know beside the event. */
export interface ReadOptions {
  /** The locale of an event that names none. */
  readonly locale: string;
  /** Tells the people of a household apart by their voices, where Alexa can. */
  readonly speaker: boolean;
  /** Tells the time for an event that does not. */
  readonly clock: Clock;
}

/** The turn inside an Alexa request. One that asks what the skill could do, and nothing to be done, is none. */
export function readTurn(event: unknown, { locale, speaker, clock }: ReadOptions): Turn | undefined {
  const type = typeOf(event);
  if (type === undefined || type === "CanFulfillIntentRequest") return undefined;
  const id = requestIdOf(event) ?? fingerprint(event);
  const session = sessionOf(event);
  // Whoever is nameless shares nothing with anybody else who is.
  const user = (speaker ? personOf(event) : undefined) ?? accountOf(event) ?? session ?? id;
  return {
    id,
    channel: "alexa",
    conversation: session ?? user,
    user,
    locale: canonicalLocale(look(event, "request", "locale")) ?? locale,
    at: instantOf(event) ?? epochOf(event) ?? clock.now(),
    input: inputOf(type, event),
    can: {
      voice: true,
      screen: supports(event, "Alexa.Presentation.APL") || supports(event, "Display"),
      buttons: false,
      audio: supports(event, "AudioPlayer"),
    },
  };
}

function inputOf(type: string, event: unknown): Input {
  const request = look(event, "request");
  switch (type) {
    case "LaunchRequest":
      return happened("launch", request, ["task"]);
    case "SessionEndedRequest":
      return happened("end", request, ["reason", "error"]);
    case "IntentRequest":
      return { type: "intent", interpretation: interpretation(look(request, "intent"), event) };
    case "Dialog.InputRequest":
      return { type: "intent", interpretation: interpretation(look(request, "input"), event) };
    case "Alexa.Presentation.APL.UserEvent": {
      const says = asString(itemsOf(look(request, "arguments"))[0]);
      return says === undefined ? happened(type, request) : { type: "press", says };
    }
    default:
      return skillEvent(type, event) ?? happened(type, request);
  }
}

/** An event with what a request says of it: some of its members, or all but those that every request has. */
function happened(name: string, request: unknown, members?: readonly string[]): Input {
  const told = membersOf(request).filter(([member]) => members?.includes(member) ?? !common.has(member));
  const data: Json = asJson(Object.fromEntries(told)) ?? {};
  return { type: "event", name, ...(Object.keys(data).length > 0 && { data }) };
}

const common: ReadonlySet<string> = new Set([
  "type",
  "requestId",
  "timestamp",
  "locale",
  "shouldLinkResultBeReturned",
]);

function interpretation(intent: unknown, event: unknown): Interpretation {
  const confirmation = confirmationOf(intent, event);
  return {
    intent: fromPlatform(asString(look(intent, "name")) ?? "AMAZON.FallbackIntent"),
    slots: readSlots(look(intent, "slots")),
    confidence: 1,
    ...(confirmation && { confirmation }),
  };
}

/** The answer to the platform's own "Shall I?": of the whole intent, or of the one slot that was asked about last. */
function confirmationOf(intent: unknown, event: unknown): Interpretation["confirmation"] {
  const asked = asString(look(event, "session", "attributes", "palaver", "confirms"));
  const statuses = [
    look(intent, "confirmationStatus"),
    asked !== undefined && look(intent, "slots", asked, "confirmationStatus"),
  ];
  if (statuses.includes("DENIED")) return "no";
  return statuses.includes("CONFIRMED") ? "yes" : undefined;
}

/** Milliseconds since 1970, as one published sample has for a timestamp. */
function epochOf(event: unknown): number | undefined {
  const stamp = look(event, "request", "timestamp");
  return typeof stamp === "number" && Number.isInteger(stamp) && Math.abs(stamp) <= 8.64e15
    ? stamp
    : undefined;
}

/** The same for every delivery of an event that has no id of its own. */
function fingerprint(event: unknown): string {
  return `event:${createHash("sha256").update(serial(event)).digest("base64url")}`;
}

function serial(event: unknown): string {
  try {
    return JSON.stringify(event) ?? "";
  } catch {
    return "";
  }
}
