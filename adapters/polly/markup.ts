/** A piece of an SSML document and where it stands in it, in UTF-16 units. */
export type Token =
  | { readonly type: "text"; readonly text: string; readonly start: number; readonly end: number }
  | {
      readonly type: "open" | "close" | "empty";
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly start: number;
      readonly end: number;
    };

/** What makes a document unreadable, and where. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

const opening = /<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const closing = /<\/([A-Za-z_][\w.:-]*)\s*>/y;
const skipped = /<\?xml\s[^<>]*\?>|<!--(?:(?!--)[^])*-->/y;
const attribute = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entity = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\dA-Fa-f]{1,6}));/y;
const named = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

// oxlint-disable-next-line no-control-regex -- these are the characters that XML 1.0 does not have
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u;

/**
 * The pieces of a document in order, as strictly as an XML parser takes them: one root, tags that nest, quoted
 * attributes that are there once, nothing but XML's own entities and characters. Text comes by the character, an entity
 * being one, so that each has its place. Throws {@link Malformed}.
 */
export function* tokensOf(xml: string): Generator<Token> {
  if (forbidden.test(xml)) throw new Malformed("a character that XML does not have");
  const open: string[] = [];
  let [at, roots] = [0, 0];
  while (at < xml.length) {
    const start = at;
    const tag = matchAt(opening, xml, at);
    if (tag) {
      const [all, name = "", attributes = "", slash = ""] = tag;
      if (open.length === 0 && ++roots > 1) throw new Malformed(`a second root at ${start}`);
      if (slash === "") open.push(name);
      at += all.length;
      const type = slash === "" ? "open" : "empty";
      yield { type, name, attributes: attributesOf(attributes, start), start, end: at };
      continue;
    }
    const [end, name = ""] = matchAt(closing, xml, at) ?? [];
    if (end !== undefined) {
      if (open.pop() !== name) throw new Malformed(`</${name}> closes what is not open at ${start}`);
      at += end.length;
      yield { type: "close", name, attributes: new Map(), start, end: at };
      continue;
    }
    const skip = matchAt(skipped, xml, at)?.[0];
    if (skip !== undefined) {
      if (skip.startsWith("<?") && at > 0)
        throw new Malformed(`a declaration inside of the document at ${at}`);
      at += skip.length;
      continue;
    }
    const [length, text] = characterAt(xml, at);
    if (open.length === 0 && text.trim() !== "") throw new Malformed(`text outside of the root at ${at}`);
    at += length;
    if (open.length > 0) yield { type: "text", text, start, end: at };
  }
  if (open.length > 0) throw new Malformed(`<${open.at(-1)}> is never closed`);
  if (roots === 0) throw new Malformed("no root");
}

/** How many units a character takes, and what it is. */
function characterAt(xml: string, at: number): readonly [number, string] {
  const character = String.fromCodePoint(xml.codePointAt(at) ?? 0);
  if (character === "<") throw new Malformed(`no tag at ${at}`);
  if (xml.startsWith("]]>", at)) throw new Malformed(`the end of a section at ${at}`);
  if (character !== "&") return [character.length, character];
  const [all] = matchAt(entity, xml, at) ?? [];
  if (all === undefined) throw new Malformed(`a bare ampersand at ${at}`);
  return [all.length, decoded(all, at)];
}

function decoded(reference: string, at: number): string {
  const [, name, decimal, hex] = matchAt(entity, reference, 0) ?? [];
  if (name !== undefined) return named.get(name) ?? "";
  const code = decimal === undefined ? parseInt(hex ?? "", 16) : Number(decimal);
  const text = code > 0x10ffff ? "\0" : String.fromCodePoint(code);
  if (forbidden.test(text)) throw new Malformed(`a character that XML does not have at ${at}`);
  return text;
}

function attributesOf(text: string, at: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single] of text.matchAll(attribute)) {
    if (found.has(name)) throw new Malformed(`"${name}" twice at ${at}`);
    found.set(name, plain(double ?? single ?? ""));
  }
  return found;
}

function plain(raw: string): string {
  let [text, at] = ["", 0];
  while (at < raw.length) {
    const [length, character] = characterAt(raw, at);
    text += character;
    at += length;
  }
  return text;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
