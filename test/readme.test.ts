import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "palaver";
import { person, play } from "palaver/testing";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}test/readme.compiled/`;
const pages = ["README.md", "docs/a-dialog.md", "docs/a-voice.md", "docs/models.md"];

/** The fenced blocks of a page that name a file or an app. */
const blocks = pages.flatMap((page) =>
  [...readFileSync(root + page, "utf8").matchAll(/^```(\w+) (file|app)=(\S+)\n([\s\S]*?)^```$/gm)].map(
    ([, , kind = "", name = "", text = ""]) => ({ page, kind, name, text }),
  ),
);
const files = blocks.filter(({ kind }) => kind === "file");
const conversations = blocks
  .filter(({ kind }) => kind === "app")
  .map((block, i) => ({ ...block, user: `reader ${i}` }));

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) writeFileSync(folder + name, text);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the code in the documentation", () => {
  test("is found", () => {
    expect(files.length).toBeGreaterThan(3);
    expect(conversations.length).toBeGreaterThan(0);
  });

  test("compiles", () => {
    const { config } = ts.readConfigFile(`${root}tsconfig.json`, (file) => ts.sys.readFile(file)) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const program = ts.createProgram(
      files.map(({ name }) => folder + name),
      options,
    );
    const wrong = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
    expect(wrong).toEqual([]);
  });

  test.each(files)("$name runs", async ({ name }) => {
    await expect(load(name)).resolves.toBeDefined();
  });

  test.each(conversations)(
    "the conversation with $name goes as it is written",
    async ({ name, text, user }) => {
      const { app } = await load(name);
      expect(await play(text, person(app, { user }))).toBe(text);
    },
  );
});

const load = async (name: string) =>
  (await import(pathToFileURL(folder + name).href)) as { readonly app: App };
