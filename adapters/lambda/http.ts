import { asString, itemsOf, listener, look, membersOf, type App, type Channel } from "palaver";
import { settling, type Handler } from "./handler.ts";

/** A response as API Gateway and Function URLs take it. */
export interface HttpResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

/**
 * The handler of a function behind an API Gateway (REST, HTTP) or a Function URL: the raw bytes go to the channel's
 * verifier. Throws `PalaverError` at once for a channel that cannot tell who is calling.
 */
export function http(app: App, channel: Channel): Handler<HttpResult> {
  const listen = listener(app, channel);
  return (event, context) =>
    settling(app, context, channel.deadline, async () => {
      const request = requestIn(event);
      if (typeof request === "string") return resultOf(400, request);
      // A function cannot keep a connection open to stream what comes later.
      if (request.method !== "POST") return resultOf(405, "this method is not for here", { allow: "POST" });
      try {
        const response = await listen(request);
        return {
          statusCode: response.status,
          headers: Object.fromEntries(response.headers),
          body: await response.text(),
          isBase64Encoded: false,
        };
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        app.log({ level: "error", event: "request failed", channel: channel.name, error: name });
        return resultOf(500, "the request could not be answered");
      }
    });
}

/** The request in an event of either format (https://docs.aws.amazon.com/apigateway/, payload 1.0 and 2.0), or why none. */
function requestIn(event: unknown): Request | string {
  const method =
    asString(look(event, "httpMethod")) ?? asString(look(event, "requestContext", "http", "method"));
  if (method === undefined) return "this is no HTTP event";
  const headers = headersIn(event);
  const body = asString(look(event, "body")) ?? "";
  const bytes = Buffer.from(body, look(event, "isBase64Encoded") === true ? "base64" : "utf8");
  const path = asString(look(event, "rawPath")) ?? asString(look(event, "path")) ?? "/";
  try {
    const url = new URL(`https://${hostIn(event, headers)}`);
    url.pathname = path;
    url.search = queryIn(event);
    return new Request(url, { method, headers, ...(method === "POST" && { body: bytes }) });
  } catch {
    return "the request could not be read";
  }
}

/** The headers, each with all its values. What is no header at all is left out. */
function headersIn(event: unknown): Headers {
  const headers = new Headers();
  const add = (name: string, value: unknown) => {
    if (typeof value !== "string") return;
    try {
      headers.append(name, value);
    } catch {
      // Not a header, whatever it is.
    }
  };
  const many = membersOf(look(event, "multiValueHeaders"));
  for (const [name, values] of many) for (const value of itemsOf(values)) add(name, value);
  const named = new Set(many.map(([name]) => name.toLowerCase()));
  for (const [name, value] of membersOf(look(event, "headers"))) {
    if (!named.has(name.toLowerCase())) add(name, value);
  }
  return headers;
}

const hostIn = (event: unknown, headers: Headers): string => {
  const host = headers.get("host") ?? asString(look(event, "requestContext", "domainName"));
  return host !== undefined && /^[\w.-]+(:\d+)?$/.test(host) ? host : "localhost";
};

/** The query as it came, or put together again from what a REST API has taken apart. */
function queryIn(event: unknown): string {
  const raw = asString(look(event, "rawQueryString"));
  if (raw !== undefined) return raw;
  const query = new URLSearchParams();
  const many = membersOf(look(event, "multiValueQueryStringParameters"));
  for (const [name, values] of many) {
    for (const value of itemsOf(values)) query.append(name, asString(value) ?? "");
  }
  if (many.length > 0) return query.toString();
  for (const [name, value] of membersOf(look(event, "queryStringParameters"))) {
    query.append(name, asString(value) ?? "");
  }
  return query.toString();
}

const resultOf = (statusCode: number, error: string, headers: HttpResult["headers"] = {}): HttpResult => ({
  statusCode,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify({ error }),
  isBase64Encoded: false,
});
