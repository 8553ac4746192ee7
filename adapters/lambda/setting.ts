import { PalaverError } from "palaver";

/** The environment variable of that name. Throws {@link PalaverError} where it is not set. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new PalaverError(
    "missing-option",
    `The environment variable ${name} is not set; give it to the function.`,
  );
}
