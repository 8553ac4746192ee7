import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Slack's end of an installation: `oauth.v2.access` gives tokens for codes, and `auth.test` says whose they are. */
export interface Authority {
  /** To be given to a client as `slackApiUrl`. */
  readonly url: string;
  /** What was asked of `oauth.v2.access`. */
  readonly asked: Readonly<Record<string, string>>[];
}

/** Gives for each code what `oauth.v2.access` would answer, beside `ok`. */
export async function authority(grants: Readonly<Record<string, object>>): Promise<Authority> {
  const asked: Readonly<Record<string, string>>[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse) {
    let body = "";
    for await (const part of request) body += String(part);
    const form = Object.fromEntries(new URLSearchParams(body));
    const granted = request.url === "/api/oauth.v2.access" ? grant(form) : whose(request);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(granted));
  }

  function grant(form: Readonly<Record<string, string>>): object {
    asked.push(form);
    const granted = new Map(Object.entries(grants)).get(form["code"] ?? form["refresh_token"] ?? "");
    return granted ? { ok: true, ...granted } : { ok: false, error: "invalid_code" };
  }

  const whose = ({ headers }: IncomingMessage) =>
    headers.authorization?.startsWith("Bearer xox")
      ? { ok: true, url: "https://tea.slack.com/", bot_id: "BBOT00001", user_id: "UBOT00001" }
      : { ok: false, error: "not_authed" };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, asked };
}
