import { readFileSync } from "node:fs";
import { describe, expect, test, onTestFinished } from "vitest";
import { memory, type App, type Store } from "palaver";
import { alexaDevice } from "palaver/alexa";
import { terminalDevice } from "palaver/cli";
import { lexDevice } from "palaver/lex";
import { room, sandbox, slackDevice } from "palaver/slack";
import { sqlite } from "palaver/sqlite";
import { person, play, type Cast, type Device } from "palaver/testing";

import { relayApp } from "../intents/relay/index.ts";
import { shopApp } from "../intents/shop/index.ts";
import { webDevice } from "palaver/web";
import { temporaryFile } from "./support/file.ts";

const script = (name: string) => readFileSync(new URL(`conversations/${name}.txt`, import.meta.url), "utf8");

/** Everybody who can talk to an app: with no channel between, and on every channel there is. */
const devices: Readonly<Record<string, (app: App) => Device | Promise<Device>>> = {
  nobody: person,
  Alexa: alexaDevice,
  Lex: lexDevice,
  Slack: async (app) => {
    const device = await slackDevice(app);
    onTestFinished(() => device.close());
    return device;
  },

  "the web": webDevice,
  "the terminal": terminalDevice,
};

const stores: Readonly<Record<string, () => Store | Promise<Store>>> = {
  memory,
  SQLite: () => sqlite({ file: temporaryFile("palaver.sqlite") }),
};

const everywhere = Object.entries(devices).flatMap(([channel, device]) =>
  Object.entries(stores).map(([kept, store]) => ({ channel, device, kept, store })),
);

describe.each(["order", "basket", "polite"])("the shop's conversation %s", (name) => {
  test.each(everywhere)("is the same on $channel, kept in $kept", async ({ device, store }) => {
    const app = shopApp({ store: await store() });
    onTestFinished(() => app.close());
    expect(await play(script(name), await device(app))).toBe(script(name));
  });
});

describe("the relay's conversation", () => {
  test.each(everywhere)("is the same on $channel, kept in $kept", async ({ device, store }) => {
    const slack = await sandbox();
    const team = room({ token: slack.token, channel: slack.channel, slackApiUrl: slack.url });
    const app = relayApp(team, { store: await store() });
    onTestFinished(async () => {
      await app.close();
      await slack.close();
    });

    let minutes = 0;
    const answers = (name: string) => async (said: string) => {
      const asked = slack.messages().findLast((message) => message.bot_id !== undefined);
      await slack.say(name, said, asked?.ts);
    };
    const cast: Cast = {
      Kevin: answers("Kevin"),
      Ada: answers("Ada"),
      "a minute passes": () => app.tick("poll", app.clock.now() + ++minutes * 60_000),
    };
    expect(await play(script("relay"), await device(app), cast)).toBe(script("relay"));
  });
});
