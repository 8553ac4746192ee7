import type { InputOf, OutputOf, Schema, Validation } from "./schema.ts";

/**
 * A schema for what may be left out: `optional(catalog(…))`, `optional(listOf(…))`. What else is known of the schema, such as
 * the names a catalog has, is known of this one. The schemas of a validation library have a way of their own to say it.
 */
export function optional<S extends Schema>(
  schema: S,
): Schema<InputOf<S> | undefined, OutputOf<S> | undefined> {
  const { validate, ...standard } = schema["~standard"];
  const perhaps = (value: unknown) => (value === undefined ? { value: undefined } : validate(value));
  return {
    ...schema,
    "~standard": {
      ...standard,
      // What a schema gives is what its type says it gives.
      validate: perhaps as (value: unknown) => Validation<OutputOf<S> | undefined>,
    },
  } as Schema<InputOf<S> | undefined, OutputOf<S> | undefined>;
}
