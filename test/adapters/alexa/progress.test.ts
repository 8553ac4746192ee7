import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { alexa } from "palaver/alexa";
import { createApp, exchange, intent, memory } from "palaver";

/** A stand-in for Alexa's own API that notes what it is asked. */
async function amazon() {
  const asked: { readonly path: string; readonly token: string; readonly body: string }[] = [];
  const bodyOf = async (request: IncomingMessage) => {
    let body = "";
    for await (const part of request) body += String(part);
    return body;
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      asked.push({ path: request.url ?? "", token: request.headers.authorization ?? "", body });
      response.writeHead(204).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { asked, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const event = (access: boolean) => ({
  version: "1.0",
  session: {
    new: true,
    sessionId: "s",
    application: { applicationId: "amzn1.ask.skill.x" },
    user: { userId: "u" },
  },
  context: {
    System: {
      application: { applicationId: "amzn1.ask.skill.x" },
      user: { userId: "u" },
      ...(access && { apiEndpoint: "https://api.eu.amazonalexa.com", apiAccessToken: "the-token" }),
    },
  },
  request: {
    type: "IntentRequest",
    requestId: "amzn1.echo-api.request.1",
    timestamp: "2026-11-21T10:00:00Z",
    locale: "en-US",
    intent: { name: "Slow", confirmationStatus: "NONE" },
  },
});

function slowly(milliseconds: number, endpoint: string) {
  const slow = intent("Slow", {
    utterances: ["go"],
    fulfil: () => new Promise<string>((resolve) => setTimeout(() => resolve("Done."), milliseconds)),
  });
  const app = createApp({ name: "t", intents: [slow], store: memory(), log: () => {} });
  return { app, channel: alexa({ skillId: "amzn1.ask.skill.x", patience: 40, endpoint }) };
}

test("somebody whose answer takes long hears that it does, and then the answer", async () => {
  const { asked, endpoint } = await amazon();
  const { app, channel } = slowly(400, endpoint);
  const { reply } = await exchange(app, channel, event(true));
  expect(reply?.text).toBe("Done.");
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ path: "/v1/directives", token: "Bearer the-token" });
  expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
    header: { requestId: "amzn1.echo-api.request.1" },
    directive: { type: "VoicePlayer.Speak", speech: "<speak>One moment, please.</speak>" },
  });
});

test("nothing is said in between where the answer is quick, or Alexa cannot be asked to", async () => {
  const { asked, endpoint } = await amazon();
  for (const [takes, access] of [
    [0, true],
    [200, false],
  ] as const) {
    const { app, channel } = slowly(takes, endpoint);
    expect((await exchange(app, channel, event(access))).reply?.text).toBe("Done.");
  }
  expect(asked).toEqual([]);
});

test("that Alexa could not be reached is no reason not to answer", async () => {
  const { app, channel } = slowly(200, "http://127.0.0.1:9");
  expect((await exchange(app, channel, event(true))).reply?.text).toBe("Done.");
});
