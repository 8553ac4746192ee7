import { PalaverError, systemClock, type Channel, type Clock, type Localized } from "palaver";
import { certificates, type CertificateOptions } from "./certificate.ts";
import type { DialogOptions } from "./directive.ts";
import { skillOf, typeOf } from "./envelope.ts";
import { progress } from "./progress.ts";
import { readTurn } from "./read.ts";
import { verifier } from "./verify.ts";
import { writeResponse } from "./write.ts";

/** How an app is served as an Alexa skill. */
export interface AlexaOptions extends DialogOptions {
  /**
   * The skill, or the several, whose requests are answered. `"any"` takes every skill's and is for development only:
   * with it the channel cannot verify, so it is not served over HTTP.
   */
  readonly skillId: string | readonly string[];
  /** The locale of a request that names none. Default `en-US`. */
  readonly locale?: string;
  /** Tells the people of a household apart by their voices where Alexa can, and counts each as a user. Default false. */
  readonly speaker?: boolean;
  /** Whether the app has an intent, for when Alexa asks what the skill could do. Without this it says "maybe". */
  readonly knows?: (intent: string) => boolean;
  /** A voice of Amazon Polly that speaks in place of Alexa's own, such as `Brian`; alone, or by language or locale. */
  readonly voice?: Localized<string>;
  /** Where the certificates come from that requests are verified with, and whom to trust about them. */
  readonly certificates?: CertificateOptions;
  /** Milliseconds an answer may take. Default 6,000: Alexa waits for 8 seconds, and some of it is spent on the way. */
  readonly deadline?: number;
  /**
   * Milliseconds after which somebody whose answer is not there yet hears "One moment, please", by a progressive response. Default
   * 2,500; 0 says nothing. Needs `ask-sdk-core`, and works only for requests that give access to Alexa's APIs.
   */
  readonly patience?: number;
  /** Where Alexa's APIs are, for a stand-in of them. */
  readonly endpoint?: string;
  readonly clock?: Clock;
}

/** The channel of people who talk to an Alexa device. Throws {@link PalaverError} where it is not told its skill. */
export function alexa(options: AlexaOptions): Channel {
  const { locale = "en-US", speaker = false, deadline = 6_000, clock = systemClock } = options;
  const { patience = 2_500, endpoint } = options;
  const skills = skillsIn(options.skillId);

  const refuse = (event: unknown): string | undefined => {
    if (typeOf(event) === undefined) return "This is not an Alexa request: it has no request with a type.";
    if (skills === "any" || skills.has(skillOf(event) ?? "")) return undefined;
    return "This request is meant for another skill than the one that is served here.";
  };

  return {
    name: "alexa",
    deadline,
    ...(patience > 0 && { meanwhile: { after: patience, say: progress(endpoint, options.voice) } }),
    refuse,
    read: (event) => (refuse(event) ? undefined : readTurn(event, { locale, speaker, clock })),
    write: (reply, event) =>
      refuse(event) ? { version: "1.0", response: {} } : writeResponse(reply, event, options),
    ...(skills !== "any" && {
      verify: verifier({ certificates: certificates({ ...options.certificates, clock }), clock, refuse }),
    }),
  };
}

function skillsIn(skillId: AlexaOptions["skillId"] | undefined): "any" | ReadonlySet<string> {
  if (skillId === "any") return "any";
  const ids = [skillId ?? []].flat().filter((id) => id.trim() !== "");
  if (ids.length > 0) return new Set(ids);
  throw new PalaverError(
    "missing-option",
    "The Alexa channel needs the id of its skill, so that it answers no other skill's requests: " +
      'give it as alexa({ skillId: "amzn1.ask.skill.…" }).',
  );
}
