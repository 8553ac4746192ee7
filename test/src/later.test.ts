import { describe, expect, test } from "vitest";
import { z } from "zod";
import { alexaDevice } from "palaver/alexa";
import { createApp, intent, later, memory, speech, task } from "palaver";
import { person, play } from "palaver/testing";
import { webDevice } from "palaver/web";

const make = (work: (city: string) => Promise<string> = async (city) => `It rains in ${city}.`) => {
  const weather = task("weather", { payload: z.string(), work: (city) => work(city) });
  const ask = intent("Weather", {
    about: "Hear the weather",
    utterances: ["how is the weather in {city}"],
    slots: { city: z.string() },
    elicit: { city: "Where?" },
    fulfil: ({ slots: { city } }) => later(weather.of(city), speech`I am looking at ${city}.`),
  });
  return createApp({ name: "t", intents: [ask], effects: [weather], store: memory(), log: () => {} });
};

describe("an answer that is given later", () => {
  test("comes by itself where the person can be reached", async () => {
    const script = `
you: how is the weather in Rome
bot: I am looking at Rome.
(a moment passes)
bot: It rains in Rome.`;
    const cast = { "a moment passes": () => {} };
    expect(await play(script, webDevice(make()), cast)).toBe(script);
  });

  test.each([
    ["nobody", person],
    ["Alexa", alexaDevice],
  ] as const)("is given with the next reply where the person cannot: %s", async (_, device) => {
    const script = `
you: how is the weather in Rome
bot: I am looking at Rome.
you: help
bot: It rains in Rome. Here is what I can do. Hear the weather.
you: help
bot: Here is what I can do. Hear the weather.`;
    expect(await play(script, device(make()))).toBe(script);
  });

  test("is not begun by a turn that fails", async () => {
    const done: string[] = [];
    const weather = task("weather", { payload: z.string(), work: async (city) => void done.push(city) });
    const fails = intent("Fails", {
      utterances: ["go"],
      fulfil: () => {
        later(weather.of("Rome"), "Looking.");
        throw new Error("canary");
      },
    });
    const app = createApp({
      name: "t",
      intents: [fails],
      effects: [weather],
      store: memory(),
      log: () => {},
    });
    await person(app).say("go");
    await app.settled();
    expect(done).toEqual([]);
  });
});
