import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp, listener, memory, type App } from "palaver";
import { sandbox, slack, type Sandbox } from "palaver/slack";
import { appOf, corpus, hasCorpora, secret, signed, stillClock, withEvent } from "./kit.ts";

const clock = stillClock();
const channel = slack({ unsigned: true, clock });
let world: Sandbox;
let app: App;
let receive: (request: Request) => Promise<Response>;

beforeAll(async () => {
  world = await sandbox({ clock });
  app = appOf({ clock });
  receive = listener(
    app,
    slack({ signingSecret: secret, token: world.token, slackApiUrl: world.url, clock }),
  );
});
afterAll(async () => {
  await app.settled();
  await world.close();
});

const statusOf = async (body: string | Uint8Array, type = "application/json") =>
  (await receive(signed(body, type, clock.now()))).status;

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
};

interface RawBody {
  readonly content_type: string;
  readonly body: string;
}

const rawBodies = () =>
  corpus("slack-events")
    .filter(({ name }) => name.endsWith("raw-bodies.json"))
    .flatMap(({ bytes }) => (parsed(bytes) as { readonly items: readonly RawBody[] }).items);

describe.skipIf(!hasCorpora)("every file of the corpora, signed by Slack's secret", () => {
  test("of Slack's own events is answered with 200, or 400 where it is no event", async () => {
    const statuses = new Map<number, number>();
    for (const { bytes } of corpus("slack-events")) {
      const status = await statusOf(bytes);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(new Set(statuses.keys())).toEqual(new Set([200, 400]));
    expect(statuses.get(200)).toBeGreaterThan(250);
  });

  test("of raw bodies is read as it came", async () => {
    const bodies = rawBodies();
    expect(bodies.length).toBeGreaterThan(10);
    for (const { body, content_type } of bodies) {
      const expected = body.includes("awesome") ? 400 : 200;
      expect(await statusOf(body, content_type)).toBe(expected);
      expect(await statusOf(body, `${content_type}; charset=utf-8`)).toBe(expected);
    }
  });

  test("of Lambda envelopes is read by its body, as text and as base64", async () => {
    for (const { bytes } of corpus("slack-events/lambda-envelopes")) {
      const { body } = parsed(bytes) as { readonly body?: unknown };
      if (typeof body === "string") expect(await statusOf(Buffer.from(body))).toBeLessThan(500);
      expect(await statusOf(bytes)).toBe(400);
    }
  });

  test.each(["alexa-requests", "lex-events", "lex-v1-legacy"])(
    "of %s is refused, as other channels' events",
    async (folder) => {
      for (const { bytes } of corpus(folder)) expect([200, 400]).toContain(await statusOf(bytes));
    },
  );

  test("of hostile bytes is refused or no turn, and the next request is served", async () => {
    for (const { bytes } of corpus("hostile")) {
      const small = bytes.subarray(0, 1_000_000);
      expect([200, 400]).toContain(await statusOf(small));
      expect([200, 400]).toContain(await statusOf(small, "application/x-www-form-urlencoded"));
    }
    expect(await statusOf(JSON.stringify(withEvent("direct", {})))).toBe(200);
  });

  test("leaves the prototypes as they are", () => {
    expect(Reflect.ownKeys(Object.prototype)).toHaveLength(12);
    expect(({} as { readonly isAdmin?: unknown }).isAdmin).toBeUndefined();
  });
});

describe.skipIf(!hasCorpora)("what is read from the corpora", () => {
  const events = () => corpus("slack-events").map(({ name, bytes }) => ({ name, event: parsed(bytes) }));

  test("has ids and stamps of the right shape, and comes out the same each time", () => {
    let turns = 0;
    for (const { event } of events()) {
      const turn = channel.read(event);
      expect(channel.read(structuredClone(event))?.id).toBe(turn?.id);
      if (!turn) continue;
      turns++;
      expect(turn.user).toMatch(/^[\w-]+\/[\w-]+$/);
      expect(turn.id).toMatch(/^[\w-]+\/[\w./+:'-]+$/);
      expect(JSON.parse(JSON.stringify(turn))).toEqual(turn);
    }
    expect(turns).toBeGreaterThan(60);
  });

  test("is no turn where a bot spoke or nobody did", () => {
    for (const { name, event } of events()) {
      if (!/bot_message|channel_join|channel_leave|channel_name|app_home|member_|socket_/.test(name))
        continue;
      expect([name, channel.read(event)]).toEqual([name, undefined]);
    }
  });

  test("gives the recorded mention, delivered as two events, one turn, and our own answers none", () => {
    const recorded = rawBodies()
      .map(
        ({ body }) => parsed(Buffer.from(body)) as { readonly event?: Record<string, unknown> } | undefined,
      )
      .filter((body) => body?.event);
    const mentions = recorded.filter((body) => body?.event?.["ts"] === "1766458026.240809");
    expect(mentions.map((body) => body?.event?.["type"])).toEqual(["message", "app_mention"]);
    const turns = mentions.map((body) => channel.read(body));
    expect(turns[0]).toMatchObject({ input: { type: "text", text: "1" } });
    expect(turns[1]).toEqual(turns[0]);
    const ours = recorded.filter((body) => JSON.stringify(body?.event).includes('"bot_id"'));
    expect(ours.length).toBeGreaterThan(2);
    for (const body of ours) expect(channel.read(body)).toBeUndefined();
  });
});

test("an app of no intents still takes any event", async () => {
  const plain = createApp({ name: "plain", intents: [], store: memory(), log: () => {} });
  const listen = listener(plain, slack({ signingSecret: secret, clock }));
  expect((await listen(signed("{}", "application/json", clock.now()))).status).toBe(400);
  expect((await listen(signed('{"type":"x"}', "application/json", clock.now()))).status).toBe(200);
});
