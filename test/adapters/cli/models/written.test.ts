import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { check } from "prettier";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json, Model, ModelIntent, ModelSlot, SlotType } from "palaver";
import { terminalDevice } from "palaver/cli";
import { clear, faultsOf, folderOf, heardIn, plainModel, started, writeApp } from "./apps.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

const slot = (name: string, type: SlotType, more: Partial<ModelSlot> = {}): ModelSlot => ({
  name,
  type,
  required: false,
  many: false,
  ...more,
});

const list = (name: string, ...values: readonly string[]): SlotType => ({
  kind: "list",
  name,
  dynamic: false,
  values: values.map((value, i) => ({
    id: `${i}`,
    name: value,
    ...(i === 0 && { synonyms: [`the ${value}`] }),
  })),
});

const said = (name: string, utterances: readonly string[], ...slots: readonly ModelSlot[]): ModelIntent => ({
  name,
  utterances: { "": utterances },
  slots,
});

/** Apps that show how much of a model's can be written: every kind of slot, several languages, and text that is code elsewhere. */
const models: Readonly<Record<string, Model>> = {
  kinds: {
    name: "kinds",
    intents: [
      said(
        "Everything",
        [
          "everything",
          "take {number} by {date}",
          "wake me at {time} in {length}",
          "mail {mail} or call {phone}",
        ],
        slot("number", { kind: "number" }, { required: true, elicit: { "": ["How many?"] } }),
        slot("date", { kind: "date" }),
        slot("time", { kind: "time" }, { required: true }),
        slot("moment", { kind: "datetime" }),
        slot("length", { kind: "duration" }),
        slot("phone", { kind: "phone" }),
        slot("mail", { kind: "email" }, { confirm: { "": ["Is that right?", "Really?"] } }),
        slot("flag", { kind: "boolean" }),
        slot("share", { kind: "percent" }),
        slot("price", { kind: "money" }, { required: true, elicit: { "": ["How much?"] } }),
        slot("place", { kind: "ordinal" }),
        slot("code", { kind: "identifier" }),
        slot("words", { kind: "text" }),
        slot("city", { kind: "text" }, { own: { alexa: "AMAZON.City", lex: "AMAZON.City" } }),
        slot("tea", list("Tea", "assam", "sencha")),
        slot("teas", list("Tea", "assam", "sencha"), { many: true }),
        slot("others", list("Tea", "mate"), { many: true, required: true, elicit: { "": ["Which?"] } }),
        slot("order", {
          kind: "composite",
          slots: [slot("count", { kind: "number" }, { required: true }), slot("what", list("Cup", "mug"))],
        }),
      ),
    ],
  },
  languages: {
    name: "languages",
    locales: ["de-DE", "en-US"],
    intents: [
      {
        name: "Brew",
        about: { "en-US": "Brew a tea", "de-DE": "Tee kochen" },
        utterances: {
          "en-US": ["brew a {tea}", "I am thirsty"],
          "de-DE": ["koch mir {tea}", "ich habe Durst"],
        },
        slots: [
          slot("tea", list("Tea", "assam", "sencha"), {
            required: true,
            elicit: { "en-US": ["Which tea?"], "de-DE": ["Welchen Tee?", "Was für einen?"] },
          }),
        ],
        confirms: true,
        confirm: { "en-US": ["Shall I?"], "de-DE": ["Soll ich?"] },
      },
      {
        name: "More",
        utterances: { "en-US": ["another one"], "de-DE": ["noch einen"] },
        slots: [],
        when: ["brewed"],
      },
    ],
  },
  foreign: {
    name: "étrange",
    locales: ["fr-FR"],
    intents: [{ name: "Bonjour", utterances: { "fr-FR": ["bonjour", "salut tout le monde"] }, slots: [] }],
  },
  hostile: {
    name: '*/ "; process.exit(1); //` ${1}',
    intents: [
      said("Delete", [
        'say "it"',
        "it's",
        "a \\ and a ` and $ and more",
        "zero\u2028width\u202eturn",
        "pizza 🍕👩‍🍳",
      ]),
      said("delete", ["something else again"]),
      said("Index", ["show me the index"]),
      said("Local", ["who is local"]),
      said("Would", ["what would it do"]),
      said("Con", ["pro and con"]),
      said("App", ["another app altogether"]),
      said(
        "Default",
        ["the default {class} of {constructor}"],
        slot("class", { kind: "text" }),
        slot("constructor", list("constructor", "__proto__", "toString"), {
          required: true,
          elicit: { "": ['"What\'s" it?'] },
        }),
      ),
      { ...said("Intent", ["my own intent"]), about: "*/ }); ${about}" },
      { ...said("Z", ["the last letter"]), confirms: true },
      said(
        "ThisNameIsAsLongAsAnyNameMayBeAndSoItDoesNotFitIntoOneLineWithAnythingBesideItWhateverOneMayTryHere",
        ["long names are fine"],
      ),
      said(
        "ThisNameIsAsLongAsAnyNameMayBeAndSoItDoesNotFitIntoOneLineWithAnythingBesideItWhateverOneMayTryThere",
        ["so are others"],
      ),
    ],
  },
  empty: { name: "empty", intents: [] },
};

