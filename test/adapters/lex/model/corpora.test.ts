import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isObject, type Json, type Model, type ModelFile } from "palaver";
import { lexPlatform } from "palaver/lex";
import { describe, expect, test } from "vitest";
import { bare, saysSame } from "../../../../adapters/lex/model/kept.ts";
import { allOf, byPath, jsonOf } from "./pizza.ts";

const corpora = new URL("../../../../../shared/corpora/", import.meta.url);
const absent = !existsSync(corpora);
if (absent) console.info("Skipped: the corpora of real bots are not beside this checkout.");

const filesIn = (folder: string): readonly ModelFile[] =>
  readdirSync(new URL(folder, corpora)).map((path) => ({
    path,
    bytes: readFileSync(new URL(`${folder}${encodeURIComponent(path)}`, corpora)),
  }));

/** The bots that are whole: all files of one folder, under their paths within it; or one template each. */
function bots(): ReadonlyMap<string, readonly ModelFile[]> {
  const found = new Map<string, ModelFile[]>();
  for (const it of filesIn("lex-exports/")) {
    const parts = it.path.split("__");
    const root = parts.findIndex((part) => part === "lex-export" || part === "ReminderBotFiles");
    const bot = root < 0 ? it.path : parts.slice(0, root + 1).join("/");
    const files = found.get(bot) ?? [];
    found.set(bot, files);
    files.push({ ...it, path: parts.slice(root < 0 ? -1 : root + 1).join("/") });
  }
  return found;
}

const read = (files: readonly ModelFile[]) => lexPlatform.read!(files);

/** How many values a document has that say something. */
function leaves(document: Json | undefined): number {
  if (Array.isArray(document)) return document.reduce<number>((sum, it: Json) => sum + leaves(it), 0);
  if (!isObject(document)) return document === undefined ? 0 : 1;
  return Object.values(document as Readonly<Record<string, Json>>).reduce(
    (sum: number, it) => sum + leaves(it),
    0,
  );
}

/** What types of values real exports have at each place, and which members are always there. */
interface Shape {
  readonly types: Set<string>;
  readonly members: Map<string, Shape>;
  readonly counts: Map<string, number>;
  objects: number;
}
const newShape = (): Shape => ({ types: new Set(), members: new Map(), counts: new Map(), objects: 0 });
const typeOf = (value: Json) => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value);

function learn(shape: Shape, value: Json): Shape {
  shape.types.add(typeOf(value));
  const members = Array.isArray(value) ? value.map((it: Json) => ["[]", it] as const) : [];
  const named = isObject(value) ? Object.entries(value as Readonly<Record<string, Json>>) : [];
  if (isObject(value)) shape.objects++;
  for (const [name, member] of [...members, ...named]) {
    shape.members.set(name, learn(shape.members.get(name) ?? newShape(), member));
    shape.counts.set(name, (shape.counts.get(name) ?? 0) + 1);
  }
  return shape;
}

/** Where a document differs from all that were learnt: another type, a member that none has, or one that all have missing. */
function* strange(shape: Shape, value: Json, at: string): Generator<string> {
  const type = typeOf(value);
  // Anything at all may be unset in an export.
  if (!shape.types.has(type) && type !== "null" && !(shape.types.size === 1 && shape.types.has("null")))
    yield `${at} is ${type}, not ${[...shape.types].join(" or ")}`;
  if (!shape.types.has(type)) return;
  if (Array.isArray(value)) {
    const item = shape.members.get("[]");
    if (item) for (const it of value) yield* strange(item, it as Json, `${at}[]`);
    return;
  }
  if (!isObject(value)) return;
  const record = value as Readonly<Record<string, Json>>;
  for (const [name, member] of Object.entries(record)) {
    const known = shape.members.get(name);
    if (known) yield* strange(known, member, `${at}.${name}`);
    else yield `${at}.${name} is in no export`;
  }
  for (const [name, count] of shape.counts)
    if (count === shape.objects && !Object.hasOwn(record, name)) yield `${at}.${name} is missing`;
}

/** An app with one of each of what there can be in a bot. */
const shapely: Model = {
  name: "shapely",
  locales: ["en", "de"],
  intents: [
    {
      name: "Order",
      about: "Orders tea",
      utterances: { "": ["order {count} {tea}"] },
      when: ["open"],
      confirms: true,
      confirm: { "": ["Shall I?"] },
      slots: [
        {
          name: "tea",
          type: {
            kind: "list",
            name: "Tea",
            dynamic: false,
            values: [{ id: "1", name: "green", synonyms: ["sencha"] }],
          },
          required: true,
          many: true,
          elicit: { "": ["Which tea?", "What tea?"] },
        },
        { name: "count", type: { kind: "number" }, required: true, many: false },
        { name: "note", type: { kind: "text" }, required: false, many: false },
      ],
    },
  ],
};

