import { afterEach, describe, expect, test } from "vitest";
import type { App } from "palaver";
import { alexa, alexaDevice, type AlexaDeviceOptions } from "palaver/alexa";
import { play } from "palaver/testing";
import { teaApp } from "./tea.ts";

const running: App[] = [];
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
});

function kitchen(options?: AlexaDeviceOptions) {
  const { app, orders } = teaApp();
  running.push(app);
  return { device: alexaDevice(app, options), orders, app };
}

const script = `
(open)
bot: Welcome to Tea. What would you like?
you: I want some tea
bot: Which tea?
you: mint
bot: How many mint tea?
you: help
bot: Here is what I can do. Order tea. You can say a number from 1 on. How many mint tea?
you: three
bot: 3 mint tea. Shall I?
you: yes
bot: 3 mint tea it is.
`.trim();

describe("a conversation on an Echo", () => {
  test("goes as it is written, slot by slot", async () => {
    const { device, orders } = kitchen();
    expect(await play(script, device)).toBe(script);
    expect(orders).toEqual(["3 MINT"]);
  });

  test("may be declined", async () => {
    const { device, orders } = kitchen();
    expect(await device.say("order 2 grey")).toEqual(["2 Earl Grey. Shall I?"]);
    expect(await device.say("no")).toEqual(["All right, I will not."]);
    expect(orders).toEqual([]);
  });

  test("takes up a question of the handler's", async () => {
    const { device, orders } = kitchen();
    await device.say("order 12 grey");
    expect(await device.say("yes")).toEqual(["That is a lot. How many?"]);
    expect(await device.say("four")).toEqual(["4 Earl Grey. Shall I?"]);
    await device.say("yes");
    expect(orders).toEqual(["4 EARL"]);
  });

  test("works without a dialog in the interaction model, as far as Alexa understands by itself", async () => {
    const { device, orders } = kitchen({ dialogs: false });
    expect(await device.say("order 2 grey")).toEqual(["2 Earl Grey. Shall I?"]);
    expect(await device.say("yes")).toEqual(["2 Earl Grey it is."]);
    expect(orders).toEqual(["2 EARL"]);
  });

  test("works with the questions left to the platform", async () => {
    const { device, orders } = kitchen({
      channel: alexa({ skillId: "amzn1.ask.skill.device", prompts: "platform" }),
    });
    expect(await device.say("I want some tea")).toEqual(["tea?"]);
    expect(await device.say("grey")).toEqual(["cups?"]);
    expect(await device.say("2")).toEqual(["2 Earl Grey. Shall I?"]);
    expect(await device.say("yes")).toEqual(["2 Earl Grey it is."]);
    expect(orders).toEqual(["2 EARL"]);
  });

  test("survives words that mean something to XML", async () => {
    const { device } = kitchen();
    expect(await device.say("order 1 Ben & Jerry's <best>")).toEqual(["1 Ben & Jerry's <best>. Shall I?"]);
  });

  test("is another one for each device", async () => {
    const { app } = teaApp();
    running.push(app);
    const [some, other] = [alexaDevice(app), alexaDevice(app)];
    await some.say("order 2 grey");
    expect(await other.say("yes")).not.toEqual(["2 Earl Grey it is."]);
    expect(await some.say("yes")).toEqual(["2 Earl Grey it is."]);
  });

  test("begins anew when the session has ended", async () => {
    const { device, orders } = kitchen();
    await device.say("order 2 grey");
    await device.open?.();
    await device.say("yes");
    expect(orders).toEqual([]);
  });
});
