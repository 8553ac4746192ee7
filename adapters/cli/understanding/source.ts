/**
 * The source of an intent with more utterances, written as a person would: at the end of the list, in its style. Nothing where
 * the text declares no such intent, or no list of utterances for the language.
 */
export function withUtterances(
  source: string,
  intent: string,
  utterances: readonly string[],
  language: string,
): string | undefined {
  const declared = source.indexOf(`intent("${intent}"`);
  const named = declared < 0 ? -1 : source.indexOf("utterances:", declared);
  if (named < 0) return undefined;
  const open = listAt(source, named + "utterances:".length, language);
  const close = open === undefined ? undefined : endOf(source, open);
  if (open === undefined || close === undefined) return undefined;

  const list = source.slice(open + 1, close);
  const before = list.trimEnd().replace(/,$/, "");
  const quoted = utterances.map((it) => JSON.stringify(it));
  if (!list.includes("\n")) {
    const all = [...(before.trim() === "" ? [] : [before.trim()]), ...quoted].join(", ");
    return `${source.slice(0, open + 1)}${all}${source.slice(close)}`;
  }
  const indent = /\n([ \t]*)\S/.exec(list)?.[1] ?? "";
  const lines = quoted.map((it) => `\n${indent}${it},`).join("");
  const end = /\n[ \t]*$/.exec(list)?.[0] ?? "";
  return `${source.slice(0, open + 1)}${before},${lines}${end}${source.slice(close)}`;
}

/** Where the list of utterances begins: at once, or for this language inside braces. */
function listAt(source: string, from: number, language: string): number | undefined {
  const start = skipSpace(source, from);
  if (source[start] === "[") return start;
  if (source[start] !== "{") return undefined;
  const end = endOf(source, start) ?? source.length;
  for (const label of [`${language}:`, `"${language}":`]) {
    const at = source.indexOf(label, start);
    const list = at < 0 || at > end ? -1 : skipSpace(source, at + label.length);
    if (source[list] === "[") return list;
  }
  return undefined;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (/\s/.test(source[at] ?? "")) at++;
  return at;
}

/** The bracket that closes the one at `open`; those within strings and comments do not count. */
function endOf(source: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    const sign = source[at] ?? "";
    if (sign === '"' || sign === "'" || sign === "`") at = endOfString(source, at, sign);
    else if (sign === "/" && source[at + 1] === "/") at = lineEnd(source, at);
    else if (sign === "[" || sign === "{") depth++;
    else if ((sign === "]" || sign === "}") && --depth === 0) return at;
  }
  return undefined;
}

function endOfString(source: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < source.length && source[at] !== quote) at += source[at] === "\\" ? 2 : 1;
  return at;
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
}
