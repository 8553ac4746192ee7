import { PalaverError } from "./errors.ts";

/**
 * A validator in the shape of Standard Schema (https://standardschema.dev), as zod, Valibot and ArkType all speak it.
 * The core knows no validation library beyond this.
 */
export interface Schema<Input = unknown, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Validation<Output> | Promise<Validation<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    /** The JSON Schema extension of the standard; without it a slot counts as plain text. */
    readonly jsonSchema?: { readonly input: (options: { readonly target: "draft-2020-12" }) => object };
  };
}

/** What validating came to: the value, or what is wrong with it. */
export type Validation<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };

/** The type a schema accepts. */
export type InputOf<S> = S extends Schema<infer I, unknown> ? I : never;

/** The type a schema gives. */
export type OutputOf<S> = S extends {
  readonly "~standard": { readonly types?: { readonly output: infer O } | undefined };
}
  ? O
  : never;

/** Validates; there is something to wait for only where the schema does. */
export const validate = <T>(
  schema: Schema<unknown, T>,
  value: unknown,
): Validation<T> | Promise<Validation<T>> => schema["~standard"].validate(value);

/** Validates at once; `what` names the schema to the developer who gave one that has to wait. */
export function validateNow<T>(schema: Schema<unknown, T>, value: unknown, what: string): Validation<T> {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) {
    throw new PalaverError(
      "async-schema",
      `${what} validates asynchronously; give one that answers at once.`,
    );
  }
  return result;
}

/** A schema for the framework's own records, which were checked when they were made. */
export const trusted = <T>(): Schema<unknown, T> => ({
  // The cast is what "trusted" means: only this framework writes where this schema reads.
  "~standard": { version: 1, vendor: "palaver", validate: (value) => ({ value: value as T }) },
});

/** The JSON Schema of what a schema accepts, or an empty one where it cannot say. */
export function jsonSchemaOf(schema: Schema): Readonly<Record<string, unknown>> {
  try {
    return { ...schema["~standard"].jsonSchema?.input({ target: "draft-2020-12" }) };
  } catch {
    return {};
  }
}
