import { jsonSchemaOf, type OutputOf, type Schema, type Validation } from "./schema.ts";

/** A schema for several values of one kind: "milk, bread and eggs". */
export interface ListOf<T = unknown> extends Schema<readonly unknown[], readonly T[]> {
  readonly item: Schema;
}

/** A schema for one thing that several slots tell: "two milk" is a quantity and a product. */
export interface Composite<T = unknown> extends Schema<unknown, T> {
  readonly parts: Readonly<Record<string, Schema>>;
}

/** How many there have to be, and may be. */
export interface ListOptions {
  /** Default: 1. */
  readonly least?: number;
  /** Default: 20. */
  readonly most?: number;
}

/** A slot that takes several values at once, each of which this schema takes. */
export function listOf<S extends Schema>(
  item: S,
  { least = 1, most = 20 }: ListOptions = {},
): ListOf<OutputOf<S>> {
  // What a schema gives is what its type says it gives.
  const own = item as Schema<unknown, OutputOf<S>>;
  return {
    item: own,
    "~standard": {
      version: 1,
      vendor: "palaver",
      async validate(value) {
        if (!Array.isArray(value)) return problem("a list is needed");
        if (value.length < least) return problem(`at least ${least} are needed`);
        if (value.length > most) return problem(`no more than ${most} at once`);
        const results = await Promise.all(value.map(async (it: unknown) => own["~standard"].validate(it)));
        const issues = results.flatMap((result) => result.issues ?? []);
        if (issues.length > 0) return { issues };
        return { value: results.flatMap((result) => (result.issues ? [] : [result.value])) };
      },
      jsonSchema: {
        input: () => ({ type: "array", items: jsonSchemaOf(own), minItems: least, maxItems: most }),
      },
    },
  };
}

/** A thing that is told by several slots: `listOf(composite({ quantity: z.number().default(1), product }))`. */
export function composite<P extends Readonly<Record<string, Schema>>>(
  parts: P,
): Composite<{ readonly [K in keyof P]: OutputOf<P[K]> }> {
  type Whole = { readonly [K in keyof P]: OutputOf<P[K]> };
  return {
    parts,
    "~standard": {
      version: 1,
      vendor: "palaver",
      async validate(value) {
        const said = new Map(Object.entries(typeof value === "object" && value !== null ? value : {}));
        const results = await Promise.all(
          Object.entries(parts).map(async ([name, schema]) => ({
            name,
            result: await schema["~standard"].validate(said.get(name)),
          })),
        );
        const issues = results.flatMap(({ result }) => result.issues ?? []);
        if (issues.length > 0) return { issues };
        // Each part was checked by its own schema.
        return {
          value: Object.fromEntries(
            results.map(({ name, result }) => [name, result.issues ? undefined : result.value]),
          ) as Whole,
        };
      },
      jsonSchema: {
        input: () => ({
          type: "object",
          properties: Object.fromEntries(Object.entries(parts).map(([name, it]) => [name, jsonSchemaOf(it)])),
        }),
      },
    },
  };
}

const problem = (message: string): Validation<never> => ({ issues: [{ message }] });

/** Whether a schema is for several values. */
export const isList = (schema: Schema): schema is ListOf =>
  "item" in schema && schema["~standard"].vendor === "palaver";

/** Whether a schema is for a thing that several slots tell. */
export const isComposite = (schema: Schema): schema is Composite =>
  "parts" in schema && schema["~standard"].vendor === "palaver";
