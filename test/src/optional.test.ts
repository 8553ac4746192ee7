import { expect, test } from "vitest";
import { z } from "zod";
import { catalog, createApp, intent, listOf, memory, optional } from "palaver";

const teas = catalog("Tea", [{ id: "a", name: "assam", synonyms: ["breakfast tea"] }]);

const brew = intent("Brew", {
  utterances: ["brew", "brew {tea}", "brew {more}"],
  slots: { tea: optional(teas), more: optional(listOf(teas)), cups: optional(z.number().int()) },
  fulfil: ({ slots: { tea, more, cups } }) =>
    [tea?.name ?? "any tea", ...(more ?? []).map(({ id }) => id), cups === undefined ? "" : cups.toFixed(0)]
      .join(" ")
      .trim(),
});

test("what is optional need not be said, and is otherwise what it was", async () => {
  const { model } = createApp({ name: "tea", intents: [brew], store: memory() });
  expect(model.intents[0]?.slots).toMatchObject([
    {
      name: "tea",
      required: false,
      many: false,
      type: { kind: "list", name: "Tea", values: teas.entries() },
    },
    { name: "more", required: false, many: true, type: { kind: "list", name: "Tea" } },
    { name: "cups", required: false, type: { kind: "number" } },
  ]);
  const validate = optional(teas)["~standard"].validate;
  expect(await validate(undefined)).toEqual({ value: undefined });
  expect(await validate("breakfast tea")).toEqual({ value: teas.entries()[0] });
  expect(await validate("coffee")).toHaveProperty("issues");
  expect(await validate(null)).toHaveProperty("issues");
});
