import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp, intent, isObject, itemsOf, look, memory, type Finding, type Intent } from "palaver";
import { commonLint } from "../../../../adapters/cli/models/common.ts";
import { placesIn } from "../../../../adapters/cli/models/places.ts";
import { findingLines, located, summaryOf } from "../../../../adapters/cli/models/report.ts";
import { sarifOf } from "../../../../adapters/cli/models/sarif.ts";
import { temporaryFile } from "../../../support/file.ts";

const modelOf = (...intents: readonly Intent[]) =>
  createApp({ name: "it", intents, store: memory(), log: () => {} }).model;

const hello = (name: string, utterances: Intent["utterances"], when?: string) =>
  ({ name, utterances, fulfil: () => "Hello.", ...(when && { when }) }) satisfies Intent;

const found = (...intents: readonly Intent[]) =>
  commonLint(modelOf(...intents), "en-US").map(
    ({ level, code, intent: name, utterance, locale }) =>
      `${level} ${code} ${name}${utterance === undefined ? "" : ` "${utterance}"`}${locale === undefined ? "" : ` ${locale}`}`,
  );

const light = hello("Light", ["turn the light on", "switch the lamp on", "make it bright in here"]);
const music = hello("Music", ["play some music", "put a song on", "start the radio"]);

describe("an app's utterances", () => {
  test("are told of only where something is wrong with them", () => {
    expect(found(light, music)).toEqual([]);
  });

  test("may not be those of another intent as well", () => {
    expect(found(light, hello("Lamp", ["Turn the light on!", "I need a reading lamp", "lamp"]))).toContain(
      'error palaver/same-utterance Light "turn the light on"',
    );
  });

  test("may, where one of the intents is bound to a context", () => {
    const more = hello("More", ["turn the light on", "brighter please"], "light");
    expect(found(light, more, music).filter((it) => it.includes("same-utterance"))).toEqual([]);
  });

  test("are told of where they are near to those of another", () => {
    const basket = hello("Basket", [
      "what is in my basket",
      "show me my shopping",
      "what did I put in there",
    ]);
    const pay = hello("Checkout", ["order what is in my basket", "check out", "I would like to pay"]);
    expect(found(basket, pay, light)).toEqual([
      'warning palaver/near-utterance Basket "what is in my basket" en-US',
      'warning palaver/near-utterance Checkout "order what is in my basket" en-US',
    ]);
  });

  test("are told of where every app understands them as something else", () => {
    expect(found(light, hello("Halt", ["stop", "hold the machine right there"]))).toEqual([
      'warning palaver/shadowed-word Halt "stop" en-US',
    ]);
    expect(found(light, hello("Stop", ["stop", "hold the machine right there"]))).toEqual([]);
    expect(found(light, hello("Halt", ["stop", "hold the machine right there"], "machine"))).toEqual([]);
  });

  test("are told of where they are missing in a language", () => {
    const both = hello("Light", { en: ["turn the light on"], de: [] });
    expect(found(both, hello("Music", { en: ["play some music"], de: ["spiel etwas Musik"] }))).toEqual([
      "warning palaver/missing-locale Light de",
    ]);
    expect(found(hello("Mute", []), light)).toEqual(["warning palaver/no-utterances Mute en-US"]);
  });

  test("are told of where Palaver hears another intent", () => {
    const say = intent("Say", {
      utterances: ["say {words}", "{words}"],
      slots: { words: z.string() },
      elicit: { words: "What?" },
      fulfil: () => "Done.",
    });
    expect(found(light, say).filter((it) => /unheard|misheard/.test(it))).toEqual([]);
  });

  test("of more than can be learned are not judged, which is said", () => {
    const many = hello(
      "Many",
      Array.from({ length: 3_001 }, (_, i) => `say number ${i}`),
    );
    expect(found(many, hello("More", ["say number 1", "another"]))).toEqual([
      'error palaver/same-utterance More "say number 1"',
      "warning palaver/not-judged undefined",
    ]);
  });
});

const findings: readonly Finding[] = [
  { code: "palaver/one", level: "warning", message: "This is odd.", remedy: "Do this." },
  {
    code: "alexa/two",
    level: "error",
    locale: "en-US",
    intent: "Light",
    utterance: 'turn "it" on',
    message: "That is wrong.",
    remedy: "Do that.",
  },
  {
    code: "alexa/two",
    level: "error",
    intent: "Light",
    slot: "lamp",
    message: "That\u2028is\nwrong.",
    remedy: "Do that.",
  },
  { code: "palaver/one", level: "warning", intent: "Elsewhere", message: "This is odd.", remedy: "Do this." },
];

/** An app's folder with one source in it. */
function folder(): string {
  const place = temporaryFile("app");
  mkdirSync(place);
  writeFileSync(
    join(place, "light.ts"),
    `export const dark = intent("Dark", { utterances: ['turn "it" on'] });\n\nexport const light = () =>\n  intent("Light", {\n    utterances: [\n      "on",\n      'turn "it" on',\n    ],\n  });\n`,
  );
  return place;
}

