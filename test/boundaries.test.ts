import ts from "typescript";
import { describe, expect, test } from "vitest";
import { fileOf, importsOf, lineOf, nodesOf, sourceOf, sources, type Source } from "./support/sources.ts";

/** What is wrong with a file, each with its line. */
type Rule = (source: Source) => readonly string[];

const all = sources("src", "adapters", "intents");
const core = all.filter(({ path }) => path.startsWith("src/"));
const faults = (rule: Rule, of: readonly Source[]) => of.flatMap(rule);

/** What a rule says of a file that somebody might write. */
const judged = (rule: Rule, path: string, ...lines: readonly string[]) =>
  rule(sourceOf(path, lines.join("\n")));

describe("imports go one way", () => {
  /** Why a file may not import this; nothing where it may. */
  function objection(source: Source, name: string | undefined, exports: boolean): string | undefined {
    const { path } = source;
    const [layer = "", part = ""] = path.split("/");
    if (name === undefined) return path.startsWith("adapters/cli/") ? undefined : "computes what it imports";
    const file = fileOf(source, name);
    const own = name.startsWith(".") && file?.startsWith(layer === "src" ? "src/" : `${layer}/${part}/`);
    if (name.startsWith(".") && !own) return `reaches out of its folder to "${name}"`;
    if (name.startsWith(".") && !/\.(ts|json)$/.test(name)) return `imports "${name}" without its ending`;
    if (exports && layer === "src" && !/\/index\.ts$/.test(path)) return `exports again what is in "${name}"`;
    if (layer === "src")
      return own && file !== "src/index.ts" ? undefined : `imports "${name}"; the core imports only itself`;
    if (own || name === "palaver" || name === "palaver/testing") return undefined;

    const adapter = name.startsWith("palaver/");
    const wiring = /^(adapters\/(cli|studio)\/|intents\/[^/]+\/(local|lambda)\.ts$)/.test(path);
    if (adapter)
      return wiring ? undefined : `imports "${name}"; only what wires things together knows adapters`;
    if (layer === "adapters" || wiring || name === "zod") return undefined;
    return `imports "${name}"; an app knows "palaver", zod and its own folder`;
  }

  const oneWay: Rule = (source) =>
    importsOf(source).flatMap(({ line, name, exports }) => {
      const found = objection(source, name, exports);
      return found === undefined ? [] : [`${source.path}:${line} ${found}`];
    });

  test("from the apps' wiring to the adapters to the core", () => {
    expect(faults(oneWay, all)).toEqual([]);
  });

  test("and whoever goes another way is found", () => {
    const allowed: readonly (readonly [string, string])[] = [
      ["src/work.ts", 'import type { Clock } from "./clock.ts";'],
      ["src/testing/play.ts", 'import type { App } from "../app.ts";'],
      ["src/index.ts", 'export * from "./app.ts";'],
      [
        "adapters/slack/send.ts",
        'import { x } from "palaver"; import { WebClient } from "@slack/web-api"; import "node:fs";',
      ],
      [
        "adapters/slack/sandbox/methods.ts",
        'import { x } from "../read.ts"; import type { Device } from "palaver/testing";',
      ],
      ["adapters/cli/load.ts", 'const app = await import(file); import { sqlite } from "palaver/sqlite";'],
      [
        "intents/shop/order.ts",
        'import { z } from "zod"; import { intent } from "palaver"; import { shop } from "./shop.ts";',
      ],
      ["intents/shop/local.ts", 'import { sqlite } from "palaver/sqlite"; import { join } from "node:path";'],
    ];
    for (const [path, text] of allowed) expect(judged(oneWay, path, text), path).toEqual([]);

    const refused: readonly (readonly [string, string])[] = [
      ["src/work.ts", 'import { readFile } from "node:fs";'],
      ["src/work.ts", 'import { z } from "zod";'],
      ["src/work.ts", 'import type { App } from "./index.ts";'],
      ["src/work.ts", 'import { app } from "palaver";'],
      ["src/work.ts", 'export { app } from "./app.ts";'],
      ["src/work.ts", 'import { sqlite } from "../adapters/sqlite/index.ts";'],
      ["src/work.ts", "let x: import('node:fs').Stats;"],
      ["src/work.ts", "const x = await import('node:fs');"],
      ["src/work.ts", 'import { clock } from "./clock";'],
      ["adapters/slack/send.ts", 'import { app } from "../../src/app.ts";'],
      ["adapters/slack/send.ts", 'import { read } from "../lex/read.ts";'],
      ["adapters/slack/send.ts", 'import { lex } from "palaver/lex";'],
      ["adapters/slack/send.ts", "await import(name);"],
      ["intents/shop/order.ts", 'import { sqlite } from "palaver/sqlite";'],
      ["intents/shop/order.ts", 'import { join } from "node:path";'],
      ["intents/shop/order.ts", 'import { relay } from "../relay/index.ts";'],
      ["intents/shop/lambda.ts", 'import { app } from "../../src/app.ts";'],
    ];
    for (const [path, text] of refused) expect(judged(oneWay, path, text), `${path} ${text}`).toHaveLength(1);
  });
});

