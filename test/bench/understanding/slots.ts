import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BuiltInKind } from "../../../src/model.ts";
import type { Hint, Tagged } from "../../../src/understand/tag/tagged.ts";
import { openTagger, trainTagger } from "../../../src/understand/tagger.ts";
import { find } from "../../../src/understand/types/find.ts";
import { plain, wordsOf } from "../../../src/understand/words.ts";

const folder = new URL("../../../../shared/corpora/nlu/snips/", import.meta.url);

/** A sentence of the corpus. */
interface Row extends Tagged {
  readonly intent: string;
}

function read(name: string): readonly Row[] {
  const lines = readFileSync(new URL(name, folder), "utf8").split("\n").filter(Boolean);
  return lines.map((line) => {
    // The corpus is of this form throughout.
    const { text, intent, slots } = JSON.parse(line) as {
      text: string;
      intent: string;
      slots: { name: string; start: number; end: number }[];
    };
    return { text, intent, spans: slots.map(({ name, start, end }) => ({ slot: name, start, end })) };
  });
}

function chance(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many rows of each intent: sorted by intent and text, shuffled with the seed, the first ones. */
function shots(rows: readonly Row[], count: number, seed: number): readonly Row[] {
  const key = ({ intent, text }: Row) => `${intent}\n${text}`;
  const shuffled = rows.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const random = chance(seed);
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  const taken = new Map<string, number>();
  return shuffled.filter(({ intent }) => {
    const before = taken.get(intent) ?? 0;
    taken.set(intent, before + 1);
    return before < count;
  });
}

/** The 26 slots of 39 that a developer would have a complete list for. */
const closed =
  `best_rating condition_description condition_temperature country cuisine current_location facility
  genre location_name movie_type music_item object_location_type object_part_of_series_type object_select object_type
  party_size_number playlist_owner poi rating_unit rating_value restaurant_type service sort spatial_relation state
  year`.split(/\s+/);

type Lists = ReadonlyMap<string, readonly string[]>;

function listsOf(rows: readonly Row[]): Lists {
  const lists = new Map(closed.map((slot) => [slot, new Set<string>()]));
  for (const { text, spans } of rows) {
    for (const { slot, start, end } of spans) lists.get(slot)?.add(plain(text.slice(start, end)));
  }
  return new Map([...lists].map(([slot, values]) => [slot, [...values].filter(Boolean).sort()]));
}

type Finder = (text: string) => readonly Hint[];

/** Finds the values of lists: of each list the longest from the left on. */
function finderOf(lists: Lists): Finder {
  const slotsOf = new Map<string, string[]>();
  for (const [slot, values] of lists) {
    for (const value of values) slotsOf.set(value, [...(slotsOf.get(value) ?? []), slot]);
  }
  return (text) => {
    const words = wordsOf(text);
    const hints: Hint[] = [];
    const until = new Map<string, number>();
    for (let i = 0; i < words.length; i++) {
      for (let j = Math.min(words.length, i + 8) - 1; j >= i; j--) {
        const value = words
          .slice(i, j + 1)
          .map((it) => it.plain)
          .join(" ");
        for (const name of slotsOf.get(value) ?? []) {
          if ((until.get(name) ?? -1) >= i) continue;
          until.set(name, j);
          hints.push({ name, start: words[i]!.start, end: words[j]!.end });
        }
      }
    }
    return hints;
  };
}

const moment: readonly BuiltInKind[] = ["date", "time", "datetime", "duration"];
const builtIn = new Map<string, readonly string[]>([
  ["timeRange", moment],
  ["party_size_number", ["number"]],
  ["rating_value", ["number"]],
  ["best_rating", ["number"]],
]);
const here = {
  locale: "en-US",
  now: { year: 2026, month: 11, day: 20, hour: 9, minute: 0, second: 0 },
};

const findBuiltIn: Finder = (text) =>
  find(text, ["number", ...moment], here).map(({ kind, start, end }) => ({ name: kind, start, end }));

/** What was measured. */
export interface SlotFigure {
  readonly name: string;
  /** Spans found exactly, as F1 over all, 0 to 100; the mean of the seeds. */
  readonly f1: number;
  /** All seven intents, in seconds. */
  readonly training: number;
  /** One sentence, finding lists not included: median and 99th percentile, in microseconds. */
  readonly micros: number;
  readonly slow: number;
}

interface Help {
  readonly lists?: Lists;
  readonly find?: Finder;
  readonly types?: ReadonlyMap<string, readonly string[]>;
}

interface Tally {
  right: number;
  found: number;
  gold: number;
  training: number;
  readonly times: number[];
}

function run(train: readonly Row[], test: readonly Row[], { lists, find: finder, types }: Help): Tally {
  const tally: Tally = { right: 0, found: 0, gold: 0, training: 0, times: [] };
  for (const intent of new Set(train.map((row) => row.intent))) {
    const start = performance.now();
    const samples = train.filter((row) => row.intent === intent);
    const model = trainTagger(samples, {
      ...(lists && { values: lists }),
      ...(finder && { find: finder }),
      ...(types && { types }),
    });
    tally.training += (performance.now() - start) / 1000;
    const tag = openTagger(model);
    for (const { text, spans } of test.filter((row) => row.intent === intent)) {
      const hints = finder?.(text);
      const before = performance.now();
      const found = tag(text, hints);
      tally.times.push((performance.now() - before) * 1000);
      const same = (a: (typeof found)[number]) =>
        spans.some((b) => a.slot === b.slot && a.start === b.start && a.end === b.end);
      tally.found += found.length;
      tally.gold += spans.length;
      tally.right += found.filter(same).length;
    }
  }
  return tally;
}

function figure(name: string, tallies: readonly Tally[]): SlotFigure {
  const mean = (of: (tally: Tally) => number) =>
    tallies.reduce((sum, tally) => sum + of(tally), 0) / tallies.length;
  const times = tallies.flatMap((tally) => tally.times).sort((a, b) => a - b);
  return {
    name,
    f1: mean(({ right, found, gold }) => (200 * right) / (found + gold)),
    training: mean(({ training }) => training),
    micros: times[times.length >> 1] ?? 0,
    slow: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

/**
 * Measures slots with the intent known, on the test part, or with `held` on a hundred training rows of each intent that are not
 * learned from then. Without the corpus there is nothing to measure.
 */
export function measureSlots(held = false): readonly SlotFigure[] | undefined {
  if (!existsSync(folder)) return undefined;
  const all = read("train.jsonl");
  const aside = new Set(held ? shots(all, 100, 99) : []);
  const train = all.filter((row) => !aside.has(row));
  const test = held ? [...aside] : read("test.jsonl");
  const spoken = test
    .map((row) => ({ ...row, text: row.text.toLowerCase() }))
    .filter(({ text }, i) => text.length === test[i]?.text.length);
  const lists = listsOf(all);
  const finder = finderOf(lists);
  const own = new Map(closed.map((slot) => [slot, [slot]] as const));
  const types = new Map(
    [...own, ...builtIn].map(([slot, names]) => [slot, [...names, ...(own.get(slot) ?? [])]]),
  );
  const both: Finder = (text) => [...finder(text), ...findBuiltIn(text)];
  const figures: SlotFigure[] = [];
  const add = (name: string, count: number, help: Help, rows: readonly Row[] = test) => {
    const seeds = count === Infinity ? [0] : [0, 1, 2, 3, 4];
    figures.push(
      figure(
        name,
        seeds.map((seed) => run(shots(train, count, seed), rows, help)),
      ),
    );
  };
  for (const count of [10, 70, Infinity]) {
    const each = count === Infinity ? "all" : `${count} per intent`;
    add(each, count, {});
    add(`${each}, small letters`, count, {}, spoken);
    add(`${each}, built-in types`, count, { find: findBuiltIn, types: builtIn });
    if (count === Infinity) break;
    add(`${each}, lists`, count, { lists, find: finder });
    add(`${each}, lists, built-in types`, count, { lists, find: both, types });
  }
  return figures;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = measureSlots(process.argv.includes("--held"));
  if (!figures) console.log("The corpus is not here, so slots are not measured.");
  for (const { name, f1, training, micros, slow } of figures ?? []) {
    const columns = [
      f1.toFixed(1),
      `${training.toFixed(2)} s`,
      `${micros.toFixed(0)} us`,
      `${slow.toFixed(0)} us`,
    ];
    console.log(name.padEnd(36), columns.map((it) => it.padStart(8)).join(" "));
  }
}
