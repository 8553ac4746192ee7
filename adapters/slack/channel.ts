import { PalaverError, systemClock, type Channel, type Clock, type Message } from "palaver";
import { clients, type Token } from "./client.ts";
import { reader, refusal } from "./read.ts";
import { sender } from "./send.ts";
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

/** Milliseconds until Slack gives up on a request, less some for the way there and back. */
const deadline = 2_500;

/** People in Slack: who write to the bot, mention it, give a command or press a button. Throws {@link PalaverError}. */
export function slack(options: SlackOptions): Channel {
  const { locale = "en-US", clock = systemClock, token, slackApiUrl, appId, teams } = options;
  if (token === "") {
    throw new PalaverError(
      "missing-option",
      "The Slack channel's token is empty; fill it in or leave it out.",
    );
  }
  const labels = labelsIn(locale);
  return {
    name: "slack",
    deadline,
    read: reader({ locale, clock, appId, teams }),
    refuse: refusal,
    write: (reply, event) => write(reply, event, labels),
    ...(!options.unsigned && { verify: verifier(secretsOf(options.signingSecret), clock) }),
    ...(token !== undefined && talking(token, slackApiUrl, labels, clock)),
  };
}

function talking(token: Token, slackApiUrl: string | undefined, labels: Labels, clock: Clock) {
  const { send, sent } = sender(clients({ token, slackApiUrl }), labels, clock);
  return { send: async (message: Message) => send(message), sent: async (message: Message) => sent(message) };
}

/** Whatever the types say, what comes from the environment may be missing. */
const secretsOf = (secret: string | readonly string[] | undefined) =>
  typeof secret === "string" ? [secret] : (secret ?? []);

const english: Labels = { yes: "Yes", no: "No" };
const german: Labels = { yes: "Ja", no: "Nein" };

const labelsIn = (locale: string): Labels => (/^de\b/i.test(locale) ? german : english);