const settings: Json = {
  invocationName: "some thing",
  overlay: { "a.json": { set: { "/a/b": [1, "x", { c: null }] } } },
};

describe("an app that is written", () => {
  const folder = folderOf("fixtures");
  const all = Object.entries(models);
  beforeAll(async () => {
    clear(folder);
    for (const [name, model] of all) writeApp(`${folder}${name}`, { model, settings }, "alexa");
  });
  afterAll(() => clear(folder));

  test("type-checks, with all others", () => {
    expect(faultsOf(all.map(([name]) => `${folder}${name}/local.ts`))).toEqual([]);
  });

  test("is linted clean", () => {
    // What git ignores is not linted.
    const seen = `${root}test/models.linted/`;
    for (const [name, model] of all) writeApp(`${seen}${name}`, { model, settings }, "alexa");
    const { stdout, status } = spawnSync(
      process.execPath,
      [`${root}node_modules/.bin/oxlint`, "--type-aware", seen],
      { cwd: root, encoding: "utf8" },
    );
    clear(seen);
    expect(stdout).toContain("Found 0 warnings and 0 errors");
    expect(status).toBe(0);
  });

  test.each(all)("%s is formatted, and its files have names of their own", async (name, model) => {
    const files = writeApp(`${folder}${name}`, { model, settings }, "alexa");
    for (const { path, bytes } of files)
      expect([
        path,
        await check(new TextDecoder().decode(bytes), { filepath: path, printWidth: 110 }),
      ]).toEqual([path, true]);
    expect(new Set(files.map(({ path }) => path.toLowerCase())).size).toBe(files.length);
    expect(
      files.map(({ path }) => path).filter((path) => !/^(catalogs\/)?[a-z0-9-]+\.(ts|json)$/.test(path)),
    ).toEqual([]);
  });

  test.each(all)("%s is the app it was made of", async (name, model) => {
    const app = await started(`${folder}${name}`);
    const want = JSON.parse(JSON.stringify(plainModel(model))) as Json;
    expect(plainModel(app.model)).toEqual(want);
    await app.close();
  });

  test.each(all)("%s hears what it is told in its own words", async (name) => {
    const app = await started(`${folder}${name}`);
    const { samples, own } = await heardIn(app);
    expect(own).toBe(samples);
    await app.close();
  });

  test("answers with what its handlers would do", async () => {
    const app = await started(`${folder}languages`);
    const device = terminalDevice(app);
    expect(await device.say("brew a sencha")).toEqual(["Shall I?"]);
    expect(await device.say("yes")).toEqual(["Here I would brew, with tea sencha."]);
    await app.close();
  });

  test("of ten thousand intents is written in no time that grows faster than they do", () => {
    const intents = Array.from({ length: 10_000 }, (_, i) =>
      said(
        `Same${[..."abcdefghij"].map((_letter, at) => "abcdefghij"[Math.floor(i / 10 ** at) % 10]).join("")}`,
        [`say ${i}`],
        slot("it", list(`Same ${i}`, "a")),
      ),
    );
    const files = writeApp(`${folder}many`, { model: { name: "many", intents }, settings: {} }, "lex");
    expect(new Set(files.map(({ path }) => path.toLowerCase())).size).toBe(30_004);
    clear(`${folder}many`);
  });
});
