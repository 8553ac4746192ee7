import { createApp, intent, memory, send, speech, type App } from "palaver";
import { webDevice } from "palaver/web";
import { channelContract, play } from "palaver/testing";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { channelWith, clockAt, event } from "./requests.ts";

function shop(): App {
  const order = intent("Order", {
    utterances: ["order {quantity} {item}", "I want to place an order"],
    slots: { item: z.enum(["oat milk", "soy milk"]), quantity: z.coerce.number().int().min(1).max(20) },
    elicit: { item: "What would you like?", quantity: ({ item }) => speech`How many ${item ?? "of it"}?` },
    confirm: ({ slots }) => speech`That is ${slots.quantity} ${slots.item}. Shall I place the order?`,
    fulfil: ({ slots: { item }, turn }) => ({
      speech: "Done.",
      effects: [send("web", turn.reach ?? null, `Your ${item} is on its way.`)],
    }),
  });
  return createApp({ name: "shop", store: memory(), log: () => {}, intents: [order] });
}

describe("a conversation on the web", () => {
  test("goes as it is written, and what comes later is heard once", async () => {
    const script = `
you: I want to place an order
bot: What would you like?
you: oat milk
bot: How many oat milk?
you: two
bot: That is 2 oat milk. Shall I place the order?
you: Yes
bot: Done.
(a moment passes)
bot: Your oat milk is on its way.
(a moment passes)
you: help me
bot: Here is what I can do.`;
    const device = webDevice(shop());
    await device.heard?.();
    const went = await play(script, device, { "a moment passes": () => {} });
    expect(went).toBe(script);
  });

  test("is heard by nobody whose page came later", async () => {
    const app = shop();
    const device = webDevice(app);
    await device.say("order 2 oat milk");
    await device.say("yes");
    expect(await webDevice(app).heard?.()).toEqual([]);
    expect(await device.heard?.()).toEqual(["Your oat milk is on its way."]);
  });

  test("fails where the channel does not let the page in", async () => {
    const device = webDevice(shop(), { channel: channelWith(), origin: "https://evil.example" });
    await expect(device.say("hello")).rejects.toThrow(/403/);
  });

  test("is in the page's locale", async () => {
    const device = webDevice(shop(), { locale: "de-DE" });
    expect(await device.say("hilfe")).toEqual(["Das kann ich."]);
  });
});

channelContract(test, channelWith({ clock: clockAt() }), {
  turns: [event("message"), event("press")],
  others: [{}],
});
