import { memory } from "palaver";
import { embedded } from "palaver/understanding";
import { describe, expect, test } from "vitest";
import { relayApp } from "../intents/relay/index.ts";
import { shopApp } from "../intents/shop/index.ts";
import { paraphrases } from "./support/paraphrases.ts";

const nobody = () => Promise.reject(new Error("there is no team here"));
const team = { post: nobody, find: nobody, thread: nobody, heads: nobody, nameOf: nobody };

/** At least so many, as they were when this was written. Learning is the same on every machine but for the last bits of a logarithm. */
const apps = [
  { name: "shop", model: shopApp({ store: memory() }).model, heard: 89, exact: 51, taken: 16 },
  { name: "relay", model: relayApp(team, { store: memory() }).model, heard: 83, exact: 19, taken: 8 },
] as const;

describe.each(apps)("the $name", ({ name, model, heard, exact, taken }) => {
  const recognizer = embedded(model);
  const understand = (text: string) =>
    recognizer.understand(text, { locale: "en-US", at: 0, contexts: [] })[0];
  const all = paraphrases(name);

  test("hears what people say in words of their own", () => {
    const right = all.filter(({ text, intent }) => understand(text)?.intent === intent);
    console.info(`${name}: ${right.length} of ${all.length} paraphrases are heard as their intent`);
    expect(right.length).toBeGreaterThanOrEqual(heard);
  });

  test("finds the values in it", () => {
    const shown = (text: string) =>
      (understand(text)?.slots ?? [])
        .map(
          ({ name: slot, values: [value] }) =>
            `${slot}=${value?.matches[0]?.id ?? value?.matches[0]?.value ?? value?.text}`,
        )
        .sort();
    const marked = all.filter(({ slots }) => slots.length > 0);
    const right = marked.filter(
      ({ text, slots }) =>
        shown(text).join() ===
        slots
          .map((pair) => pair.join("="))
          .sort()
          .join(),
    );
    console.info(`${name}: the slots of ${right.length} of ${marked.length} paraphrases are exact`);
    expect(right.length).toBeGreaterThanOrEqual(exact);
  });

  test("takes little for something that means nothing to it", () => {
    const noise = paraphrases("meaningless");
    const wrong = noise.filter(({ text }) => understand(text) !== undefined);
    console.info(
      `${name}: ${wrong.length} of ${noise.length} sentences that mean nothing are taken for something`,
    );
    expect(noise.length).toBeGreaterThanOrEqual(200);
    expect(wrong.length).toBeLessThanOrEqual(taken);
  });

  test("has none of these among its utterances", () => {
    const own = new Set(
      model.intents
        .flatMap(({ utterances }) => Object.values(utterances).flat())
        .map((it) => it.toLowerCase()),
    );
    expect(all.filter(({ text }) => own.has(text.toLowerCase()))).toEqual([]);
  });
});
