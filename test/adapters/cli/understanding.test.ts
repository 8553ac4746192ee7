import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { examplesIn, fewOf } from "../../../adapters/cli/understanding/examples.ts";
import { judge } from "../../../adapters/cli/understanding/evaluate.ts";
import { figuresOf, type Asked } from "../../../adapters/cli/understanding/figures.ts";
import { withUtterances } from "../../../adapters/cli/understanding/source.ts";
import { temporaryFile } from "../../support/file.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

function palaver(args: readonly string[], input = "", folder = root) {
  return new Promise<{ readonly out: string; readonly errors: string; readonly status: number | null }>(
    (resolve, reject) => {
      const child = spawn(process.execPath, [`${root}adapters/cli/palaver.js`, ...args], { cwd: folder });
      let [out, errors] = ["", ""];
      child.stdout.on("data", (chunk) => (out += String(chunk)));
      child.stderr.on("data", (chunk) => (errors += String(chunk)));
      child.on("error", reject);
      child.on("close", (status) => resolve({ out, errors, status }));
      child.stdin.end(input);
    },
  );
}

const line = (text: string, intent: string | null, slots?: readonly object[]) =>
  JSON.stringify({ text, intent, ...(slots && { slots }) });

/** A file of so many sentences about lamps and songs. */
const sentences = (colours: readonly string[], songs: readonly string[]) =>
  [
    ...colours.map((colour) =>
      line(`turn the lamp ${colour}`, "Lamp", [{ name: "colour", start: 14, end: 14 + colour.length }]),
    ),
    ...songs.map((song) =>
      line(`play ${song} for me`, "Play", [{ name: "song", start: 5, end: 5 + song.length }]),
    ),
  ].join("\n");

const train = sentences(
  ["red", "green", "blue", "yellow", "white"],
  ["yesterday", "imagine", "hello", "hurt", "creep"],
);
const asked = `${sentences(["purple", "orange"], ["angie", "smile"])}\n${line("where is my hat", null)}\n`;

describe("palaver evaluate", () => {
  test("learns from one file, asks another, and says how well it went", async () => {
    const [learn, ask] = [temporaryFile("train.jsonl"), temporaryFile("test.jsonl")];
    writeFileSync(learn, train);
    writeFileSync(ask, asked);
    const { out, errors, status } = await palaver(["evaluate", "--train", learn, "--test", ask]);
    expect({ errors, status }).toEqual({ errors: "", status: 0 });
    for (const words of [
      "learned 10 sentences, asked 5",
      "intent accuracy       100.0 %",
      "slot F1",
      "AUROC",
      "training",
      "one sentence",
      "Lamp",
      "Play",
    ]) {
      expect(out).toContain(words);
    }
    const json: unknown = JSON.parse(
      (await palaver(["evaluate", "--train", learn, "--test", ask, "--shots", "2", "--json"])).out,
    );
    expect(json).toMatchObject({ learned: 4, asked: 5, leftOut: 0, accuracy: 1, scope: { auroc: 1 } });
  });

  test("names the utterances of an app that pull the wrong way", async () => {
    const { out, status } = await palaver(["evaluate", "--app", "shop"]);
    expect(status).toBe(0);
    expect(out).toMatch(/\d+ utterances; \d+\.\d % are heard as their own intent/);
    expect(out).toContain('Checkout: "place my order" -> Order');
  });

  test.each([
    ["{", "line 1: this is no JSON object"],
    ['"words"', "line 1: this is no JSON object"],
    [`${line("a", "A")}\n{"intent":"A"}`, 'line 2: there is no "text"'],
    ['{"text":"a","intent":7}', '"intent" is neither a name nor null'],
    [line("abc", "A", [{ name: "x", start: 2, end: 9 }]), "within the text"],
    [line("abc", "A", [{ name: "x", start: 2, end: 2 }]), "within the text"],
    ["", "has no sentences"],
    [line("abc", null), "has no sentence with an intent"],
  ])("refuses %j, saying where and why", async (text, why) => {
    const file = temporaryFile("bad.jsonl");
    writeFileSync(file, text);
    const { out, errors, status } = await palaver(["evaluate", "--train", file, "--test", file]);
    expect({ out, status }).toEqual({ out: "", status: 1 });
    expect(errors).toContain(why);
  });

  test("refuses what makes no sense on the command line", async () => {
    for (const args of [
      ["--train", "none.jsonl", "--test", "none.jsonl"],
      ["--train", "x"],
      ["--train", "x", "--test", "x", "--shots", "0"],
    ]) {
      expect((await palaver(["evaluate", ...args])).status, args.join(" ")).toBe(1);
    }
  });
});

