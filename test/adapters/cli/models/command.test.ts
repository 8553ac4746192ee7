import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { itemsOf, look, PalaverError } from "palaver";
import { Complaint } from "../../../../adapters/cli/complaint.ts";
import { importModel } from "../../../../adapters/cli/models/commands.ts";
import { filesIn } from "../../../../adapters/cli/models/folder.ts";
import { temporaryFile } from "../../../support/file.ts";
import { clear, folderOf } from "./apps.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

interface Ended {
  readonly out: string;
  readonly errors: string;
  readonly status: number | null;
}

function palaver(args: readonly string[], input = "", folder = root): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}adapters/cli/palaver.js`, ...args], { cwd: folder });
    let [out, errors] = ["", ""];
    child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (errors += String(chunk)));
    child.on("error", reject);
    child.on("close", (status) => resolve({ out, errors, status }));
    child.stdin.end(input);
  });
}

/** All files of a folder as one text, to be told from another time's. */
const contentOf = async (folder: string) =>
  ((await filesIn(folder)) ?? [])
    .map(({ path, bytes }) => `${path} ${Buffer.from(bytes).toString("base64")}`)
    .join("\n");

describe.each(["shop", "relay"])("the app %s", (app) => {
  test("builds for every platform, twice the same, with no error", async () => {
    const out = temporaryFile("models");
    const first = await palaver(["build", "--app", app, "--out", out]);
    expect(first).toMatchObject({ errors: "", status: 0 });
    expect(first.out).toMatch(/0 errors/);
    expect(readdirSync(out).sort()).toEqual(["alexa", "lex", "palaver.json", "slack"]);
    const content = await contentOf(out);
    const again = await palaver(["build", "all", "--app", app, "--out", out]);
    expect(again.out.match(/, as before/g)).toHaveLength(3);
    expect(await contentOf(out)).toBe(content);
    const diff = await palaver(["diff", "--app", app, "--out", out]);
    expect(diff.out).toBe("alexa: nothing changed\nlex: nothing changed\nslack: nothing changed\n");
  });

  test("has no warnings but those that are known", async () => {
    const { out, status } = await palaver(["lint", "--app", app, "--json"]);
    const findings: unknown = JSON.parse(out);
    expect(status).toBe(0);
    // Near utterances mean what they say; what is free text in Lex is a guess; an example's address is nobody's; a team's
    // channels and mates are known only where there is a team.
    const known = {
      shop: ["lex/open-words", "palaver/near-utterance", "slack/example-url"],
      relay: ["alexa/empty-type", "lex/no-values-yet", "lex/open-words", "palaver/near-utterance"],
    };
    const codes = new Set(itemsOf(findings).map((it) => String(look(it, "code"))));
    expect([...codes].sort()).toEqual(known[app as "shop" | "relay"]);
  });
});

const app = (utterances: string, more = "") => `
import { createApp, intent } from "${root}src/index.ts";
const order = intent("Order", {
  utterances: [${utterances}],
  fulfil: () => "Done.",
});
${more}
export default ({ store, log }) => ({
  app: createApp({ name: "mine", intents: [order${more === "" ? "" : ", other"}], store, log: () => {} }),
});`;

/** An app of a stranger's in a folder of its own. */
function mine(text: string, settings: Readonly<Record<string, unknown>> = {}): string {
  const file = temporaryFile("app/local.ts");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  for (const [name, value] of Object.entries({ alexa: { invocationName: "my little shop" }, ...settings }))
    writeFileSync(
      join(dirname(file), `${name}.json`),
      typeof value === "string" ? value : JSON.stringify(value),
    );
  return file;
}

const one = '"order something nice", "buy me a thing"';

describe("palaver build", () => {
  test("refuses an app with errors, tells them with their places, and writes nothing", async () => {
    const file = mine(
      app(one, 'const other = intent("Other", { utterances: ["order something nice"], fulfil: () => "" });'),
    );
    const out = temporaryFile("out");
    const { out: said, errors, status } = await palaver(["build", "alexa", "--app", file, "--out", out]);
    expect(status).toBe(1);
    expect(said).toContain("error palaver/same-utterance");
    expect(said).toMatch(/local\.ts:\d+ Other "order something nice"/);
    expect(errors).toMatch(/^palaver: Nothing was built, for there are \d errors?, \d warnings?\.\n$/);
    expect(existsSync(out)).toBe(false);
  });

  test("leaves what is somebody else's, and takes away what is no longer built", async () => {
    const out = temporaryFile("out");
    const settings = (locales: readonly string[]) => ({
      alexa: { invocationName: "my little shop", locales: { en: locales } },
    });
    await palaver(["build", "--app", mine(app(one), settings(["en-US", "en-GB"])), "--out", out]);
    mkdirSync(join(out, "alexa/assets"));
    writeFileSync(join(out, "alexa/assets/icon.png"), "theirs");
    const ended = await palaver(["build", "--app", mine(app(one), settings(["en-US"])), "--out", out]);
    expect(ended.errors).toBe("");
    expect(((await filesIn(join(out, "alexa"))) ?? []).map(({ path }) => path)).toEqual([
      "assets/icon.png",
      "interactionModels/custom/en-US.json",
      "skill.json",
    ]);
  });

  test.each([
    [["build", "--app", "shop"], "Say where to write it: palaver build --app NAME --out DIR."],
    [["diff", "--app", "shop"], "Say where it was built: palaver diff --app NAME --out DIR."],
    [
      ["build", "teams", "--app", "shop", "--out", "x"],
      'There is no platform "teams". Platforms: alexa, lex, slack, all.',
    ],
    [
      ["lint", "--app", "shop", "--platform", "x"],
      'There is no platform "x". Platforms: alexa, lex, slack, all.',
    ],
    [["lint"], "Say which app: palaver lint --app NAME."],
    [["import", "alexa"], "Say which files: palaver import alexa FILE… --out DIR."],
    [["import", "alexa", "x.json"], "Say where to write the app: palaver import alexa FILE… --out DIR."],
    [
      ["import", "alexa", "gone.json", "--out", "x"],
      "The file gone.json cannot be read; check that it is there.",
    ],
  ])("%j is answered in a sentence", async (args, sentence) => {
    expect(await palaver(args)).toEqual({ out: "", errors: `palaver: ${sentence}\n`, status: 1 });
  });

  test.each<[string, unknown, RegExp]>([
    ["no JSON", "{ no", /alexa\.json is not JSON/],
    ["of another kind", [], /^palaver: alexa: /],
    ["unknown", { colour: "red" }, /^palaver: alexa: .*colour/],
  ])("says so where settings are %s", async (_, alexa, message) => {
    const { errors, status } = await palaver([
      "build",
      "--app",
      mine(app(one), { alexa }),
      "--out",
      temporaryFile("out"),
    ]);
    expect(errors).toMatch(message);
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(1);
  });
});

describe("palaver diff", () => {
  test("says in words what has changed since", async () => {
    const out = temporaryFile("out");
    const slack = { url: "https://my.palaver.dev/slack" };
    await palaver(["build", "--app", mine(app(one), { slack }), "--out", out]);
    const changed = mine(app('"order something nice", "get me something"'), {
      slack: { ...slack, features: ["direct", "voice"] },
    });
    const { out: said } = await palaver(["diff", "--app", changed, "--out", out]);
    expect(said).toContain(
      'alexa: Order: 1 utterance added: "get me something"; 1 utterance removed: "buy me a thing".',
    );
    expect(said).toContain('slack: manifest.json: 1 entry of oauth_config.scopes.bot added: "files:write".');
    const { out: nothing } = await palaver(["diff", "lex", "--app", changed, "--out", out]);
    expect(nothing).toBe(`lex: nothing was built in ${join(out, "lex")} yet.\n`);
  });
});

const flags = { locale: "en-US", json: false, sarif: false };

const skill = {
  interactionModel: {
    languageModel: {
      invocationName: "pizza planet",
      intents: [
        {
          name: "OrderIntent",
          samples: ["order a {size} pizza", "I am hungry"],
          slots: [{ name: "size", type: "SizeType" }],
        },
        ...["Cancel", "Help", "Stop"].map((name) => ({ name: `AMAZON.${name}Intent`, samples: [] })),
      ],
      types: [
        {
          name: "SizeType",
          values: [{ id: "L", name: { value: "large", synonyms: ["big"] } }, { name: { value: "small" } }],
        },
      ],
    },
  },
};

describe("palaver import", () => {
  const folder = folderOf("imported");
  beforeAll(() => clear(folder));
  afterAll(() => clear(folder));

  test("makes an app of a skill that can be talked to, linted and built", async () => {
    const file = temporaryFile("en-US.json");
    writeFileSync(file, JSON.stringify(skill));
    const out = join(folder, "pizza");
    const imported = await palaver(["import", "alexa", file, "--out", out]);
    expect(imported).toMatchObject({ errors: "", status: 0 });
    expect(imported.out).toContain("Talk to it: palaver chat --app");
    const local = join(out, "local.ts");
    const chat = await palaver(["chat", "--app", local], "order a big pizza\n");
    expect(chat.out).toBe("bot: Here I would order, with size large.\n");
    const built = await palaver(["build", "--app", local, "--out", join(folder, "built")]);
    expect(built).toMatchObject({ errors: "", status: 0 });
    const model: unknown = JSON.parse(
      readFileSync(join(folder, "built/alexa/interactionModels/custom/en-US.json"), "utf8"),
    );
    const intents = itemsOf(look(model, "interactionModel", "languageModel", "intents"));
    const order = intents.find((it) => look(it, "name") === "OrderIntent");
    expect(itemsOf(look(order, "samples"))).toEqual(["order a {size} pizza", "I am hungry"]);
    expect(JSON.stringify(model)).toContain('{"value":"large","synonyms":["big"]}');

    const again = await palaver(["import", "alexa", file, "--out", out]);
    expect(again).toMatchObject({ out: "", status: 1 });
    expect(again.errors).toMatch(
      /^palaver: There is something in .*; name a folder that is new or empty\.\n$/,
    );
  });

  test("says which platforms there is a way back from", async () => {
    const sentence = "Say what to import: palaver import alexa|lex FILE… --out DIR.";
    for (const args of [[], ["slack", "x.json"]])
      await expect(importModel(args, { ...flags, out: "x" }, () => {})).rejects.toThrow(sentence);
  });

  test.each([
    ["cut off", '{ "interactionModel": {'],
    ["no object", "[1, 2]"],
    ["foreign", '{ "hello": "world" }'],
    ["deep", "[".repeat(50_000)],
    ["empty", ""],
    ["binary", "\u0000\u0001"],
  ])("refuses what is %s in one line, and leaves nothing behind", async (_, text) => {
    const file = temporaryFile("en-US.json");
    writeFileSync(file, text);
    const out = join(dirname(file), "out");
    for (const platform of ["alexa", "lex"]) {
      const refused = await importModel([platform, file], { ...flags, out }, () => {}).catch(
        (error: unknown) => error,
      );
      // These two are what the command prints as its one line.
      expect(refused instanceof Complaint || refused instanceof PalaverError).toBe(true);
      expect(String(refused)).toMatch(/^\w+: [^\n]+\.$/);
    }
    expect(readdirSync(dirname(file))).toEqual(["en-US.json"]);
  });
});
