import { PalaverError } from "./errors.ts";
import { validateNow, type Schema } from "./schema.ts";

/** Where a store keeps one item: a partition, and a sort part that orders the items in it. */
export interface Address {
  readonly partition: string;
  readonly sort: string;
}

/** All items of one partition whose sort part begins alike. */
export interface Prefix {
  readonly partition: string;
  readonly prefix: string;
}

/** An address that knows what is kept there. */
export interface Place<T> extends Address {
  readonly key: Key<T>;
}

/** A prefix that knows what is kept under it. */
export interface Shelf<T> extends Prefix {
  readonly key: Key<T>;
}

/** Whose an item is: an id, or anything that has one. */
export type Owner = string | { readonly id: string };

/** A kind of thing that is remembered: what it is called, what fits there, how long it is kept. */
export interface Key<T> {
  readonly name: string;
  /** Milliseconds after the last write, by our own clock. Without it an item stays until it is removed. */
  readonly lifetime?: number;
  /** Where the owner's item is; more parts tell several items of one owner apart. */
  of(owner: Owner, ...parts: readonly string[]): Place<T>;
  /** All the owner's items of this kind whose first parts are these, in the order of the rest. */
  in(owner: Owner, ...parts: readonly string[]): Shelf<T>;
  /** The value as its schema reads it. Throws {@link PalaverError} where it does not fit. */
  parse(value: unknown): T;
}

export interface KeyOptions {
  readonly lifetime?: number;
}

/**
 * Declares a kind of thing to remember: `const cart = key("cart", z.object({ … }))`, then
 * `store.get(cart.of(person))` is typed and checked. What is stored is JSON.
 */
export function key<T>(name: string, schema: Schema<unknown, T>, options: KeyOptions = {}): Key<T> {
  const self: Key<T> = {
    name,
    ...options,
    of: (owner, ...parts) => ({
      key: self,
      partition: segment(idOf(owner)),
      sort: [name, ...parts].map(segment).join("/"),
    }),
    in: (owner, ...parts) => ({
      key: self,
      partition: segment(idOf(owner)),
      prefix: [name, ...parts, ""].map(segment).join("/"),
    }),
    parse: (value) => {
      const result = validateNow(schema, value, `The schema of the key "${name}"`);
      if (result.issues) {
        throw new PalaverError(
          "unreadable-value",
          `A value of the key "${name}" does not fit its schema: ${result.issues.map((i) => i.message).join("; ")}. ` +
            `If it was written by an older version, let the schema accept that shape too.`,
        );
      }
      return result.value;
    },
  };
  return self;
}

const idOf = (owner: Owner) => (typeof owner === "string" ? owner : owner.id);

/** Parts are joined by "/", so one that contains it must not look like two; and every part survives UTF-8. */
const segment = (part: string) => (suspect.test(part) ? part.replace(unsafe, escaped) : part);

const suspect = /[%/\0\uD800-\uDFFF]/;
const unsafe = /[%/\0]|\p{Surrogate}/gu;
const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