describe("no import leads back to where it began, types included", () => {
  /** The files of the first circle there is, beginning and ending with the same one. */
  function circle(files: readonly Source[]): readonly string[] | undefined {
    const byPath = new Map(files.map((source) => [source.path, source]));
    const done = new Set<string>();

    function search(path: string, way: readonly string[]): readonly string[] | undefined {
      if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
      const source = byPath.get(path);
      if (!source || done.has(path)) return undefined;
      for (const { name } of importsOf(source)) {
        const file = name === undefined ? undefined : fileOf(source, name);
        const found = file === undefined ? undefined : search(file, [...way, path]);
        if (found) return found;
      }
      done.add(path);
      return undefined;
    }

    for (const { path } of files) {
      const found = search(path, []);
      if (found) return found;
    }
    return undefined;
  }

  test("anywhere", () => {
    expect(circle(all)).toBeUndefined();
  });

  test("and a circle is found, of values or of types, near or far", () => {
    const files = [
      sourceOf("src/a.ts", 'import type { B } from "./b.ts";'),
      sourceOf("src/b.ts", 'let c: import("./c.ts").C; import "./d.ts";'),
      sourceOf("src/c.ts", 'export const later = () => import("./a.ts");'),
      sourceOf("src/d.ts", ""),
    ];
    expect(circle(files)).toEqual(["src/a.ts", "src/b.ts", "src/c.ts", "src/a.ts"]);
    expect(circle([sourceOf("adapters/web/index.ts", 'import "palaver/web";')])).toHaveLength(2);
  });
});

describe("the core", () => {
  const vendors =
    /(?<![a-z])(alexa|amazon|aws|bedrock|bolt|cognito|dynamo|event ?bridge|espeak|hono|lambda|lex|libsql|open ?search|polly|slack|sqlite|sqs)(?![a-z])/;

  const neutral: Rule = ({ path, text }) =>
    text.split("\n").flatMap((line, n) => {
      const words = line.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
      const [named] = vendors.exec(words) ?? [];
      return named === undefined ? [] : [`${path}:${n + 1} names ${named}`];
    });

  test("names no vendor, not even in a comment", () => {
    expect(faults(neutral, core)).toEqual([]);
    for (const line of [
      "// as Alexa does",
      "const slackUser = 1;",
      'const x = "AMAZON.YesIntent";',
      "type LexEvent = 1;",
      "use(sqlite)",
      "SLACK_TOKEN",
      "a DynamoDB table",
    ]) {
      expect(judged(neutral, "src/x.ts", line), line).toHaveLength(1);
    }
    expect(
      judged(neutral, "src/x.ts", "a complex and flexible lexicon; Kevin draws laws; a bolted door"),
    ).toEqual([]);
  });

  const outside = new Set([
    "fetch",
    "process",
    "performance",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "console",
  ]);
  const chance = new Set(["Date.now", "Math.random"]);

  const timeless: Rule = (source) =>
    [...nodesOf(source.tree)].flatMap((node) => {
      const name =
        ts.isIdentifier(node) && outside.has(node.text) && !ts.isPropertyAccessExpression(node.parent)
          ? node.text
          : ts.isPropertyAccessExpression(node) &&
              (chance.has(node.getText()) || outside.has(node.expression.getText()))
            ? node.getText()
            : ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length
              ? "new Date()"
              : undefined;
      return name === undefined ? [] : [`${source.path}:${lineOf(source, node)} uses ${name}`];
    });

  /** Where the outside comes in: time and chance, and the log's standard error. */
  const doors = new Set(["src/clock.ts", "src/log.ts"]);

  test("takes time and chance from its clock, and reaches for nothing of the process", () => {
    expect(
      faults(
        timeless,
        core.filter(({ path }) => !doors.has(path)),
      ),
    ).toEqual([]);
    for (const line of [
      "Date.now();",
      "new Date();",
      "const r = Math.random;",
      "setTimeout(f, 1);",
      "await fetch(u);",
      "process.env.X;",
    ]) {
      expect(judged(timeless, "src/x.ts", line), line).toHaveLength(1);
    }
    expect(
      judged(timeless, "src/x.ts", "new Date(at).toISOString(); /* Date.now() */ clock.now(); a.fetch();"),
    ).toEqual([]);
  });
});

