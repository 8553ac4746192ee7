import { randomUUID } from "node:crypto";
import {
  asString,
  canonicalLocale,
  look,
  spoken,
  systemClock,
  Undelivered,
  type Channel,
  type Clock,
  type Incoming,
  type Log,
  type Reply,
  type Voice,
} from "palaver";
import { isAloud, isHello, saidIn, shape } from "./event.ts";
import type { Rate } from "./rate.ts";
import { readTurn } from "./read.ts";
import { streams } from "./stream.ts";
import { tokens } from "./token.ts";
import { sessionIn, verifier } from "./verify.ts";
import { writeReply, type WebReply } from "./write.ts";

/** What the web channel has to know: a secret, and the pages it serves. */
export interface WebOptions {
  /** Signs the sessions: at least 16 random bytes, the same in every process that serves them. */
  readonly secret: string;
  /** The pages that may talk to the app, as browsers name them: `https://shop.example`, exactly. */
  readonly origins: readonly string[];
  /**
   * Whether callers that name no origin may begin to talk as well: `curl`, native apps, other servers. Default false.
   * It keeps nobody out who writes the header himself; it is there so that an app decides whom it serves.
   */
  readonly originless?: boolean;
  /** Milliseconds after which a session has to be begun anew. Default 30 days. */
  readonly lifetime?: number;
  /** Where a message names no locale. Default `en-US`. */
  readonly locale?: string;
  readonly limits?: {
    /** Messages of one session. Default 120 at once and 10 a second. `false`: any number. */
    readonly session?: Rate | false;
    /** Requests of one address, where {@link WebOptions.address} is given. Default 600 at once and 60 a second. */
    readonly address?: Rate;
  };
  /**
   * Where a request comes from, for the limit. Only the host knows: behind one proxy of your own it is the last entry
   * of `x-forwarded-for`; the others a caller can make up. Without this there is no limit by address.
   */
  readonly address?: (request: Incoming) => string | undefined;
  /** Says the answers to messages with `aloud: true`. Without one, and where it fails, they are text. */
  readonly voice?: WebVoice;
  readonly clock?: Clock;
  /** An id for a message that brings none, which only a developer's own call may do. Default: a random UUID. */
  readonly newId?: () => string;
}

/** How the web channel speaks. */
export interface WebVoice {
  readonly voice: Voice;
  /** Milliseconds that an answer waits for it, once there is one. Default 2,000. */
  readonly deadline?: number;
  /** The most bytes of audio in an answer. Default 512 KiB, more than a minute of speech as mp3. */
  readonly largest?: number;
  readonly log?: Log;
}

const thirtyDays = 30 * 24 * 60 * 60 * 1_000;

/**
 * A chat on a web page: JSON by POST, and server-sent events by GET for what comes later. `{}` gives `{ session }`, a
 * token to send as `Authorization: Bearer …` from then on; `{ id, text }` or `{ id, press }` says something, and its
 * `id` makes it one turn however often it is sent. What comes later is sent to the pages that listen to this process,
 * and waits where there are none. A page of another origin needs CORS headers too, which are the host's. Throws
 * `PalaverError` where secret or origins are missing.
 */
export function web(options: WebOptions): Channel {
  const { clock = systemClock, locale = "en-US", newId = randomUUID, originless = false } = options;
  const { lifetime = thirtyDays, limits = {}, address, origins, voice } = options;
  const sessions = tokens(options.secret, lifetime, clock);
  const pages = streams(clock);
  const verify = verifier({
    origins,
    originless,
    clock,
    tokens: sessions,
    session: limits.session ?? { burst: 120, perSecond: 10 },
    addresses: address && { rate: limits.address ?? { burst: 600, perSecond: 60 }, of: address },
  });

  async function aloud(reply: Reply, event: unknown, its: WebVoice): Promise<WebReply> {
    const { deadline = 2_000, largest = 524_288, log } = its;
    const how = { locale: canonicalLocale(look(event, "locale")) ?? locale, deadline, largest, clock };
    return writeReply(reply, event, await spoken(reply, its.voice, { ...how, ...(log && { log }) }));
  }

  return {
    name: "web",
    verify,
    read: (event) => readTurn(event, { locale, now: () => clock.now(), newId }),
    refuse: (event) =>
      saidIn(event) || isHello(event) ? undefined : `This is no message from the web: ${shape}.`,

    write(reply, event) {
      if (reply) return voice && isAloud(event) ? aloud(reply, event, voice) : writeReply(reply, event);
      return isHello(event) ? { session: sessions.issue() } : { error: shape };
    },

    async send({ to, reply, key }) {
      const session = asString(look(to, "session"));
      if (session === undefined) throw new Undelivered("refused", "no session to send to");
      if (!pages.push(session, key, writeReply(reply, { locale }))) {
        throw new Undelivered("not-done", "nobody listens");
      }
    },

    async stream(request, signal) {
      const verdict = request.method === "GET" ? verify(request) : stray;
      if ("status" in verdict) return Response.json({ error: verdict.reason }, { status: verdict.status });
      const session = sessionIn(request.headers, sessions) ?? "";
      return pages.open(session, request.headers.get("last-event-id") ?? undefined, signal);
    },
  };
}

const stray = { status: 405, reason: "listen by GET" } as const;
