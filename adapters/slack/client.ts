import { Undelivered, look } from "palaver";
import type { WebClient, WebClientOptions } from "@slack/web-api";
import { text } from "./look.ts";

/**
 * The bot's token; or, for an app installed in several workspaces, how to find the one for a workspace. The organisation
 * is named where the app is installed for the whole of it.
 */
export type Token =
  string | ((team: string, enterprise?: string) => string | undefined | Promise<string | undefined>);

/** How Slack is reached. */
export interface Access {
  readonly token: Token;
  /** Where the Web API is. Default: Slack's own. */
  readonly slackApiUrl?: string | undefined;
}

/**
 * Slack's client, twice: a rate limit pauses a whole client, and what limits reading must not hold up writing. Both
 * fail at once where Slack asks to wait.
 */
export interface Clients {
  /** Never tries again by itself: an answer that got lost would be a message posted twice. */
  posting(team: string, enterprise?: string): Promise<WebClient>;
  /** Tries again once; reading twice harms nobody. */
  polling(team: string, enterprise?: string): Promise<WebClient>;
}

const posting = { timeout: 2_500, retryConfig: { retries: 0 } };
const polling = { timeout: 5_000, retryConfig: { retries: 1, minTimeout: 300, maxTimeout: 800 } };

/** Clients for each token, made at their first use. */
export function clients({ token, slackApiUrl }: Access): Clients {
  const known = (options: WebClientOptions) => {
    const made = new Map<string, Promise<WebClient>>();
    return async (team: string, enterprise?: string) => {
      const found = typeof token === "string" ? token : await asked(() => token(team, enterprise));
      if (!found) throw new Undelivered("refused", "no token for this workspace");
      const client = made.get(found) ?? connect(found, { ...options, ...(slackApiUrl && { slackApiUrl }) });
      made.set(found, client);
      return client;
    };
  };
  return { posting: known(posting), polling: known(polling) };
}

/** Nothing has been sent where the token could not be had. */
async function asked<T>(token: () => T | Promise<T>): Promise<T> {
  try {
    return await token();
  } catch (error) {
    throw new Undelivered("not-done", "the token for this workspace could not be read", { cause: error });
  }
}

async function connect(token: string, options: WebClientOptions): Promise<WebClient> {
  const { WebClient } = await import("@slack/web-api");
  return new WebClient(token, { ...options, rejectRateLimitedCalls: true, logger: silent });
}

/** What went wrong, as the outbox has to know it: whether it may have happened, and when to come back. */
export function undelivered(error: unknown): Undelivered {
  if (error instanceof Undelivered) return error;
  switch (text(error, "code")) {
    case "slack_webapi_rate_limited_error": {
      const seconds = look(error, "retryAfter");
      return limited(typeof seconds === "number" ? seconds : 60, error);
    }
    case "slack_webapi_platform_error":
      return refusal(text(error, "data", "error") ?? "", error);
    case "slack_webapi_http_error": {
      const status = look(error, "statusCode");
      const settled = typeof status === "number" && status >= 400 && status < 500 && status !== 408;
      return new Undelivered(settled ? "refused" : "unknown", `Slack answered ${String(status)}`, {
        cause: error,
      });
    }
    case "slack_webapi_request_error": {
      const never = unreached.includes(text(error, "original", "cause", "code") ?? "");
      return never
        ? new Undelivered("not-done", "Slack was not reached", { cause: error })
        : new Undelivered("unknown", "Slack did not answer", { cause: error });
    }
    default:
      return new Undelivered("unknown", "the call to Slack failed", { cause: error });
  }
}

/** What a connection that never came about fails with. After any other failure Slack may have heard us. */
const unreached = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"];

/** Codes after which it may have happened (https://docs.slack.dev/reference/methods/chat.postMessage#errors). */
const doubtful = [
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
];

function refusal(code: string, cause: unknown): Undelivered {
  if (code === "ratelimited" || code === "rate_limited") return limited(60, cause);
  const known = /^\w{1,64}$/.test(code) ? code : "an error";
  return new Undelivered(doubtful.includes(code) ? "unknown" : "refused", `Slack answered ${known}`, {
    cause,
  });
}

const limited = (seconds: number, cause: unknown) =>
  new Undelivered("not-done", "Slack asks to wait", { cause, retryAfter: seconds * 1_000 });

/** The client's own log quotes what is sent. */
const silent: NonNullable<WebClientOptions["logger"]> = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  // The enum is Slack's, and importing its value would load the client.
  getLevel: () => "error" as ReturnType<NonNullable<WebClientOptions["logger"]>["getLevel"]>,
  setName: () => {},
};