describe("palaver explain", () => {
  test("says what a sentence means, and which words decided", async () => {
    const { out, status } = await palaver([
      "explain",
      "could I get two cartons of oat mill",
      "--app",
      "shop",
    ]);
    expect(status).toBe(0);
    expect(out).toMatch(/means Order \(\d+\.\d %\) quantity=2 item=oat-milk/);
    expect(out).toContain('"oat mill" is oat-milk (Product)');
    expect(out).toMatch(/Order\s+get \+/);
    expect((await palaver(["explain", "colourless green ideas", "--app", "shop"])).out).toContain(
      "means nothing to this app",
    );
    expect((await palaver(["explain", "--app", "shop"])).status).toBe(1);
  });
});

describe("palaver build understanding", () => {
  test("writes the same bytes for the same app", async () => {
    const [one, other] = [temporaryFile("one.bin"), temporaryFile("other.bin")];
    for (const file of [one, other]) {
      const { out, status } = await palaver(["build", "understanding", "--app", "relay", "--out", file]);
      expect(status).toBe(0);
      expect(out).toContain("bytes of what");
    }
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
    expect((await palaver(["build", "--app", "relay"])).status).toBe(1);
    expect(
      (await palaver(["build", "understanding", "--app", "relay", "--out", "/nowhere/at/all"])).errors,
    ).toContain("cannot be written");
  });
});

describe("palaver teach", () => {
  /** A checkout of its own, with a copy of the shop's sources. */
  function checkout(): string {
    const folder = temporaryFile("checkout");
    mkdirSync(`${folder}/intents/shop`, { recursive: true });
    cpSync(`${root}intents/shop`, `${folder}/intents/shop`, { recursive: true });
    for (const name of ["node_modules", "package.json", "src", "adapters", "tsconfig.json"])
      symlinkSync(`${root}${name}`, `${folder}/${name}`);
    return folder;
  }

  test("lists what was not understood, and writes what is chosen into the source", async () => {
    const folder = checkout();
    const store = temporaryFile("shop.sqlite");
    const said =
      "hand me some honey over\nhand me some honey over there\nhow is the parcel doing lately\norder two oat milk\n";
    await palaver(["chat", "--app", "shop", "--store", store], said, folder);
    const { out } = await palaver(["teach", "--app", "shop", "--store", store], "", folder);
    expect(out).toMatch(/1 {4}2x {2}Order .*"hand me some \{item\} over"/);
    expect(out).not.toContain("order two oat milk");

    const wrote = await palaver(
      ["teach", "--app", "shop", "--store", store, "--add", "1", "--to", "Order"],
      "",
      folder,
    );
    expect(wrote).toMatchObject({ errors: "", status: 0 });
    const source = readFileSync(`${folder}/intents/shop/order.ts`, "utf8");
    expect(source).toContain('      "order something",\n      "hand me some {item} over",');
    expect((await palaver(["chat", "--app", "shop"], "hand me some honey over\n", folder)).out).toContain(
      "How many",
    );
  });

  test("writes nothing where a choice is none", async () => {
    const folder = checkout();
    const store = temporaryFile("shop.sqlite");
    await palaver(["chat", "--app", "shop", "--store", store], "hand me some honey over\n", folder);
    for (const args of [
      ["--add", "9"],
      ["--add", "x"],
      ["--add", "1", "--to", "Nothing"],
    ]) {
      expect((await palaver(["teach", "--app", "shop", "--store", store, ...args], "", folder)).status).toBe(
        1,
      );
    }
    expect(readFileSync(`${folder}/intents/shop/order.ts`, "utf8")).toBe(
      readFileSync(`${root}intents/shop/order.ts`, "utf8"),
    );
  });
});

