import { describe, expect, onTestFinished, test } from "vitest";
import { memory, type App, type Turn } from "palaver";
import { room, sandbox, slack, type Sandbox } from "palaver/slack";
import { person } from "palaver/testing";
import { relayApp } from "../../intents/relay/index.ts";
import home from "../../intents/relay/local.ts";

async function relay(): Promise<{
  readonly app: App;
  readonly workspace: Sandbox;
  post(): string | undefined;
}> {
  const workspace = await sandbox();
  const team = room({ token: workspace.token, channel: workspace.channel, slackApiUrl: workspace.url });
  const app = relayApp(team, { store: memory(), log: () => {} });
  onTestFinished(async () => {
    await app.close();
    await workspace.close();
  });
  return {
    app,
    workspace,
    post: () => workspace.messages().findLast(({ bot_id }) => bot_id !== undefined)?.ts,
  };
}

const tellTheTeam = (id: string): Turn => ({
  id,
  channel: "test",
  conversation: "somebody",
  user: "somebody",
  locale: "en-US",
  at: 0,
  input: { type: "text", text: "tell the team I'm giving the demo now" },
  can: { voice: true, screen: false, buttons: false, audio: false },
});

describe("a message to the team", () => {
  test("is posted once, however often its turn is delivered", async () => {
    const { app, workspace } = await relay();
    await Promise.all(Array.from({ length: 5 }, () => app.respond(tellTheTeam("1"))));
    await app.settled();
    expect(workspace.messages()).toHaveLength(1);
    expect(workspace.messages()[0]?.text).toContain("I'm giving the demo now");
  });

  test("is posted once although Slack's answer was lost, and its answers still find their way", async () => {
    const { app, workspace, post } = await relay();
    workspace.fail("chat.postMessage", { type: "lost" });
    await app.respond(tellTheTeam("1"));
    await app.settled();
    await retried(
      app,
      async () => (await app.parked()).length === 0 && workspace.calls("conversations.history") > 0,
    );
    expect(workspace.messages()).toHaveLength(1);
    await workspace.say("Kevin", "break a leg!", post());
    expect(await person(app, { user: "somebody" }).say("any replies")).toEqual([
      "You have no replies, and you are waiting for none.",
    ]);
    expect(
      (await app.respond({ ...tellTheTeam("2"), input: { type: "text", text: "any replies" } })).text,
    ).toBe("Kevin says: break a leg!");
  });

  test("comes to words that ping nobody", async () => {
    const { app, workspace } = await relay();
    await person(app).say("tell the team <!channel> hello & goodbye");
    const [message] = workspace.messages();
    expect(JSON.stringify(message)).not.toMatch(/<!|<@|<#/);
  });
});

describe("answers", () => {
  test("are captured once, polled twice and pushed as well", async () => {
    const { app, workspace, post } = await relay();
    const device = person(app);
    await device.say("tell the team hello");
    const ts = await workspace.say("Kevin", "break a leg!", post());
    const pushed = {
      type: "event_callback",
      team_id: workspace.team,
      event_id: "Ev1",
      event: {
        type: "message",
        channel_type: "channel",
        channel: workspace.channel,
        user: workspace.userOf("Kevin"),
        text: "break a leg!",
        ts,
        thread_ts: post(),
      },
    };
    const turn = slack({ unsigned: true }).read(pushed);
    if (turn) await app.respond(turn);
    await app.tick("poll", 60_000);
    await app.tick("poll", 120_000);
    expect(await device.say("any replies")).toEqual(["Kevin says: break a leg!"]);
    expect(await device.say("any replies")).toEqual(["No replies yet."]);
  });

  test("are nobody else's", async () => {
    const { app, workspace, post } = await relay();
    await person(app, { user: "ann" }).say("tell the team hello");
    await workspace.say("Kevin", "hi Ann", post());
    expect(await person(app, { user: "ben" }).say("any replies")).toEqual([
      "You have no replies, and you are waiting for none.",
    ]);
  });

  test("are heard at the next launch", async () => {
    const { app, workspace, post } = await relay();
    const device = person(app);
    await device.say("tell the team hello");
    await workspace.say("Kevin", "break a leg!", post());
    expect(await device.open?.()).toEqual([
      "You have one reply. Kevin says: break a leg! What shall I tell the team?",
    ]);
  });
});

test("at home Kevin answers by himself, and whoever is there is told", async () => {
  const { app, close } = await home({ store: memory(), log: () => {}, notice: () => {} });
  const told = new Promise<string>((resolve) =>
    app.connect({
      name: "test",
      read: () => undefined,
      write: () => undefined,
      send: async ({ reply }) => resolve(reply.text),
    }),
  );
  await app.respond({ ...tellTheTeam("1"), at: app.clock.now(), reach: "somebody" });
  expect(await told).toBe("Kevin says: break a leg!");
  await close?.();
  await app.close();
});

test("an idle relay asks Slack nothing", async () => {
  const { app, workspace } = await relay();
  for (let minute = 1; minute <= 10; minute++) await app.tick("poll", minute * 60_000);
  expect(workspace.calls("conversations.replies") + workspace.calls("conversations.history")).toBe(0);
});

/** Delivers again, as a host does every second, until something is so. */
async function retried(app: App, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100 && !(await holds()); tries++) {
    await app.deliver();
    await app.settled();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
