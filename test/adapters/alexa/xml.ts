/**
 * What is wrong with a document, in a phrase; nothing where it is well-formed XML as far as SSML goes: one root called
 * `speak`, tags that nest and close, quoted attributes, only the five entities, no character that XML cannot carry.
 */
export function flaw(xml: string): string | undefined {
  const open: string[] = [];
  let roots = 0;
  for (const [at, token] of tokens(xml)) {
    const closing = /^<\/([\w:-]+)\s*>$/.exec(token)?.[1];
    const opening = /^<([\w:-]+)((?:\s+[\w:-]+="[^"<&]*")*)\s*(\/?)>$/.exec(token);
    if (!token.startsWith("<")) {
      if (open.length === 0) return `text outside of the root at ${at}`;
      const wrong = textFlaw(token);
      if (wrong) return `${wrong} at ${at}`;
    } else if (closing !== undefined) {
      if (open.pop() !== closing) return `</${closing}> closes what is not open at ${at}`;
    } else if (opening) {
      if (open.length === 0 && (++roots > 1 || opening[1] !== "speak")) return `a wrong root at ${at}`;
      if (opening[3] === "") open.push(opening[1] ?? "");
    } else return `no tag at ${at}`;
  }
  if (roots !== 1) return "no root";
  return open.length > 0 ? `<${open.at(-1)}> is never closed` : undefined;
}

function* tokens(xml: string): Generator<readonly [number, string]> {
  let at = 0;
  while (at < xml.length) {
    const end = xml[at] === "<" ? xml.indexOf(">", at) + 1 : xml.indexOf("<", at);
    const next = end <= 0 ? xml.length : end;
    yield [at, xml.slice(at, next)];
    at = next;
  }
}

function textFlaw(text: string): string | undefined {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) return "a bare ampersand";
  if (text.includes("]]>")) return "the end of a section";
  // oxlint-disable-next-line no-control-regex -- these are the characters it is about
  return /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u.test(text)
    ? "a forbidden character"
    : undefined;
}
