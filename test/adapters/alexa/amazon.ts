import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { itemsOf, look, membersOf } from "palaver";
import { onTestFinished } from "vitest";

/** An event that was taken. */
export interface Taken {
  readonly path: string;
  readonly body: unknown;
}

/** What happens to a call in place of an answer. */
export type Mishap = (response: ServerResponse) => void;

/** A stand-in for "Login with Amazon" and the Proactive Events API, as strict as their documentation. */
export interface Amazon {
  readonly url: string;
  readonly tokenUrl: string;
  readonly taken: Taken[];
  /** How often a token, or an event, was asked for or sent. */
  readonly asked: { tokens: number; events: number };
  /** The next calls for tokens, or with events, end like this. */
  readonly mishaps: { readonly tokens: Mishap[]; readonly events: Mishap[] };
  /** Seconds for which a token is said to be good. */
  lifetime: unknown;
  /** How many of the next events are taken and then answered by a broken connection. */
  losing: number;
  /** Accounts that have consented. */
  readonly consenting: Set<string>;
  /** No token that was given so far is good any more. */
  revoke(): void;
  /** Resolves when another call with an event or for a token has come, and before it is answered. */
  called(): Promise<unknown>;
}

export const credentials = { clientId: "amzn1.client & co", clientSecret: "s3cret+/=" };

export async function amazon(): Promise<Amazon> {
  const good = new Set<string>();
  const seen = new Set<string>();
  const asked = { tokens: 0, events: 0 };
  const mishaps: { tokens: Mishap[]; events: Mishap[] } = { tokens: [], events: [] };
  const taken: Taken[] = [];
  const waiting: ((value: unknown) => void)[] = [];

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    for (const go of waiting.splice(0)) go(undefined);
    if (request.method !== "POST") return json(response, 405, {});
    if (request.url === "/auth/O2/token") return token(request, body, response);
    return event(request, body, response);
  }

  function token(request: IncomingMessage, body: string, response: ServerResponse): void {
    asked.tokens++;
    const mishap = mishaps.tokens.shift();
    if (mishap) return mishap(response);
    const form = new URLSearchParams(body);
    const type = request.headers["content-type"] ?? "";
    if (
      !type.startsWith("application/x-www-form-urlencoded") ||
      form.get("grant_type") !== "client_credentials"
    )
      return json(response, 400, { error: "unsupported_grant_type" });
    if (
      form.get("client_id") !== credentials.clientId ||
      form.get("client_secret") !== credentials.clientSecret
    )
      return json(response, 401, { error: "invalid_client", error_description: `not ${body}` });
    if (form.get("scope") !== "alexa::proactive_events")
      return json(response, 400, { error: "invalid_scope" });
    const access_token = `Atc|${asked.tokens}`;
    good.add(access_token);
    json(response, 200, {
      access_token,
      expires_in: self.lifetime,
      token_type: "bearer",
      scope: "alexa::proactive_events",
    });
  }

  function event(request: IncomingMessage, text: string, response: ServerResponse): void {
    asked.events++;
    const mishap = mishaps.events.shift();
    if (mishap) return mishap(response);
    const path = request.url ?? "";
    if (!["/v1/proactiveEvents", "/v1/proactiveEvents/stages/development"].includes(path))
      return json(response, 404, {});
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (!good.has(given)) return json(response, 403, { message: "The authentication token is invalid" });
    const body: unknown = JSON.parse(text);
    const complaint = complaintOf(body);
    if (complaint !== undefined) return json(response, 400, { message: complaint });
    const user = String(look(body, "relevantAudience", "payload", "user"));
    if (!self.consenting.has(user)) return json(response, 403, { message: "no consent" });
    const id = `${path} ${user} ${String(look(body, "referenceId"))}`;
    if (seen.has(id)) return json(response, 409, { message: "duplicate" });
    seen.add(id);
    taken.push({ path, body });
    if (self.losing-- > 0) return broken(response);
    response.writeHead(202).end();
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: Amazon = {
    url,
    tokenUrl: `${url}/auth/O2/token`,
    taken,
    asked,
    mishaps,
    lifetime: 3_600,
    losing: 0,
    consenting: new Set(["ada"]),
    revoke: () => good.clear(),
    called: () => new Promise((resolve) => waiting.push(resolve)),
  };
  return self;
}

/** What is wrong with an event by its documented schema (ask-sdk-model 1.86; "Message Alert Schema"). */
function complaintOf(body: unknown): string | undefined {
  const members = (value: unknown, ...names: readonly string[]) =>
    membersOf(value).every(([name]) => names.includes(name));
  const [from, to] = [look(body, "timestamp"), look(body, "expiryTime")].map((at) =>
    typeof at === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(at) ? Date.parse(at) : NaN,
  );
  const payload = look(body, "event", "payload");
  const group = look(payload, "messageGroup");
  const creator = String(look(group, "creator", "name"));
  const attribute = /^localizedattribute:(\w+)$/.exec(creator)?.[1];
  const locales = itemsOf(look(body, "localizedAttributes"));
  const count = look(group, "count");
  const lasts = Number(to) - Number(from);
  const rules: readonly (readonly [string, boolean])[] = [
    [
      "an unknown member",
      members(
        body,
        "timestamp",
        "referenceId",
        "expiryTime",
        "event",
        "localizedAttributes",
        "relevantAudience",
      ),
    ],
    ["timestamps", lasts >= 300_000 && lasts <= 86_400_000],
    ["referenceId", /^[A-Za-z0-9~]{1,100}$/.test(String(look(body, "referenceId")))],
    ["the event's name", look(body, "event", "name") === "AMAZON.MessageAlert.Activated"],
    ["payload", members(payload, "state", "messageGroup") && members(group, "creator", "count", "urgency")],
    ["status", ["UNREAD", "FLAGGED"].includes(String(look(payload, "state", "status")))],
    ["freshness", ["NEW", "OVERDUE", "undefined"].includes(String(look(payload, "state", "freshness")))],
    ["urgency", ["URGENT", "undefined"].includes(String(look(group, "urgency")))],
    ["count", typeof count === "number" && Number.isInteger(count) && count > 0],
    ["creator", attribute !== undefined],
    ["locales", locales.every((one) => /^[a-z]{2}-[A-Z]{2}$/.test(String(look(one, "locale"))))],
    [
      "attributes",
      locales.length > 0 && locales.every((one) => typeof look(one, attribute ?? "") === "string"),
    ],
    ["audience", look(body, "relevantAudience", "type") === "Unicast"],
    ["user", typeof look(body, "relevantAudience", "payload", "user") === "string"],
  ];
  return rules.find(([, holds]) => !holds)?.[0];
}

/** An answer with that status. */
export const answer =
  (status: number, headers: Readonly<Record<string, string>> = {}, body: unknown = {}): Mishap =>
  (response) =>
    json(response, status, body, headers);

/** The connection breaks. */
export const broken: Mishap = (response) => void response.destroy();

/** An address where nobody is. */
export async function nobody(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** No answer ever. */
export const silent: Mishap = () => {};

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request) body += String(part);
  return body;
}
