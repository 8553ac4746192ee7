import { asString, look } from "palaver";
import { requestIdOf, typeOf } from "./envelope.ts";
import { say, type Speaker } from "./say.ts";
import { services } from "./services.ts";
import { progressTarget } from "./target.ts";

/**
 * Says something while the answer is still being worked out: a progressive response ("Send the User a Progressive Response").
 * It is possible in the answer to a launch or an intent only, and where the request gives access to Alexa's APIs.
 */
export const progress =
  (endpoint: string | undefined, voice?: Speaker) =>
  async (words: string, event: unknown): Promise<void> => {
    const requestId = requestIdOf(event);
    if (requestId === undefined || !["LaunchRequest", "IntentRequest"].includes(typeOf(event) ?? "")) return;
    const locale = asString(look(event, "request", "locale")) ?? "en";
    const apis = await services(event, endpoint === undefined ? {} : { endpoint });
    await apis?.getDirectiveServiceClient().enqueue({
      header: { requestId },
      directive: { type: "VoicePlayer.Speak", speech: say(words, locale, voice, progressTarget) },
    });
  };
