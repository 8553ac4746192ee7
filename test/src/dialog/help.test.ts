import { describe, expect, test } from "vitest";
import { createApp, intent, memory } from "palaver";
import { person, play } from "palaver/testing";
import { z } from "zod";

/** An app that can do so many things, one of which asks something. */
function app(count: number) {
  const intents = Array.from({ length: count }, (_, n) =>
    intent(`Trick_${String.fromCharCode(65 + n)}`, {
      about: `Trick ${n}`,
      utterances: [`do trick ${n}`],
      fulfil: () => `Done ${n}.`,
    }),
  );
  const paint = intent("Paint", {
    utterances: ["paint it"],
    slots: { colour: z.enum(["red", "blue"]) },
    elicit: { colour: "Which colour?" },
    fulfil: ({ slots }) => `Painted ${slots.colour}.`,
  });
  return createApp({ name: "tricks", intents: [...intents, paint], store: memory() });
}

const tricks = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `Trick ${from + n}.`).join(" ");
const first = `Here is what I can do. ${tricks(0, 8)} Say "help" again for more.`;

async function goes(script: string, count = 19) {
  expect(await play(script, person(app(count)))).toBe(script);
}

describe("help", () => {
  test("tells eight things at a time, and begins anew when all have been told", () =>
    goes(`
you: help
bot: ${first}
you: help
bot: Here is what I can do. ${tricks(8, 16)} Say "help" again for more.
you: help
bot: Here is what I can do. ${tricks(16, 19)}
you: help
bot: ${first}`));

  test("tells all there is at once where that is no more than eight", () =>
    goes(
      `
you: help
bot: Here is what I can do. ${tricks(0, 8)}
you: help
bot: Here is what I can do. ${tricks(0, 8)}`,
      8,
    ));

  test("begins anew where something else was said in between", () =>
    goes(`
you: help
bot: ${first}
you: do trick 3
bot: Done 3.
you: help
bot: ${first}`));

  test("goes on beside an open question, which is asked again each time", () =>
    goes(
      `
you: paint it
bot: Which colour?
you: help
bot: ${first} You can say red or blue. Which colour?
you: help
bot: Here is what I can do. ${tricks(8, 9)} You can say red or blue. Which colour?
you: red
bot: Painted red.`,
      9,
    ));

  test("that comes by itself, to whoever is not understood, is its first part", () =>
    goes(`
you: gibberish
bot: Sorry, I did not understand that.
you: gibberish
bot: Sorry, I did not understand that. ${first}`));
});
