import { createEar, type Ear } from "./ear.ts";
import { stemOf, termsOf, wordsOf } from "./words.ts";

/** One text of a document. */
export interface Field<T> {
  readonly text: (doc: T) => string | readonly string[];
  /** How much a word counts here, against one in a field of weight 1. */
  readonly weight: number;
}

export interface SearchOptions<T> {
  readonly id: (doc: T) => string;
  readonly fields: Readonly<Record<string, Field<T>>>;
}

export interface Hit {
  readonly id: string;
  /** Comparable within one search. */
  readonly score: number;
}

/** Documents found by their words, also when those are misheard, misspelt, begun, joined or put in the plural. */
export interface SearchIndex<T> {
  readonly size: number;
  /** Adds a document, in place of one with the same id. */
  put(doc: T): void;
  remove(id: string): void;
  /** The best first. Takes any text; what is over 200 characters of it is left out. */
  search(
    text: string,
    options?: { readonly filter?: (id: string) => boolean; readonly limit?: number },
  ): readonly Hit[];
  clear(): void;
}

const longest = 200;

/** What words that are only together like something count: "beat root". */
const partly = 0.6;

/** What a second field with the same word adds. */
const elsewhere = 0.1;

/** How many words in a row may be one. */
const together = 3;

/** What no field of a document is called. */
const idName = "\0id";

type Row = Readonly<Record<string, string>>;
type Scores = Map<string, number>;

/** An index in memory, of MiniSearch and an ear for what was misheard. It is filled again when the process starts. */
export async function searchIndex<T>({ id: idOf, fields }: SearchOptions<T>): Promise<SearchIndex<T>> {
  const { default: MiniSearch } = await import("minisearch");
  const names = Object.keys(fields);
  const rows = new Map<string, Row>();
  const ear = await createEar();
  const mini = new MiniSearch<{ readonly id: string; readonly row: Row }>({
    fields: names,
    idField: idName,
    extractField: (doc, name) => (name === idName ? doc.id : (doc.row[name] ?? "")),
    tokenize: split,
    processTerm: (term) => term,
  });

  /** What each document has of a term: its best field's score, and a little for each other field. */
  function look(term: string): Scores {
    const scores: Scores = new Map();
    for (const name of names)
      for (const { id, score } of mini.search(term, { fields: [name] })) {
        const [here, before] = [score * (fields[name]?.weight ?? 1), scores.get(id) ?? 0];
        scores.set(id, Math.max(here, before) + elsewhere * Math.min(here, before));
      }
    return scores;
  }

  function remove(id: string): void {
    const row = rows.get(id);
    if (!row) return;
    rows.delete(id);
    mini.remove({ id, row });
    for (const name of names) ear.forget(split(row[name] ?? ""));
  }

  function put(doc: T): void {
    const id = idOf(doc);
    remove(id);
    const row = Object.fromEntries(
      names.map((name) => [name, [fields[name]?.text(doc) ?? ""].flat().flatMap(termsOf).join(" ")]),
    );
    rows.set(id, row);
    mini.add({ id, row });
    for (const name of names) ear.learn(split(row[name] ?? ""));
  }

  return {
    get size() {
      return rows.size;
    },

    put,
    remove,

    search(text, { filter, limit = 10 } = {}) {
      const words = wordsOf(text.slice(0, longest));
      const scores = summed(scored(words, ear, look));
      return [...scores]
        .filter(([id]) => filter === undefined || filter(id))
        .map(([id, score]) => ({ id, score }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, Math.max(0, limit));
    },

    clear() {
      rows.clear();
      mini.removeAll();
      ear.clear();
    },
  };
}

function split(text: string): string[] {
  return text === "" ? [] : text.split(" ");
}

type Look = (term: string) => Scores;

/** For each word what it adds to each document: alone, or together with its neighbours. */
function scored(words: readonly string[], ear: Ear, look: Look): readonly Scores[] {
  const scores = words.map((): Scores => new Map());
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= Math.min(from + together, words.length); to++) {
      const found = foundBy(stemOf(words.slice(from, to).join("")), to - from === 1 ? 1 : partly, ear, look);
      for (const of of scores.slice(from, to)) for (const [id, score] of found) raise(of, id, score);
    }
  return scores;
}

/** What is merely like the stem counts by the share given. */
function foundBy(stem: string, share: number, ear: Ear, look: Look): Scores {
  const scores: Scores = new Map();
  for (const { term, likeness } of ear.hear(stem))
    for (const [id, score] of look(term)) raise(scores, id, score * likeness * (term === stem ? 1 : share));
  return scores;
}

function raise(scores: Scores, id: string, score: number): void {
  if (score > (scores.get(id) ?? 0)) scores.set(id, score);
}

/** The sum over all words, less where some of them were not found. */
function summed(words: readonly Scores[]): Scores {
  const heard = words.filter(({ size }) => size > 0).length;
  const sums = new Map<string, { score: number; words: number }>();
  for (const scores of words)
    for (const [id, score] of scores) {
      const sum = sums.get(id) ?? { score: 0, words: 0 };
      sums.set(id, { score: sum.score + score, words: sum.words + 1 });
    }
  return new Map([...sums].map(([id, { score, words: n }]) => [id, score * (0.4 + (0.6 * n) / heard)]));
}
