import { randomBytes } from "node:crypto";
import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { memory, type App, type Channel, type Json, type Store } from "palaver";
import { alexaDevice } from "palaver/alexa";
import { serve } from "palaver/node";
import { installations, room, sandbox, slack, type Installations, type Sandbox } from "palaver/slack";
import { person } from "palaver/testing";
import { awaiting, relayApp } from "../../../intents/relay/index.ts";
import { quiet } from "../../adapters/slack/client.ts";
import { stillClock } from "../../adapters/slack/kit.ts";
import { testClock } from "../../support/clock.ts";
import { happening } from "../../support/turns.ts";
import { setting } from "./setting.ts";
import { createWorld } from "./world.ts";

const noMore =
  "I cannot see what they answer: the bot is no longer let into the workspace. Somebody has to install it anew.";

describe("a workspace that the app is taken out of", () => {
  const clock = stillClock();
  let store: Store;
  let world: Sandbox;
  let installed: Installations;
  let app: App;

  beforeEach(async () => {
    store = memory();
    world = await sandbox({ clock });
    const keys = [{ id: "1", secret: randomBytes(32).toString("base64") }];
    installed = installations({ store, keys, clock });
    await installed.put({
      team: { id: world.team, name: world.name },
      enterprise: undefined,
      user: { id: world.userOf("Ada"), token: undefined, scopes: undefined },
      bot: { id: world.bot.id, userId: world.bot.user, token: world.token, scopes: ["chat:write"] },
      isEnterpriseInstall: false,
    });
    const access = { token: installed.tokenOf, slackApiUrl: world.url, clock };
    const team = room({ ...access, channel: world.channel, team: world.team });
    app = relayApp(team, { store, clock, log: () => {}, removed: installed.settle });
    const channel = slack({ ...access, signingSecret: world.signingSecret });
    const server = await serve({ app, channels: [channel], port: 0 });
    onTestFinished(() => server.close());
    await world.subscribe(`${server.url}/slack`);
  });
  afterEach(async () => {
    await app.close();
    await world.close();
  });

  const client = () => new WebClient(world.token, { slackApiUrl: world.url, logger: quiet });
  const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["in its settings", () => world.uninstall()],
    [
      "by the app itself, which Slack tells twice",
      () => client().apps.uninstall({ client_id: world.clientId, client_secret: world.clientSecret }),
    ],
    ["by revoking the bot's token", () => client().auth.revoke({})],
  ];

  test.each(ways)("(%s) is asked no more, and whoever waited is told so in one word", async (_, takeOut) => {
    const [ann, ben] = [alexaDevice(app), alexaDevice(app)];
    await ann.say("tell the team hello");
    expect(await awaiting(store)).toBe(true);
    clock.pass(2_000);
    await takeOut();
    await world.settled();
    await app.settled();
    expect(await awaiting(store)).toBe(false);
    expect(await installed.list()).toEqual([]);

    const reads = () => world.calls("conversations.replies") + world.calls("conversations.history");
    const before = reads();
    for (let n = 0; n < 20; n++) {
      clock.pass(60_000);
      await app.deliver();
      await app.tick("poll", clock.now());
      await app.settled();
    }
    expect(await ann.say("any replies?")).toEqual([noMore]);
    expect(await ann.say("any replies?")).toEqual(["You have no replies, and you are waiting for none."]);
    expect(await ben.say("any replies?")).toEqual(["You have no replies, and you are waiting for none."]);
    expect(reads()).toBe(before);
    expect(await app.parked()).toEqual([]);

    const posts = world.calls("chat.postMessage");
    await ann.say("tell the team still there?");
    expect(world.calls("chat.postMessage")).toBe(posts);
    expect((await ann.say("any replies?")).join()).toContain(
      "I could not tell the team: the bot is no longer let into the workspace",
    );
  });
});

describe("what is awaited in a workspace", () => {
  const named = () => {
    const clock = testClock();
    let barred: string | undefined;
    const world = createWorld({ now: () => clock.now(), barred: () => barred });
    const team = { ...world.team, home: { team: "T1", channel: "C1" } };
    const store = memory();
    const app = relayApp(team, { store, clock, log: () => {} });
    const tell = (name: string, data: Json, at = clock.now()) =>
      app.respond(happening(name, data, { channel: "slack", user: "T1/app", at }));
    const bar = (code: string) => void (barred = code);
    return { clock, store, app, tell, bar, ann: person(app) };
  };

  test("is awaited on where the app is taken out of another one, or other tokens are revoked", async () => {
    const { store, tell, ann } = named();
    await ann.say("tell the team hello");
    await tell("uninstalled", { team: "T2" });
    await tell("uninstalled", { enterprise: "E1" });
    await tell("uninstalled", null);
    await tell("revoked", { team: "T1", bots: [], users: ["U1"] });
    expect(await awaiting(store)).toBe(true);
    expect(await ann.say("any replies")).toEqual(["No replies yet."]);
    await tell("revoked", { team: "T1", bots: ["UBOT"], users: [] });
    expect(await awaiting(store)).toBe(false);
  });

  test("since the app was there again is awaited on, however late it is told that it was not", async () => {
    const { clock, store, tell, ann, app } = named();
    const ben = person(app, { user: "ben" });
    await ben.say("tell the team hello from Ben");
    const left = clock.now();
    await clock.pass(60_000);
    await ann.say("tell the team hello");
    await tell("uninstalled", { team: "T1" }, left);
    expect(await awaiting(store)).toBe(true);
    expect(await ann.say("any replies")).toEqual(["No replies yet."]);
    expect(await ben.say("any replies")).toEqual([noMore]);
  });

  test("is said to be lost once, also where that was found before it was told", async () => {
    const { clock, store, tell, ann, app, bar } = named();
    await ann.say("tell the team hello");
    bar("account_inactive");
    await clock.pass(60_000);
    await app.tick("poll", clock.now());
    await app.settled();
    await tell("uninstalled", { team: "T1" });
    expect(await ann.say("any replies")).toEqual([noMore]);
    expect(await awaiting(store)).toBe(false);
  });

  test("is awaited no more also where the workspace has no name here", async () => {
    const { app, store } = setting();
    await person(app).say("tell the team hello");
    expect(await awaiting(store)).toBe(true);
    const at = Date.UTC(2027, 0);
    await app.respond(happening("uninstalled", { team: "T1" }, { channel: "slack", at }));
    expect(await awaiting(store)).toBe(false);
  });

  test("is said to be lost at once where somebody has a page open", async () => {
    const { clock, tell, app } = named();
    const shown: string[] = [];
    const page: Channel = {
      name: "page",
      read: () => undefined,
      write: () => undefined,
      send: async ({ reply }) => void shown.push(reply.text),
    };
    app.connect(page);
    const told = { id: "1", channel: "page", at: clock.now(), reach: { session: "ann" } };
    await app.respond({ ...happening(""), ...told, input: { type: "text", text: "tell the team hello" } });
    await app.settled();
    await tell("uninstalled", { team: "T1" });
    await app.settled();
    expect(shown).toEqual([noMore]);
  });
});