describe("an intent's source", () => {
  const lines =
    'intent("A", {\n  utterances: [\n    "one", // [\n    "two]"\n  ],\n});\nintent("B", { utterances: { en: ["x"], de: ["y"] } });\n';

  test("takes more utterances at the end of their list, in its style", () => {
    expect(withUtterances(lines, "A", ['say "hi"', "three"], "en")).toBe(
      lines.replace('"two]"\n', '"two]",\n    "say \\"hi\\"",\n    "three",\n'),
    );
    expect(withUtterances(lines, "B", ["z"], "de")).toBe(lines.replace('["y"]', '["y", "z"]'));
    expect(withUtterances('intent("A", { utterances: [] })', "A", ["a"], "en")).toBe(
      'intent("A", { utterances: ["a"] })',
    );
  });

  test("is left alone where there is no such list", () => {
    expect(withUtterances(lines, "C", ["z"], "en")).toBeUndefined();
    expect(withUtterances(lines, "B", ["z"], "fr")).toBeUndefined();
    expect(withUtterances('intent("A", { utterances: all })', "A", ["z"], "en")).toBeUndefined();
    expect(withUtterances('intent("A", { utterances: ["open', "A", ["z"], "en")).toBeUndefined();
  });
});

describe("figures", () => {
  const ask = (intent: string | null, heard: string, score: number, inScope = true): Asked => ({
    intent,
    heard,
    score,
    inScope,
    spans: [{ slot: "a", start: 0, end: 1 }],
    heardSpans:
      heard === intent
        ? [
            { slot: "a", start: 0, end: 1 },
            { slot: "b", start: 1, end: 2 },
          ]
        : [],
  });
  const all = [
    ask("A", "A", 3),
    ask("A", "B", 2),
    ask("B", "B", 4, false),
    ask(null, "A", 1),
    ask(null, "B", 2, false),
  ];

  test("are counted as their names say", () => {
    const { accuracy, intents, confusion, slots, scope } = figuresOf(all);
    expect(accuracy).toBeCloseTo(2 / 3);
    expect(intents).toEqual([
      { intent: "A", said: 2, precision: 1, recall: 0.5, f1: 2 / 3 },
      { intent: "B", said: 1, precision: 0.5, recall: 1, f1: 2 / 3 },
    ]);
    expect(confusion).toEqual([{ intent: "A", heard: "B", times: 1 }]);
    expect(slots).toEqual({ precision: 0.5, recall: 2 / 3, f1: 4 / 7 });
    expect(scope?.auroc).toBeCloseTo(5.5 / 6);
    expect(scope).toMatchObject({ kept: 1 / 3, refused: 0.5, refusedAt95: 0.5 });
  });

  test("are nothing of nothing", () => {
    expect(figuresOf([])).toEqual({ accuracy: 0, intents: [], confusion: [] });
  });
});

test("a few examples of each intent are the same for a seed, whatever the order of all", () => {
  const all = examplesIn(train, "train");
  const few = fewOf(all, 2, 1).map(({ text }) => text);
  expect(few).toHaveLength(4);
  expect(fewOf([...all].reverse(), 2, 1).map(({ text }) => text)).toEqual(few);
  expect(fewOf(all, 2, 2).map(({ text }) => text)).not.toEqual(few);
  expect(judge(all, all, "en-US").accuracy).toBe(1);
});