describe("findings", () => {
  test("are told with errors first, each kind once, and each in one line", async () => {
    const place = folder();
    const lines = findingLines(located(findings, await placesIn(place)));
    expect(lines.map((line) => line.replaceAll(place, "app"))).toEqual([
      "error alexa/two: Do that.",
      '  app/light.ts:7 Light (en-US) "turn \\"it\\" on": That is wrong.',
      "  app/light.ts:4 Light/lamp: That is wrong.",
      "warning palaver/one: Do this.",
      "  This is odd.",
      "  Elsewhere: This is odd.",
    ]);
    expect(summaryOf(findings)).toBe("2 errors, 2 warnings");
    expect(lines.join("")).not.toMatch(/\p{Cc}/u);
  });

  test("as SARIF are as the standard has it", async () => {
    const log: unknown = JSON.parse(JSON.stringify(sarifOf(located(findings, await placesIn(folder())))));
    expect(shapeFaults(log)).toEqual([]);
    const run = look(log, "runs", 0);
    expect(itemsOf(look(run, "tool", "driver", "rules")).map((it) => look(it, "id"))).toEqual([
      "alexa/two",
      "palaver/one",
    ]);
    const results = itemsOf(look(run, "results"));
    expect(results.map((it) => look(it, "level"))).toEqual(["warning", "error", "error", "warning"]);
    expect(look(results[1], "locations", 0, "physicalLocation", "region", "startLine")).toBe(7);
    expect(look(results[3], "locations", 0, "physicalLocation")).toBeUndefined();
    expect(look(results[0], "locations")).toBeUndefined();
    expect(shapeFaults({ version: "2.1.0", runs: [{ results: [{ level: "fatal" }] }] })).not.toEqual([]);
  });

  test("as SARIF are as the standard has it where there are none", () => {
    expect(shapeFaults(JSON.parse(JSON.stringify(sarifOf([]))))).toEqual([]);
  });
});

/** What is wrong with a SARIF log by the rules of the standard (SARIF 2.1.0, sections 3.13, 3.14, 3.18, 3.19, 3.27 to 3.33, 3.49). */
function shapeFaults(log: unknown): readonly string[] {
  const faults: string[] = [];
  const need = (is: boolean, what: string) => {
    if (!is) faults.push(what);
  };
  const isText = (value: unknown) => typeof value === "string" && value !== "";
  need(look(log, "version") === "2.1.0", "3.13.2 version");
  need(Array.isArray(look(log, "runs")), "3.13.4 runs");
  for (const run of itemsOf(look(log, "runs"))) {
    const rules = itemsOf(look(run, "tool", "driver", "rules"));
    need(isText(look(run, "tool", "driver", "name")), "3.19.8 name");
    need(URL.canParse(String(look(run, "tool", "driver", "informationUri"))), "3.19.17 informationUri");
    need(new Set(rules.map((it) => look(it, "id"))).size === rules.length, "3.19.23 rules");
    need(look(run, "columnKind") === "utf16CodeUnits", "3.14.17 columnKind");
    for (const rule of rules) {
      need(isText(look(rule, "id")), "3.49.3 id");
      need(isText(look(rule, "shortDescription", "text")), "3.49.9 shortDescription");
      need(
        ["none", "note", "warning", "error"].includes(String(look(rule, "defaultConfiguration", "level"))),
        "3.50.3 level",
      );
    }
    for (const result of itemsOf(look(run, "results"))) {
      const index = look(result, "ruleIndex");
      need(isText(look(result, "message", "text")), "3.27.11 message");
      need(["none", "note", "warning", "error"].includes(String(look(result, "level"))), "3.27.10 level");
      need(
        typeof index === "number" && look(rules[index], "id") === look(result, "ruleId"),
        "3.27.6 ruleIndex",
      );
      need(
        Object.values(
          isObject(look(result, "partialFingerprints")) ? (look(result, "partialFingerprints") ?? {}) : {},
        ).every(isText),
        "3.27.17 partialFingerprints",
      );
      for (const location of itemsOf(look(result, "locations"))) {
        const physical = look(location, "physicalLocation");
        const uri = look(physical, "artifactLocation", "uri");
        const line = look(physical, "region", "startLine");
        need(
          physical === undefined || (isText(uri) && URL.canParse(String(uri), "file:///here/")),
          "3.4.3 uri",
        );
        need(physical === undefined || (typeof line === "number" && line >= 1), "3.30.5 startLine");
        for (const logical of itemsOf(look(location, "logicalLocations")))
          need(
            isText(look(logical, "name")) && isText(look(logical, "fullyQualifiedName")),
            "3.33 logicalLocation",
          );
      }
    }
  }
  return faults;
}