describe.skipIf(absent)("the real bots", () => {
  test("are all read, but for two of which there is nothing but the manifest", () => {
    const unread = [...bots()].flatMap(([bot, files]) => {
      try {
        read(files);
        return [];
      } catch (error) {
        return [`${bot.split("__")[0]}: ${String(error)}`];
      }
    });
    expect(unread).toEqual(
      [
        "GiovaneIwamoto_amazon-lex-tts",
        "aws-samples_generative-ai-amazon-bedrock-langchain-agent-example",
      ].map(
        (repo) =>
          `${repo}: PalaverError: Manifest.json has no Bot.json beside it, in a folder of the bot's name. Export the bot from Lex V2 once more and give that, as it is.`,
      ),
    );
  });

  test("are built as they were, every file of them, up to order and what Lex makes up", () => {
    let count = 0;
    for (const [bot, files] of bots()) {
      if (!files.some(({ path }) => path.endsWith("Bot.json"))) continue;
      const { model, settings } = read(files);
      const built = byPath(lexPlatform.build(model, settings));
      for (const it of files) {
        const again = built.get(it.path);
        expect(again && saysSame(jsonOf(again), jsonOf(it)), it.path).toBe(true);
        count++;
      }
      expect(built.size, bot).toBe(files.length + 1);
    }
    expect(count).toBe(66);
  });

  test("are read the same again from what was built of them, templates too", () => {
    let count = 0;
    for (const files of bots().values()) {
      if (files.length === 1 && files[0]?.path === "Manifest.json") continue;
      const { model, settings } = read(files);
      const built = lexPlatform.build(model, settings);
      const again = read(built.filter(({ path }) => path.endsWith(".zip")));
      expect(again.model).toEqual(model);
      expect(allOf(lexPlatform.build(again.model, again.settings)) === allOf(built)).toBe(true);
      count++;
    }
    expect(count).toBe(6);
  });

  test("have nothing in them that Lex would refuse", () => {
    const errors = [...bots().values()].flatMap((files) => {
      if (files.length === 1 && files[0]?.path === "Manifest.json") return [];
      const { model, settings } = read(files);
      return lexPlatform
        .lint(model, settings)
        .filter(({ level }) => level === "error")
        .map(({ code, message }) => `${model.name} ${code} ${message}`);
    });
    expect(errors).toEqual([]);
  });

  test("are made of declarations, settings and what every bot has to this share, and the overlay keeps the rest", () => {
    const shares = [...bots()].flatMap(([bot, files]) => {
      if (!files.some(({ path }) => path.endsWith("Bot.json"))) return [];
      const { model, settings } = read(files);
      const { overlay, ...told } = settings as { readonly overlay: Json };
      const alone = byPath(lexPlatform.build(model, told));
      let [all, declared] = [0, 0];
      for (const it of files) {
        const made = alone.get(it.path);
        const wanted = bare(jsonOf(it));
        all += leaves(wanted);
        const kept = (overlay as Readonly<Record<string, { set?: Json }>>)[it.path]?.set;
        declared += leaves(wanted) - (made ? leaves(kept) : leaves(wanted));
      }
      return [`${bot.split("/").at(-1)}: ${declared} of ${all} values`];
    });
    expect(shares).toEqual(["ReminderBotFiles: 212 of 308 values", "lex-export: 2167 of 2247 values"]);
  });

  test("have the shape that what is built has", () => {
    const shapes = new Map<string, Shape>();
    const kindOf = (path: string) => path.split(/\/|__/).at(-1) ?? path;
    for (const it of filesIn("lex-exports/")) {
      const kind = kindOf(it.path);
      if (/^(Manifest|Bot|BotLocale|Intent|Slot|SlotType)\.json$/.test(kind))
        shapes.set(kind, learn(shapes.get(kind) ?? newShape(), jsonOf(it)));
    }
    const built = lexPlatform.build(shapely, {}).filter(({ path }) => path.endsWith(".json"));
    expect(new Set(built.map(({ path }) => kindOf(path)))).toEqual(new Set(shapes.keys()));
    const found = built.flatMap((it) => {
      const shape = shapes.get(kindOf(it.path));
      return shape
        ? [...strange(shape, jsonOf(it), kindOf(it.path))]
        : [`${it.path} is no file of an export`];
    });
    expect([...new Set(found)]).toEqual([]);
  });

  test("and requests of Lex V1 are no bots, and are refused by name", () => {
    const files = filesIn("lex-v1-legacy/");
    expect(files).toHaveLength(5);
    for (const it of files) expect(() => read([it]), it.path).toThrow(/Lex V1.*Migrate the bot/);
  });

  test("have nothing in common with hostile JSON, which is refused in a sentence", () => {
    for (const folder of ["test_parsing", "test_transform"]) {
      for (const it of filesIn(`hostile/jsontestsuite/${folder}/`)) {
        const refused = expect.objectContaining({ code: "unreadable-model" }) as Error;
        expect(() => read([{ ...it, path: "Manifest.json" }])).toThrow(refused);
        expect(() => read([{ ...it, path: "a.json" }])).toThrow(refused);
      }
    }
  });
});
