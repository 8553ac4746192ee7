import { PalaverError, type Json, type ModelFile } from "palaver";

/** How deep a document of a bot may be nested; real ones come to 12. */
const deepest = 100;

const letters = new TextDecoder("utf-8", { fatal: true });

/** A document as a file: sorted by name, two spaces for each level, a line break at the end. */
export const printed = (path: string, document: Json): ModelFile => ({
  path,
  bytes: new TextEncoder().encode(`${JSON.stringify(sorted(document), undefined, 2)}\n`),
});

function sorted(document: Json): Json {
  if (isList(document)) return document.map(sorted);
  if (typeof document !== "object" || document === null) return document;
  const members = Object.entries(document).map(([name, value]) => [name, sorted(value)] as const);
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether a document is a list; what `Array.isArray` says, for lists that may not be written to. */
export const isList = (document: Json): document is readonly Json[] => Array.isArray(document);

/** What a file says. Throws {@link PalaverError} for one that is no JSON, or nested deeper than anybody means it. */
export function parsed({ path, bytes }: ModelFile): Json {
  const text = textOf(path, bytes);
  if (depthOf(text) > deepest) throw unreadable(`${path} is nested more than ${deepest} deep`);
  try {
    // What comes out of JSON.parse is JSON.
    return JSON.parse(text) as Json;
  } catch {
    throw unreadable(`${path} is no JSON, or not all of it`);
  }
}

function textOf(path: string, bytes: Uint8Array): string {
  try {
    return letters.decode(bytes);
  } catch {
    throw unreadable(`${path} is no text in UTF-8`);
  }
}

/** How deep brackets go in a text, whether they match or not. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0];
  for (const [bracket] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{}\]]/gs)) {
    if (bracket === "{" || bracket === "[") most = Math.max(most, ++depth);
    else if (bracket === "}" || bracket === "]") depth--;
  }
  return most;
}

/** The error for a model that cannot be read: what is wrong with it, and what to do. */
export const unreadable = (
  what: string,
  remedy = "Export the bot from Lex V2 once more and give that, as it is.",
): PalaverError => new PalaverError("unreadable-model", `${what}. ${remedy}`);

/** Whether a path stays in the folder that it starts from, on every system. */
export const staysInside = (path: string): boolean =>
  path !== "" &&
  !/^[a-zA-Z]:|[\\\0]/.test(path) &&
  path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
