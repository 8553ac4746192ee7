import { serve } from "@hono/node-server";
import { listener, type App, type Channel } from "palaver";
import { origin } from "./requests.ts";

/** A channel behind a real HTTP server of this machine, and pages that talk to it. */
export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

export async function serving(app: App, channel: Channel): Promise<Server> {
  const fetch = listener(app, channel);
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}/`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      }),
    );
  });
}

export interface Page {
  readonly token: string;
  /** Says something: the status and the JSON that came back. */
  post(body: unknown): Promise<{ readonly status: number; readonly json: unknown }>;
  /** Listens from now on, to what comes after `last` where that is given. */
  listen(last?: string): Promise<Listening>;
}

export interface Listening {
  readonly response: Response;
  /** The next piece of the stream that has this in it, or the end of the stream. */
  until(part: string): Promise<string>;
  leave(): void;
}

export async function page(url: string): Promise<Page> {
  const send = async (body: unknown, more: Record<string, string> = {}) => {
    const headers = { origin, "content-type": "application/json", ...more };
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, json: (await response.json()) as unknown };
  };
  const { json } = await send({});
  const { session: token } = json as { session: string };
  const authorization = `Bearer ${token}`;

  return {
    token,
    post: (body) => send(body, { authorization }),
    async listen(last) {
      const gone = new AbortController();
      const headers = { origin, authorization, ...(last !== undefined && { "last-event-id": last }) };
      const response = await fetch(url, { headers, signal: gone.signal });
      return { response, until: reading(response), leave: () => gone.abort() };
    },
  };
}

function reading(response: Response): Listening["until"] {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let seen = "";
  return async (part) => {
    while (!seen.includes(part)) {
      const read = await reader?.read();
      if (!read || read.done) return seen;
      seen += decoder.decode(read.value, { stream: true });
    }
    const found = seen;
    seen = "";
    return found;
  };
}
