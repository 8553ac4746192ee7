import { PalaverError, type Clock, type Incoming, type Verdict, asString, isObject, look } from "palaver";
import { isAloud, isHello, saidIn, shape, type WebEvent } from "./event.ts";
import { limiter, type Rate } from "./rate.ts";
import type { Tokens } from "./token.ts";

/** Who is let in, and how often. */
export interface Gate {
  readonly origins: readonly string[];
  readonly originless: boolean;
  readonly session: Rate | false;
  readonly addresses: { readonly rate: Rate; of(request: Incoming): string | undefined } | undefined;
  readonly tokens: Tokens;
  readonly clock: Clock;
}

type Refusal = Extract<Verdict, { readonly status: number }>;

/** The longest message, in UTF-16 units: as much as an answer may have on the platforms that speak. */
const longest = 8_000;

/** Who may talk, judged by what is cheap first: nothing of a body is looked at before its sender may speak at all. */
export function verifier(gate: Gate): (request: Incoming) => Verdict {
  const isAllowed = allowed(gate);
  const unlimited = () => true;
  const sessionMay = gate.session ? limiter(gate.session, gate.clock) : unlimited;
  const addressMay = gate.addresses ? limiter(gate.addresses.rate, gate.clock) : unlimited;

  return (request) => {
    const { method, headers } = request;
    if (method !== "POST" && method !== "GET") return refused(405, "send messages by POST");
    if (!isAllowed(request)) return refused(403, "this origin is not among those allowed");
    if (method === "POST" && !isJson(headers)) return refused(415, "send application/json");
    const address = gate.addresses?.of(request);
    if (gate.addresses && address !== undefined && !addressMay(address)) {
      return tooMany("too many requests from one address", gate.addresses.rate);
    }

    const session = sessionIn(headers, gate.tokens);
    if (session === undefined && (method === "GET" || headers.has("authorization"))) return stranger;
    if (gate.session && session !== undefined && !sessionMay(session)) {
      return tooMany("too many messages at once", gate.session);
    }
    return method === "GET" ? { event: { session } } : message(request, session);
  };
}

/** The session that a request proves to have, whatever else it says. */
export function sessionIn(headers: Headers, tokens: Tokens): string | undefined {
  const token = /^Bearer +([\w.-]+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return token === undefined ? undefined : tokens.sessionOf(token);
}

function message({ body }: Incoming, session: string | undefined): Verdict {
  const parsed = parse(body);
  if (parsed === undefined || !isObject(parsed.json)) return refused(400, `no JSON object; ${shape}`);
  const { json } = parsed;
  if (session === undefined) return isHello(json) ? { event: {} } : stranger;
  const [id, said, locale] = [look(json, "id"), saidIn(json), asString(look(json, "locale"))];
  if (typeof id !== "string" || !/^[\w-]{1,64}$/.test(id)) {
    return refused(400, "a message needs an id of 1 to 64 letters, digits, _ or -, its own for each message");
  }
  if (!said) return refused(400, shape);
  if (Object.values(said).some((words) => words.length > longest)) {
    return refused(413, `a message may have up to ${longest} characters`);
  }
  const aloud = isAloud(json) && ({ aloud: true } as const);
  const event: WebEvent = { session, id, ...said, ...(locale !== undefined && { locale }), ...aloud };
  return { event };
}

function parse(body: Uint8Array): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as unknown };
  } catch {
    return undefined;
  }
}

const refused = (status: Refusal["status"], reason: string): Refusal => ({ status, reason });

/** A full bucket has room for one more by then. */
const tooMany = (reason: string, { perSecond }: Rate): Refusal => ({
  status: 429,
  reason,
  retryAfter: 1 / perSecond,
});

const stranger = refused(401, "no valid session; ask for one with {} and send it as a bearer token");

const isJson = (headers: Headers) =>
  /^application\/json *(?:;|$)/i.test(headers.get("content-type")?.trim() ?? "");

/**
 * Whether a page may talk to us. Browsers name the origin in every POST, and in a GET across origins; without a token
 * in its header, which no other site can make a browser send, a GET comes to nothing anyway.
 */
function allowed({ origins, originless }: Gate): (request: Incoming) => boolean {
  const wrong = origins.find((origin) => !isOrigin(origin));
  if (origins.length === 0 || wrong !== undefined) {
    const problem =
      wrong === undefined ? "No page may talk to the web channel" : `"${wrong}" is no origin of a page`;
    const remedy =
      "list origins such as https://shop.example, with no path and no slash at the end, in `origins`";
    throw new PalaverError(
      wrong === undefined ? "missing-option" : "invalid-option",
      `${problem}; ${remedy}.`,
    );
  }
  const known = new Set(origins);
  return ({ method, headers }) => {
    const origin = headers.get("origin");
    return origin === null ? originless || method === "GET" : known.has(origin);
  };
}

/** As a browser writes it: scheme, host and any port that is not the scheme's own. */
function isOrigin(text: string): boolean {
  if (!/^https?:/.test(text)) return /^[a-z][a-z0-9+.-]*:\/\/[\w.-]+$/.test(text);
  return URL.canParse(text) && new URL(text).origin === text;
}
