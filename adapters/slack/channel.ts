import {
  PalaverError,
  systemClock,
  type Channel,
  type Clock,
  type Incoming,
  type Message,
  type Verdict,
} from "palaver";
import { clients, type Access, type Token } from "./client.ts";
import { listening, type Hear } from "./hear.ts";
import { reader, refusal } from "./read.ts";
import { sender } from "./send.ts";
import { speaker, type SlackVoice, type Speaker } from "./speak.ts";
import { verifier } from "./verify.ts";
import { write, type Labels } from "./write.ts";

interface CommonOptions {
  /** The bot's token (`xoxb-…`), or how to find it for a workspace. Without it, nothing but slash commands is answered. */
  readonly token?: Token | undefined;
  /** The id of this app (`A…`). Events for any other are ignored. */
  readonly appId?: string;
  /** The workspaces that are served, by id (`T…`). Events of any other are ignored. */
  readonly teams?: readonly string[];
  /** The language the app speaks here; Slack does not tell. Default `en-US`. */
  readonly locale?: string;
  /** Where the Web API is. Default: Slack's own. */
  readonly slackApiUrl?: string | undefined;
  /** Says answers as audio clips, to whoever asked by a voice message. */
  readonly voice?: SlackVoice;
  /**
   * Hears the voice messages that Slack has not transcribed, within 1.8 seconds. Needs the token, with the scope
   * `files:read`. Whoever is not heard is told so.
   */
  readonly hear?: Hear;
  readonly clock?: Clock;
}

/** Events are proven by a signature, unless something else proves them. */
export type SlackOptions = CommonOptions &
  (
    | {
        /** From "Basic Information" in the app's settings; two while one replaces the other. */
        readonly signingSecret: string | readonly string[];
        readonly unsigned?: false;
      }
    | {
        /** Takes events that nobody signed: those of Socket Mode and of a developer. Never served over HTTP. */
        readonly unsigned: true;
        readonly signingSecret?: never;
      }
  );

/** Slack as a channel. */
export interface SlackChannel extends Channel {
  /** An event as it came, with the words of the voice message in it. */
  hear?(event: unknown): Promise<unknown>;
}

/** Milliseconds until Slack gives up on a request, less some for the way there and back. */
const deadline = 2_500;

/** People in Slack: who write to the bot, mention it, give a command or press a button. Throws {@link PalaverError}. */
export function slack(options: SlackOptions): SlackChannel {
  const { locale = "en-US", clock = systemClock, token, slackApiUrl, appId, teams } = options;
  if (token === "") {
    throw new PalaverError(
      "missing-option",
      "The Slack channel's token is empty; fill it in or leave it out.",
    );
  }
  const labels = labelsIn(locale);
  const hear =
    options.hear && token !== undefined
      ? listening({ hear: options.hear, token, slackApiUrl, clock })
      : undefined;
  return {
    name: "slack",
    deadline,
    read: reader({ locale, clock, appId, teams }),
    refuse: refusal,
    write: (reply, event) => write(reply, event, labels),
    ...(hear && { hear }),
    ...(!options.unsigned && { verify: verifying(options, clock, hear) }),
    ...(token !== undefined &&
      talking({ token, slackApiUrl }, labels, clock, options.voice && speaker(options.voice, locale, clock))),
  };
}

/** Checks where a request comes from; then voice messages are heard, if they can be. */
function verifying({ signingSecret }: SlackOptions, clock: Clock, hear: SlackChannel["hear"]) {
  const verify = verifier(secretsOf(signingSecret), clock);
  if (!hear) return verify;
  return async (request: Incoming): Promise<Verdict> => {
    const verdict = verify(request);
    return "event" in verdict ? { event: await hear(verdict.event) } : verdict;
  };
}

function talking(access: Access, labels: Labels, clock: Clock, speak: Speaker | undefined) {
  const { send, sent } = sender(clients(access), labels, clock, speak);
  return { send: async (message: Message) => send(message), sent: async (message: Message) => sent(message) };
}

/** Whatever the types say, what comes from the environment may be missing. */
const secretsOf = (secret: string | readonly string[] | undefined) =>
  typeof secret === "string" ? [secret] : (secret ?? []);

const english: Labels = {
  yes: "Yes",
  no: "No",
  unheard: "Sorry, I could not hear your voice message. Please write it to me.",
};
const german: Labels = {
  yes: "Ja",
  no: "Nein",
  unheard: "Ich konnte deine Sprachnachricht leider nicht hören. Bitte schreib sie mir.",
};

const labelsIn = (locale: string): Labels => (/^de\b/i.test(locale) ? german : english);
