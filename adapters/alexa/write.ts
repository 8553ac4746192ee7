import type { canfulfill, Response, ResponseEnvelope, ui } from "ask-sdk-model";
import { asString, fitText, look, toText, type Reply, type Said } from "palaver";
import { writeCard } from "./card.ts";
import { dialogDirective, dynamicEntities, type DialogOptions } from "./directive.ts";
import { maySpeak, typeOf } from "./envelope.ts";
import { fromPlatform } from "./name.ts";
import { say, type Speaker } from "./say.ts";

/** What writing needs to know beside the reply and the event. */
export interface WriteOptions extends DialogOptions {
  /** Whether the app has an intent, for when Alexa asks what the skill could do. Without this it says "maybe". */
  readonly knows?: (intent: string) => boolean;
  readonly voice?: Speaker;
}

/** The characters of text that may be answered with where no SSML is taken ("Response Format"). */
const textLimit = 8_000;

/** The bytes of a whole response: 120 KB ("Response Format"; older copies of that page say 24 KB). */
const responseLimit = 120_000;

/** The response to an Alexa request: the reply as far as this type of request may be answered at all. */
export function writeResponse(
  reply: Reply | undefined,
  event: unknown,
  options: WriteOptions,
): ResponseEnvelope {
  const type = typeOf(event);
  if (type === "CanFulfillIntentRequest") return enveloped({ canFulfillIntent: canFulfil(event, options) });
  if (type === "Dialog.API.Invoked") {
    return enveloped({ apiResponse: reply?.text ? { text: fitText(reply.text, textLimit) } : {} });
  }
  if (!reply || !maySpeak(event)) return enveloped({});
  return lighter(reply.next.type === "silent" ? silent(reply) : spoken(reply, event, options));
}

const enveloped = (response: Response): ResponseEnvelope => ({ version: "1.0", response });

/** Says nothing and leaves the session as the platform would have it. */
function silent({ hints }: Reply): ResponseEnvelope {
  const entities = dynamicEntities(hints);
  return enveloped(entities ? { directives: [entities] } : {});
}

function spoken(reply: Reply, event: unknown, options: WriteOptions): ResponseEnvelope {
  const said = toText(reply.speech) === "" ? reply.text : reply.speech;
  const locale = asString(look(event, "request", "locale")) ?? "en";
  const speech = outputSpeech(said, locale, options);
  const asks = reply.next.type !== "close";
  // The platform asks for no slot in silence.
  const dialog = speech && dialogDirective(reply.next, event, options);
  const delegated = dialog?.type === "Dialog.Delegate";
  const reprompt =
    asks && reply.reprompt !== undefined ? outputSpeech(reply.reprompt, locale, options) : undefined;
  const entities = dynamicEntities(reply.hints);
  const directives = [...(dialog ? [dialog] : []), ...(entities ? [entities] : [])];
  return {
    ...enveloped({
      ...(speech && !delegated && { outputSpeech: speech }),
      ...(reply.card && { card: writeCard(reply.card) }),
      ...(reprompt && !delegated && { reprompt: { outputSpeech: reprompt } }),
      ...(directives.length > 0 && { directives }),
      shouldEndSession: !asks,
    }),
    // The answer says only that some slot is confirmed, and this says which was asked about.
    ...(dialog?.type === "Dialog.ConfirmSlot" && {
      sessionAttributes: { palaver: { confirms: dialog.slotToConfirm } },
    }),
  };
}

/** What is said, as long as it may be; nothing where there are no words. */
function outputSpeech(said: Said, locale: string, { voice }: WriteOptions): ui.OutputSpeech | undefined {
  return toText(said) === "" ? undefined : { type: "SSML", ssml: say(said, locale, voice) };
}

/**
 * The response without the parts that can be missed best, until it is as small as it has to be. Two texts of the longest
 * and the largest directive have room in it.
 */
function lighter(envelope: ResponseEnvelope): ResponseEnvelope {
  let response = envelope.response;
  for (const without of [withoutEntities, withoutCard]) {
    if (Buffer.byteLength(JSON.stringify({ ...envelope, response })) <= responseLimit) break;
    response = without(response);
  }
  return { ...envelope, response };
}

function withoutEntities({ directives = [], ...rest }: Response): Response {
  const others = directives.filter(({ type }) => type !== "Dialog.UpdateDynamicEntities");
  return { ...rest, ...(others.length > 0 && { directives: others }) };
}

function withoutCard(response: Response): Response {
  const { card: _, ...rest } = response;
  return rest;
}

function canFulfil(event: unknown, { knows }: WriteOptions): canfulfill.CanFulfillIntent {
  const intent = fromPlatform(asString(look(event, "request", "intent", "name")) ?? "");
  return { canFulfill: knows ? (knows(intent) ? "YES" : "NO") : "MAYBE" };
}
