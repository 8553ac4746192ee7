import { createHash } from "node:crypto";
import { fitText, look, PalaverError, systemClock, Undelivered, type Attempt, type Clock } from "palaver";
import { grant, type Granted, type Post } from "./grant.ts";
import { hosts, type Region } from "./region.ts";

/** How a skill tells people outside of any session that something waits for them. */
export interface NotifierOptions {
  /** From "Alexa Skill Messaging" under Build > Permissions in the console; not those of account linking. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whose notifications: of the skill under development, for its testers, or of the one that is published. */
  readonly stage: "development" | "live";
  /** Where somebody is of whom it is not known. Default `na`. */
  readonly region?: Region;
  /** The skill's locales, in each of which the sender is named. Default `en-US`. */
  readonly locales?: readonly string[];
  /** Milliseconds after which nobody is told any more, from 5 minutes to 24 hours. Default 12 hours. */
  readonly lifetime?: number;
  /** Where Alexa's APIs are, for a stand-in of them. Default: those of the person's region. */
  readonly endpoint?: string;
  /** Where tokens are. Default: "Login with Amazon". */
  readonly tokenUrl?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: Post;
  readonly clock?: Clock;
}

/** That so many messages of somebody's wait for a person. Their words cannot be told: Alexa says a sentence of its own. */
export type Notification = {
  /** The account that is told: `to.user` of a `consent` event. */
  readonly user: string;
  /** Where it is: `to.region` of that event. */
  readonly region?: Region;
  /** Whom the messages are from, or what, such as a channel. */
  readonly sender: string;
  readonly count: number;
  /** Whether Alexa calls them urgent. */
  readonly urgent?: boolean;
};

/** A notification that Alexa has taken: the name it has there. */
export type Notified = { readonly reference: string };

/**
 * Tells a person what waits for them; a kind of effect delivers by it. Under one key a person is told once, however
 * often it is tried. Throws {@link Undelivered}: `refused` also where the person has not consented.
 */
export type Notify = (notification: Notification, attempt: Attempt) => Promise<Notified>;

const minute = 60_000;
/** Bounds of {@link NotifierOptions.lifetime}. */
const bounds = { least: 5 * minute, most: 24 * 60 * minute };
const longestSender = 100;
/** A token of that age is not refused for its age. */
const young = minute;

/**
 * Notifications by Alexa's Proactive Events API, as `AMAZON.MessageAlert.Activated` ("Proactive Events REST API
 * Reference"; ask-sdk-model 1.86). Throws {@link PalaverError} where it cannot work with its options.
 */
export function notifier(options: NotifierOptions): Notify {
  const { stage, clock = systemClock, fetch: post = fetch, endpoint, region: home = "na" } = options;
  check(options);
  const scope = "alexa::proactive_events";
  const { clientId, clientSecret, tokenUrl = "https://api.amazon.com/auth/O2/token" } = options;
  const tokens = grant({ clientId, clientSecret, scope, tokenUrl, post, clock });
  const path = stage === "live" ? "/v1/proactiveEvents" : "/v1/proactiveEvents/stages/development";

  async function tell({ token }: Granted, region: Region, body: string, signal: AbortSignal) {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const base = endpoint ?? hosts[region];
    const url = `${base.replace(/\/$/, "")}${path}`;
    try {
      const response = await post(url, { method: "POST", headers, body, redirect: "manual", signal });
      // What it says beside its status is for nobody.
      response.body?.cancel().catch(() => {});
      return response;
    } catch (error) {
      throw unanswered(error);
    }
  }

  return async (notification, { key, since, signal }) => {
    const reference = createHash("sha256").update(key).digest("hex");
    const body = JSON.stringify(eventOf(notification, reference, since, options, clock.now()));
    const { region = home } = notification;
    let granted = await tokens.get(signal);
    let response = await tell(granted, region, body, signal);
    if (isStale(response, granted, clock.now())) {
      tokens.drop(granted);
      granted = await tokens.get(signal);
      response = await tell(granted, region, body, signal);
    }
    settle(response);
    return { reference };
  };
}

/** Whether a new token may help. What is documented for a bad one is 403, which a person's lack of consent is as well. */
const isStale = ({ status }: Response, { from }: Granted, now: number) =>
  status === 401 || (status === 403 && now - from > young);

