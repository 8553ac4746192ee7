import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ModelFile } from "palaver";
import { filesIn, replaceAll, staysInside, writeNew } from "../../../../adapters/cli/models/folder.ts";
import { sourcesOf } from "../../../../adapters/cli/models/given.ts";
import { temporaryFile } from "../../../support/file.ts";

const file = (path: string, text = path): ModelFile => ({ path, bytes: new TextEncoder().encode(text) });
const pathsIn = async (folder: string) => ((await filesIn(folder)) ?? []).map(({ path }) => path);
const none = () => [];

describe("the path of a file", () => {
  test.each(["a.json", "a/b/c.json", "a b/ü.json", "..a/b"])("%j stays inside", (path) => {
    expect(staysInside(path)).toBe(true);
  });

  test.each([
    "",
    "/etc/passwd",
    "../a",
    "a/../../b",
    "a//b",
    "./a",
    "a/..",
    "a\\..\\b",
    "C:/a",
    "a\0b",
    "a:b",
    "a/b ",
    "a./b",
  ])("%j does not", async (path) => {
    expect(staysInside(path)).toBe(false);
    const folder = temporaryFile("out");
    await expect(writeNew(folder, [file("good"), file(path)])).rejects.toThrow("nothing was written");
    await expect(replaceAll(folder, new Map([["alexa", [file("good"), file(path)]]]), none)).rejects.toThrow(
      "nothing was written",
    );
    expect(existsSync(join(folder, "alexa"))).toBe(false);
    expect(readdirSync(dirname(folder)).filter((name) => name !== "out")).toEqual([]);
  });
});

describe("a new folder", () => {
  test("has all files in it", async () => {
    const folder = temporaryFile("deep/er/out");
    await writeNew(folder, [file("a"), file("b/c")]);
    expect(await pathsIn(folder)).toEqual(["a", "b/c"]);
    expect(readFileSync(join(folder, "b/c"), "utf8")).toBe("b/c");
  });

  test("may be there as long as there is nothing in it", async () => {
    const folder = temporaryFile("out");
    mkdirSync(folder);
    await writeNew(folder, [file("a")]);
    await expect(writeNew(folder, [file("b")])).rejects.toThrow(`There is something in ${folder}`);
    expect(await pathsIn(folder)).toEqual(["a"]);
    const taken = temporaryFile("file");
    writeFileSync(taken, "");
    await expect(writeNew(taken, [file("a")])).rejects.toThrow("There is something in");
    const hollow = temporaryFile("hollow");
    mkdirSync(join(hollow, "inner"), { recursive: true });
    await expect(writeNew(hollow, [file("a")])).rejects.toThrow("There is something in");
  });

  test("is not there at all where two files have one name, told apart by case or not", async () => {
    const folder = temporaryFile("out");
    await expect(writeNew(folder, [file("a/B"), file("A/b")])).rejects.toThrow("nothing was written");
    expect(existsSync(folder)).toBe(false);
  });

  test("cannot be inside of a file, which is said in a sentence", async () => {
    const taken = temporaryFile("file");
    writeFileSync(taken, "");
    await expect(writeNew(join(taken, "out"), [file("a")])).rejects.toThrow(
      /^(Nothing could be written|There is something)/,
    );
  });
});

describe("a folder that is built again", () => {
  const build = (folder: string, files: readonly ModelFile[], before: readonly string[] = []) =>
    replaceAll(folder, new Map([["alexa", files]]), () => before);

  test("loses what was built before and is no longer, and keeps what is somebody else's", async () => {
    const folder = temporaryFile("out");
    await build(folder, [file("a"), file("old/b")]);
    writeFileSync(join(folder, "alexa/mine"), "mine");
    writeFileSync(join(folder, "else"), "else");
    await build(folder, [file("a", "new"), file("c")], ["a", "old/b"]);
    expect(await pathsIn(folder)).toEqual(["alexa/a", "alexa/c", "alexa/mine", "else"]);
    expect(readFileSync(join(folder, "alexa/a"), "utf8")).toBe("new");
  });

  test("stays as it was where one of several cannot be written", async () => {
    const folder = temporaryFile("out");
    await build(folder, [file("a")]);
    const both = new Map([
      ["alexa", [file("a", "new")]],
      ["lex", [file("../b")]],
    ]);
    await expect(replaceAll(folder, both, () => ["a"])).rejects.toThrow("nothing was written");
    expect(await pathsIn(folder)).toEqual(["alexa/a"]);
    expect(readFileSync(join(folder, "alexa/a"), "utf8")).toBe("a");
  });

  test("never writes through a link that leads elsewhere", async () => {
    const folder = temporaryFile("out");
    const elsewhere = temporaryFile("elsewhere");
    mkdirSync(folder);
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "a"), "theirs");
    symlinkSync(elsewhere, join(folder, "alexa"));
    await build(folder, [file("a", "ours")]);
    expect(readFileSync(join(elsewhere, "a"), "utf8")).toBe("theirs");
    expect(readFileSync(join(folder, "alexa/a"), "utf8")).toBe("ours");
  });
});

test("what a link in a folder leads to is not in it, be it the folder itself", async () => {
  const folder = temporaryFile("linked");
  await writeNew(folder, [file("a")]);
  symlinkSync(folder, join(folder, "round"));
  symlinkSync("/etc/hostname", join(folder, "out"));
  expect(await pathsIn(folder)).toEqual(["a"]);
});

describe("the files somebody names", () => {
  test("are known by their paths from the folder they share", async () => {
    const folder = temporaryFile("skill");
    await writeNew(folder, [file("skill.json"), file("models/en-US.json"), file("models/de-DE.json")]);
    const named = async (...names: readonly string[]) =>
      (await sourcesOf(names.map((name) => join(folder, name)))).map(({ path }) => path);
    expect(await named("models/en-US.json")).toEqual(["en-US.json"]);
    expect(await named("models/en-US.json", "skill.json")).toEqual(["models/en-US.json", "skill.json"]);
    expect(await named("models")).toEqual(["de-DE.json", "en-US.json"]);
    expect(await named("models", "skill.json")).toEqual([
      "models/de-DE.json",
      "models/en-US.json",
      "skill.json",
    ]);
    await expect(named("gone.json")).rejects.toThrow("cannot be read; check that it is there");
  });
});
