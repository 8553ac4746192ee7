import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { memory, type App } from "palaver";
import { alexaDevice } from "palaver/alexa";
import { serve } from "palaver/node";
import { room, sandbox, slack, slackDevice, socket, type Sandbox } from "palaver/slack";
import { web } from "palaver/web";
import { relayApp } from "../../../intents/relay/index.ts";
import { quiet } from "../../adapters/slack/client.ts";
import { stillClock } from "../../adapters/slack/kit.ts";
import { origin } from "../../adapters/web/requests.ts";
import { page } from "../../adapters/web/server.ts";

const demo = "tell the team I'm giving the demo now";
const [telling, kevins] = ["I am telling the team: I'm giving the demo now", "Kevin says: break a leg!"];

let clock: ReturnType<typeof stillClock>;
let world: Sandbox;
let app: App;

beforeEach(async () => {
  clock = stillClock();
  world = await sandbox({ clock });
  const access = { token: world.token, channel: world.channel, slackApiUrl: world.url };
  app = relayApp(room({ ...access, clock }), { store: memory(), clock, log: () => {} });
});
afterEach(async () => {
  await app.close();
  await world.close();
});

/** What the bot has posted last. */
const posted = () => world.messages().findLast(({ bot_id }) => bot_id !== undefined)?.ts ?? "";

/** A minute goes by, at whose end the schedule runs. */
async function minute(): Promise<void> {
  clock.pass(60_000);
  await app.deliver();
  await app.tick("poll", clock.now());
  await app.settled();
}

/** From now on nothing can be read in Slack: whatever is told has been captured before. */
const blind = () =>
  ["conversations.replies", "conversations.history"].forEach((method) =>
    world.fail(method, { type: "error", error: "internal_error" }, 100),
  );

const reads = () => world.calls("conversations.replies") + world.calls("conversations.history");

/** How answers get from Slack to the relay: what is set up before, and what happens once somebody has answered. */
const ways: readonly (readonly [string, () => Promise<void>, () => Promise<void>])[] = [
  ["found by the schedule", async () => {}, minute],
  [
    "pushed over HTTP",
    async () => {
      await world.subscribe(`${await served()}/slack`);
    },
    arrived,
  ],
  ["pushed over Socket Mode", connected, arrived],
];

const workspace = () => ({ token: world.token, slackApiUrl: world.url, clock });

/** Our server, to which Slack sends what it has signed. */
async function served(): Promise<string> {
  const channels = [
    slack({ ...workspace(), signingSecret: world.signingSecret }),
    web({ secret: "sixteen bytes and more", origins: [origin], clock }),
  ];
  for (const channel of channels) app.connect(channel);
  const server = await serve({ app, channels, port: 0 });
  onTestFinished(() => server.close());
  return server.url;
}

async function connected(): Promise<void> {
  const channel = slack({ ...workspace(), unsigned: true });
  app.connect(channel);
  const line = socket({ app, channel, appToken: world.appToken, slackApiUrl: world.url });
  onTestFinished(() => line.stop());
  await line.start();
}

/** What was pushed has come, and what follows from it is done. */
async function arrived(): Promise<void> {
  await world.settled();
  await app.settled();
}

describe.each(ways)("an answer %s", (how, prepare, happen) => {
  test("is told to an Echo that asks, and once", async () => {
    await prepare();
    const echo = alexaDevice(app);
    expect(await echo.say(demo)).toEqual([telling]);
    expect(world.messages()).toMatchObject([{ text: expect.stringContaining("I'm giving the demo now") }]);
    expect(await echo.say("any replies?")).toEqual(["No replies yet."]);
    const before = reads();
    await world.say("Kevin", "break a leg!", posted());
    await happen();
    expect(reads() > before).toBe(how === "found by the schedule");
    blind();
    expect(await echo.say("any replies?")).toEqual([kevins]);
    expect(await echo.say("any replies?")).toEqual(["No replies yet."]);
  });

  test("is told to an Echo at its next launch", async () => {
    await prepare();
    const echo = alexaDevice(app);
    await echo.say(demo);
    await world.say("Kevin", "break a leg!", posted());
    await happen();
    blind();
    expect(await echo.open?.()).toEqual([`You have one reply. ${kevins} What shall I tell the team?`]);
  });

  test("is on a page at once, and once", async () => {
    await prepare();
    const ann = await page(`${await served()}/web`);
    const listening = await ann.listen();
    onTestFinished(() => listening.leave());
    expect((await ann.post({ id: "1", text: demo })).json).toMatchObject({ text: telling });
    await app.settled();
    await world.say("Kevin", "break a leg!", posted());
    await happen();
    expect(await listening.until("break a leg")).toContain(`"text":"${kevins}"`);
    blind();
    expect((await ann.post({ id: "2", text: "any replies?" })).json).toMatchObject({
      text: "No replies yet.",
    });
  });

  test("is written to whoever spoke from Slack, in their own direct messages, and once", async () => {
    await prepare();
    const ann = await slackDevice(app, { sandbox: world, name: "Ann" });
    expect(await ann.say(demo)).toEqual([telling]);
    await world.say("Kevin", "break a leg!", posted());
    await happen();
    expect(await ann.heard?.()).toEqual([kevins]);
    await minute();
    expect(await ann.heard?.()).toEqual([]);
    expect(world.messages("Kevin")).toEqual([]);
  });

  test("is told once though the schedule finds it as well, at the same time and later", async () => {
    await prepare();
    const ann = await page(`${await served()}/web`);
    const listening = await ann.listen();
    onTestFinished(() => listening.leave());
    await ann.post({ id: "1", text: demo });
    await app.settled();
    clock.pass(60_000);
    await Promise.all([
      world.say("Kevin", "break a leg!", posted()),
      app.tick("poll", clock.now()),
      app.tick("poll", clock.now() + 60_000),
    ]);
    await arrived();
    for (let n = 0; n < 16; n++) await minute();
    await world.say("Kevin", "that was all", posted());
    await happen();
    await minute();
    const heard = await listening.until("that was all");
    expect(heard.match(/"text":"[^"]*"/g)).toEqual([
      `"text":"${kevins}"`,
      `"text":"Kevin says: that was all"`,
    ]);
  });
});

