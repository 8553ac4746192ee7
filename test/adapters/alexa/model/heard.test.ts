import { createApp, exchange, intent, memory } from "palaver";
import { alexa, alexaPlatform } from "palaver/alexa";
import { z } from "zod";
import { describe, expect, test } from "vitest";
import { intentRequest, skillId } from "../requests.ts";
import { textOf } from "./made.ts";

const authority = (type: string) => `amzn1.er-authority.echo-sdk.${skillId}.${type}`;

/** A slot as Alexa fills it that took some words for a value of a type. */
const taken = (name: string, value: string, type: string, match: string) => ({
  name,
  value,
  confirmationStatus: "NONE",
  resolutions: {
    resolutionsPerAuthority: [
      {
        authority: authority(type),
        status: { code: "ER_SUCCESS_MATCH" },
        values: [{ value: { name: match, id: "x" } }],
      },
    ],
  },
});

describe("what arrives for the types that Palaver makes itself", () => {
  const heard: unknown[] = [];
  const app = createApp({
    name: "Note",
    store: memory(),
    log: () => undefined,
    locales: ["en", "de"],
    intents: [
      intent("Note", {
        utterances: { en: ["{words}", "{urgent} {price}"], de: ["{words}", "{urgent} {price}"] },
        slots: {
          words: z.string().optional(),
          urgent: z.boolean().optional(),
          price: z.string().meta({ format: "money" }).optional(),
        },
        fulfil({ slots }) {
          heard.push(slots);
          return "Noted.";
        },
      }),
    ],
  });
  const channel = alexa({ skillId });
  const hears = async (slots: Readonly<Record<string, unknown>>, locale = "en-US") => {
    // It is an envelope.
    const { request, ...rest } = intentRequest("Note", slots) as Readonly<Record<string, unknown>>;
    await exchange(app, channel, {
      ...rest,
      request: { ...(request as object), locale, requestId: `request-${heard.length}` },
    });
    return heard.at(-1);
  };

  test("is what was said, and not the example it is like", async () => {
    expect(await hears({ words: taken("words", "hello you", "PalaverText", "hello") })).toEqual({
      words: "hello you",
    });
    expect(await hears({ price: taken("price", "six dollars", "PalaverMoney", "five dollars") })).toEqual({
      price: "6.00 USD",
    });
  });

  test("is a value of a list that the app has made itself", async () => {
    expect(await hears({ words: taken("words", "hello you", "Greeting", "hello") })).toEqual({ words: "x" });
  });

  test("is a yes or a no in every language", async () => {
    const german = alexaPlatform.build(app.model, {}).find(({ path }) => path.includes("de-DE"));
    expect(german && textOf(german)).toContain('"klar"');
    expect(await hears({ urgent: taken("urgent", "klar", "PalaverAnswer", "yes") }, "de-DE")).toEqual({
      urgent: true,
    });
    expect(await hears({ urgent: taken("urgent", "nee", "PalaverAnswer", "no") }, "de-DE")).toEqual({
      urgent: false,
    });
  });
});
