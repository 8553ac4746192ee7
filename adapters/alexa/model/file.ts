import { isObject, PalaverError, type Json, type ModelFile } from "palaver";

/** What a file that is no model is refused with: what is wrong with it, where, and what to do. */
export const unreadable = (path: string, what: string, remedy: string): PalaverError =>
  new PalaverError("unreadable-model", `"${path}" ${what}; ${remedy}.`);

/** The deepest that JSON may be nested: a skill package needs about twelve levels. */
const deepest = 100;

/** The text of a file. Throws {@link PalaverError} where its bytes are none. */
export function textIn({ path, bytes }: ModelFile): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(path, "is not written in UTF-8", "save it as UTF-8, or leave it out");
  }
}

/** The JSON in a file. Throws {@link PalaverError} where there is none, or it is nested too deeply. */
export function jsonIn(file: ModelFile): Json {
  const text = textIn(file);
  let json: Json;
  try {
    // What comes out of JSON.parse is JSON.
    json = JSON.parse(text) as Json;
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll("\n", " ").slice(0, 120) : "";
    throw unreadable(file.path, `is no JSON (${why})`, "give the whole file as it was downloaded");
  }
  if (isDeeper(json, deepest))
    throw unreadable(
      file.path,
      `is nested more than ${deepest} levels deep`,
      "give an interaction model or a skill manifest",
    );
  return json;
}

/** Whether JSON is nested more deeply than so many levels. */
export function isDeeper(json: Json, levels: number): boolean {
  let level: Json[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((it): Json[] => (typeof it === "object" && it !== null ? Object.values(it) : []));
  }
  return false;
}

/** Whether this is an object of JSON. */
export const isMembers = (json: unknown): json is { readonly [name: string]: Json } => isObject(json);