describe("every file", () => {
  const typed: Rule = (source) =>
    [...nodesOf(source.tree)]
      .filter(({ kind }) => kind === ts.SyntaxKind.AnyKeyword)
      .map((node) => `${source.path}:${lineOf(source, node)} says any`);

  test("says what its values are: there is no any", () => {
    expect(faults(typed, all)).toEqual([]);
    for (const line of [
      "let x: any;",
      "f(x as any);",
      "let x: any[];",
      "f<any>(x);",
      "type X = Record<string, any>;",
    ]) {
      expect(judged(typed, "src/x.ts", line), line).toHaveLength(1);
    }
    expect(judged(typed, "src/x.ts", 'const any = "any"; // any')).toEqual([]);
  });

  /** Lines: of a file, of what a function does itself, and of one with all the functions inside it. */
  const limits = { file: 300, own: 60, whole: 150 };

  const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration & { readonly body: ts.Node } =>
    ts.isFunctionLike(node) && "body" in node && node.body !== undefined;

  const heightOf = ({ tree }: Source, node: ts.Node) =>
    tree.getLineAndCharacterOfPosition(node.getEnd()).line -
    tree.getLineAndCharacterOfPosition(node.getStart(tree)).line +
    1;

  /** Lines between the first and the last of each function right inside this node: they count there and not here. */
  const innerOf = (source: Source, node: ts.Node): number =>
    node
      .getChildren()
      .map((child) => (isFunction(child) ? Math.max(heightOf(source, child) - 2, 0) : innerOf(source, child)))
      .reduce((sum, lines) => sum + lines, 0);

  const short: Rule = (source) => {
    const { path, tree, text } = source;
    const lines = text.trimEnd().split("\n").length;
    const functions = [...nodesOf(tree)].filter(isFunction).flatMap((node) => {
      const [whole, own] = [heightOf(source, node), heightOf(source, node) - innerOf(source, node)];
      const name = `${path}:${lineOf(source, node)} ${node.name?.getText() ?? "a function"}`;
      if (own > limits.own) return [`${name} has ${own} lines of its own; ${limits.own} is the limit`];
      return whole > limits.whole ? [`${name} has ${whole} lines in all; ${limits.whole} is the limit`] : [];
    });
    return lines > limits.file
      ? [`${path} has ${lines} lines; ${limits.file} is the limit`, ...functions]
      : functions;
  };

  test(`has up to ${limits.file} lines, and functions of up to ${limits.own}, or ${limits.whole} with those inside`, () => {
    expect(faults(short, all)).toEqual([]);
    const lines = (count: number) => Array<string>(count).fill("  f();");
    const inner = (count: number) =>
      Array<string[]>(count)
        .fill(["function g() {", ...lines(10), "}"])
        .flat();
    expect(judged(short, "src/x.ts", ...lines(301))).toHaveLength(1);
    expect(judged(short, "src/x.ts", "const x = () => {", ...lines(59), "};")).toHaveLength(1);
    expect(judged(short, "src/x.ts", "const x = () => {", ...lines(58), "};")).toEqual([]);
    expect(judged(short, "src/x.ts", "function x() {", ...inner(12), ...lines(4), "}")).toEqual([]);
    expect(judged(short, "src/x.ts", "function x() {", ...inner(12), ...lines(5), "}")).toHaveLength(1);
    expect(judged(short, "src/x.ts", "function x() {", ...inner(13), "}")).toHaveLength(1);
  });
});
