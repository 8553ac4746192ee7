import type { Schema, Validation } from "./schema.ts";

/** Something with a name: what a slot that picks from a catalog gives the handler. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly synonyms?: readonly string[];
}

/** A schema for one of many named things, which may change while the app runs. */
export interface Catalog<T extends Entry> extends Schema<string, T> {
  readonly name: string;
  /** The things there are now. */
  entries(): readonly T[];
  /** Whether there may be others later. */
  readonly changes: boolean;
  /** What they can be told apart by, the least first: `{ cheap: ({ price }) => price }` for "the cheap one". */
  readonly by?: Readonly<Record<string, (entry: T) => number>>;
}

/**
 * A slot that takes one of these: by id, by name or by synonym, whatever the case. `list` is asked anew each time, so
 * what it returns may change at run time. `name` is what the slot type is called in a platform's model.
 */
export function catalog<T extends Entry>(
  name: string,
  list: readonly T[] | (() => readonly T[]),
  { by }: Pick<Catalog<T>, "by"> = {},
): Catalog<T> {
  const entries = () => (typeof list === "function" ? list() : list);

  const validate = (value: unknown): Validation<T> => {
    const wanted = typeof value === "string" ? plain(value) : undefined;
    const all = entries();
    const found =
      wanted === undefined
        ? undefined
        : (all.find(({ id }) => id === value) ??
          all.find((entry) =>
            [entry.name, ...(entry.synonyms ?? [])].some((word) => plain(word) === wanted),
          ));
    return found ? { value: found } : { issues: [{ message: `There is no ${name} called that.` }] };
  };

  return {
    name,
    entries,
    changes: typeof list === "function",
    ...(by && { by }),
    "~standard": {
      version: 1,
      vendor: "palaver",
      validate,
      jsonSchema: { input: () => ({ type: "string" }) },
    },
  };
}

/** How things rank by a word that tells them apart, in any of its forms: "cheap", "cheaper", "cheapest". */
export function scoreOf(schema: Schema, words: readonly string[]): ((entry: Entry) => number) | undefined {
  if (!isCatalog(schema)) return undefined;
  for (const [name, score] of Object.entries(schema.by ?? {})) {
    const stem = plain(name).replace(/e$/, "");
    const isForm = (word: string) => word.startsWith(stem) && word.length <= stem.length + 5;
    // The entries come from this very catalog.
    if (words.some(isForm)) return score as (entry: Entry) => number;
  }
  return undefined;
}

/** Whether a schema is a catalog. */
export const isCatalog = (schema: Schema): schema is Catalog<Entry> =>
  "entries" in schema && schema["~standard"].vendor === "palaver";

/** A word as it is compared: without case, accents spelled alike, one space between words. */
const plain = (text: string) => text.normalize("NFKC").toLowerCase().trim().replace(/\s+/gu, " ");
