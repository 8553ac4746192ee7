import { SkillBuilders, type HandlerInput } from "ask-sdk-core";
import type { RequestEnvelope } from "ask-sdk-model";
import { createApp, exchange, intent, key, memory, type Intent } from "palaver";
import { alexa } from "palaver/alexa";
import { z } from "zod";
import { skillId } from "./requests.ts";

/** Something that answers Alexa requests, from the JSON that comes to the JSON that goes. */
export type Rival = (request: string) => Promise<string>;

/** The floor: parse, find the intent, answer, write. It remembers nothing, checks nothing and asks for nothing. */
export function floor(intents: number): Rival {
  const known = new Set([...others(intents), "Order"]);
  return async (json) => {
    const { request, session } = JSON.parse(json) as RequestEnvelope;
    if (request.type !== "IntentRequest" || !known.has(request.intent.name)) return "{}";
    const { item, quantity } = request.intent.slots ?? {};
    return JSON.stringify({
      version: "1.0",
      sessionAttributes: { visits: Number(session?.attributes?.["visits"] ?? 0) + 1 },
      response: {
        outputSpeech: { type: "SSML", ssml: `<speak>${quantity?.value} ${item?.value}</speak>` },
        shouldEndSession: true,
      },
    });
  };
}

/** The same as a skill of Amazon's own kit, which keeps the session in the response and commits nothing. */
export function askSdk(intents: number): Rival {
  const skill = SkillBuilders.custom()
    .withSkillId(skillId)
    .addRequestHandlers(
      ...[...others(intents), "Order"].map((name) => ({
        canHandle: ({ requestEnvelope: { request } }: HandlerInput) =>
          request.type === "IntentRequest" && request.intent.name === name,
        handle({ requestEnvelope: { request }, attributesManager, responseBuilder }: HandlerInput) {
          const { item, quantity } = request.type === "IntentRequest" ? (request.intent.slots ?? {}) : {};
          const { visits = 0 } = attributesManager.getSessionAttributes<{ visits?: number }>();
          attributesManager.setSessionAttributes({ visits: visits + 1 });
          return responseBuilder
            .speak(`${quantity?.value} ${item?.value}`)
            .withShouldEndSession(true)
            .getResponse();
        },
      })),
    )
    .create();
  return async (json) => JSON.stringify(await skill.invoke(JSON.parse(json) as RequestEnvelope));
}

/** The same in Palaver: slots checked, the session in the store, each turn committed with its reply and done once. */
export function palaver(intents: number): Rival {
  const visits = key("visits", z.number());
  const order = intent("Order", {
    utterances: ["order {quantity} {item}"],
    slots: { item: z.string(), quantity: z.coerce.number().int() },
    elicit: { item: "What?", quantity: "How many?" },
    async fulfil({ slots, session }) {
      session.set(visits, ((await session.get(visits)) ?? 0) + 1);
      return `${slots.quantity} ${slots.item}`;
    },
  });
  const app = createApp({ name: "bench", intents: [order, ...crowd(intents)], store: memory() });
  const channel = alexa({ skillId });
  return async (json) => JSON.stringify((await exchange(app, channel, JSON.parse(json))).response);
}

/** As many intents, but one, which nobody says in these measurements. */
export const crowd = (intents: number): readonly Intent[] =>
  others(intents).map((name) =>
    intent(name, { utterances: [`do ${name} please`], fulfil: () => "Never said." }),
  );

/** Numbers as letters, for names may have no digits. */
const others = (intents: number): readonly string[] =>
  [...Array(intents - 1).keys()].map((i) =>
    [...`Other${i}`].map((it) => (/\d/.test(it) ? "abcdefghij".charAt(Number(it)) : it)).join(""),
  );