/** The event as Alexa takes it. Always the same for one effect: a repetition is known by its `referenceId`. */
function eventOf(
  { user, sender, count, urgent = false }: Notification,
  referenceId: string,
  since: number,
  { lifetime = 12 * 60 * minute, locales = ["en-US"] }: NotifierOptions,
  now: number,
) {
  const name = fitText(sender.replace(/[\p{C}\p{Z}]+/gu, " ").trim(), longestSender);
  if (user === "" || user.length > 255) throw new Undelivered("refused", "this is no account of Alexa's");
  if (name === "") throw new Undelivered("refused", "the notification names no sender");
  if (!Number.isSafeInteger(count) || count < 1)
    throw new Undelivered("refused", "nothing waits to be told of");
  if (now >= since + lifetime) throw new Undelivered("refused", "it is too late to tell");
  return {
    timestamp: new Date(since).toISOString(),
    referenceId,
    expiryTime: new Date(since + lifetime).toISOString(),
    event: {
      name: "AMAZON.MessageAlert.Activated",
      payload: {
        state: { status: "UNREAD", freshness: "NEW" },
        messageGroup: {
          creator: { name: "localizedattribute:sender" },
          count,
          ...(urgent && { urgency: "URGENT" }),
        },
      },
    },
    // Named here, a sender cannot pass for a reference to an attribute.
    localizedAttributes: locales.map((locale) => ({ locale, sender: name })),
    relevantAudience: { type: "Unicast", payload: { user } },
  };
}

/** Throws what a status means for the outbox; nothing where the person is told, now or by an earlier try (409). */
function settle({ status, headers }: Response): void {
  if ((status >= 200 && status < 300) || status === 409) return;
  const asked = headers.get("retry-after") ?? "";
  const seconds = /^\d{1,5}$/.test(asked) ? Number(asked) : undefined;
  const waiting = (otherwise: number) => ({ retryAfter: (seconds ?? otherwise) * 1_000 });
  if (status === 429) throw new Undelivered("not-done", "Alexa asks to wait", waiting(60));
  // So Amazon says that a published skill has told this person enough for now.
  if (status === 432) throw new Undelivered("not-done", "Alexa takes no more for now", waiting(3_600));
  if (status === 401) throw new Undelivered("refused", "Alexa does not take the skill's token");
  if (status === 403)
    throw new Undelivered("refused", "Alexa does not permit it: the person may not consent");
  const open = status === 408 || status >= 500;
  throw new Undelivered(
    open ? "unknown" : "refused",
    `Alexa answered ${status}`,
    seconds === undefined ? {} : waiting(0),
  );
}

/** What a connection that never came about fails with. After any other failure Alexa may have heard us. */
const unreached = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"];

/** Without the error itself, which may quote what was sent. */
function unanswered(error: unknown): Undelivered {
  const code = look(look(error, "cause"), "code");
  return unreached.includes(String(code))
    ? new Undelivered("not-done", "Alexa was not reached")
    : new Undelivered("unknown", "Alexa did not answer");
}

function check({ clientId, clientSecret, lifetime, locales, endpoint, tokenUrl }: NotifierOptions): void {
  if (!clientId || !clientSecret) {
    throw new PalaverError(
      "missing-option",
      "Notifications need the skill's client id and secret; copy them from " +
        '"Alexa Skill Messaging" under Build > Permissions in the console.',
    );
  }
  if (lifetime !== undefined && !(lifetime >= bounds.least && lifetime <= bounds.most)) {
    throw new PalaverError(
      "invalid-option",
      "The lifetime of a notification is from 300,000 to 86,400,000 milliseconds: Alexa takes no other.",
    );
  }
  if (locales?.length === 0) {
    throw new PalaverError("invalid-option", "Notifications need a locale; give those of the skill.");
  }
  for (const url of [endpoint, tokenUrl]) {
    if (url === undefined || isPrivate(url)) continue;
    throw new PalaverError("invalid-option", "Secrets go over https; give such an address, or a local one.");
  }
}

/** Whether nobody on the way can read along. */
function isPrivate(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}