test("an answer that is pushed before anybody knows where the message is, is found by the next look", async () => {
  await connected();
  const quick = await sandbox({ clock, teammates: { Kevin: () => "break a leg!" } });
  onTestFinished(() => quick.close());
  const access = { token: quick.token, channel: quick.channel, slackApiUrl: quick.url };
  const own = relayApp(room({ ...access, clock }), { store: memory(), clock, log: () => {} });
  const channel = slack({ ...access, unsigned: true, clock });
  const line = socket({ app: own, channel, appToken: quick.appToken, slackApiUrl: quick.url });
  onTestFinished(async () => {
    await line.stop();
    await own.close();
  });
  await line.start();
  const echo = alexaDevice(own);
  await echo.say(demo);
  await quick.settled();
  expect(await echo.say("any replies?")).toEqual([kevins]);
});

test("several people are answered in threads of their own, and hear what is theirs", async () => {
  await connected();
  const [ann, ben] = [alexaDevice(app), alexaDevice(app)];
  await ann.say("tell the team hello from Ann");
  const anns = posted();
  await ben.say("tell the team hello from Ben");
  const bens = posted();
  await world.say("Kevin", "hello Ben", bens);
  await world.say("Zoe", "hello Ann", anns);
  await arrived();
  expect(await ann.say("any replies?")).toEqual(["Zoe says: hello Ann"]);
  expect(await ben.say("any replies?")).toEqual(["Kevin says: hello Ben"]);
});

test("events that come twice, out of order or not at all are told once each", async () => {
  await world.subscribe(`${await served()}/slack`);
  const echo = alexaDevice(app);
  await echo.say(demo);
  world.disturb("message", { type: "duplicated" });
  await world.say("Kevin", "one", posted());
  world.disturb("message", { type: "reordered" });
  await world.say("Kevin", "two", posted());
  await world.say("Kevin", "three", posted());
  world.disturb("message", { type: "dropped" });
  await world.say("Kevin", "four", posted());
  await arrived();
  expect(await echo.say("any replies?")).toEqual([
    "Kevin says: one Kevin says: two Kevin says: three There is one more. Say more.",
  ]);
  expect(await echo.say("more")).toEqual(["Kevin says: four"]);
});

describe("where Slack lets the bot in no more", () => {
  const client = () => new WebClient(world.token, { slackApiUrl: world.url, logger: quiet });
  test.each([
    ["sent out of the channel", () => world.kick(world.channel), "the bot is not in that channel", true],
    ["whose channel is archived", () => world.archive(world.channel), "that channel is archived", false],
    ["whose token is revoked", () => client().auth.revoke({}), "the bot is no longer let into", true],
  ])(
    "(a bot %s) people are told why, once, and nothing is asked over and over",
    async (_, bar, why, blind) => {
      const echo = alexaDevice(app);
      await echo.say(demo);
      await bar();
      await minute();
      const before = reads();
      for (let n = 0; n < 9; n++) await minute();
      expect(reads() - before).toBeLessThanOrEqual(blind ? 1 : 9);
      await echo.say("tell the team once more");
      const told = [...(await echo.say("any replies?")), ...(await echo.say("any replies?"))].join(" ");
      expect(told.split(`I could not tell the team: ${why}`)).toHaveLength(2);
      expect(told.split(`I cannot see what they answer: ${why}`)).toHaveLength(blind ? 2 : 1);
    },
  );
});
