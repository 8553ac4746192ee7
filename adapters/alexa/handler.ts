import type { HandlerInput, RequestHandler, RequestInterceptor } from "ask-sdk-core";
import type { Response, ResponseEnvelope } from "ask-sdk-model";
import { asString, exchange, look, type App } from "palaver";
import { alexa, type AlexaOptions } from "./channel.ts";
import { typeOf } from "./envelope.ts";
import { fromPlatform } from "./name.ts";

/** How an app is part of an ASK skill. */
export interface HandlerOptions extends Partial<AlexaOptions> {
  /** Whether the app answers the launch of the skill, and the end of a session, as well. Default false. */
  readonly launch?: boolean;
}

/**
 * An app as a request handler of an `ask-sdk-core` skill, which can so adopt it intent by intent: it takes the requests
 * whose intent the app has. Added as a request interceptor too, it also takes the built-in intents, such as a "yes",
 * that come right after a question of the app's. Whether a request is meant for this skill is for the skill to check
 * (`withSkillId`), unless `skillId` is given here.
 */
export function asRequestHandler(
  app: App,
  options: HandlerOptions = {},
): RequestHandler & RequestInterceptor {
  const { launch = false, ...rest } = options;
  const channel = alexa({ skillId: "any", ...rest });
  const own = new Set(app.model.intents.map(({ name }) => name));

  return {
    /** Notes whether the app has just asked something, and forgets it: after another's answer, "yes" is not for us. */
    process({ requestEnvelope, attributesManager }: HandlerInput) {
      if (!requestEnvelope.session) return;
      const { palaver, ...others } = attributesManager.getSessionAttributes<Record<string, unknown>>();
      attributesManager.setSessionAttributes(others);
      attributesManager.setRequestAttributes({ ...attributesManager.getRequestAttributes(), palaver });
    },

    canHandle({ requestEnvelope, attributesManager }: HandlerInput): boolean {
      const type = typeOf(requestEnvelope);
      if (channel.refuse?.(requestEnvelope) !== undefined) return false;
      if (type === "LaunchRequest" || type === "SessionEndedRequest") return launch;
      if (type !== "IntentRequest") return false;
      const intent = asString(look(requestEnvelope, "request", "intent", "name")) ?? "";
      const asked = look(attributesManager.getRequestAttributes(), "palaver", "asks") === true;
      return own.has(fromPlatform(intent)) || (asked && intent.startsWith("AMAZON."));
    },

    async handle({ requestEnvelope, attributesManager }: HandlerInput): Promise<Response> {
      const { response: written, reply } = await exchange(app, channel, requestEnvelope);
      const asks = reply?.next.type === "elicit" || reply?.next.type === "confirm";
      if (requestEnvelope.session && asks) {
        const confirms = asString(look(written, "sessionAttributes", "palaver", "confirms"));
        const palaver = { asks, ...(confirms !== undefined && { confirms }) };
        attributesManager.setSessionAttributes({ ...attributesManager.getSessionAttributes(), palaver });
      }
      // The Alexa channel writes nothing else.
      return (written as ResponseEnvelope).response;
    },
  };
}
