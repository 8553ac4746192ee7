/** An element of an XML document, with what is in it. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly content: readonly (Element | string)[];
}

/**
 * Reads an XML document as strictly as https://www.w3.org/TR/xml/ asks, as far as speech markup goes: one root, tags
 * that match, quoted attributes that come once, the five entities and no others, and only characters that XML can
 * carry. Throws, with a sentence, at the first thing that is wrong. Knows no declarations, comments or namespaces.
 */
export function readXml(document: string): Element {
  const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.exec(document);
  if (forbidden) throw new Error(`XML cannot carry ${JSON.stringify(forbidden[0])}.`);

  interface Open {
    readonly name: string;
    readonly attributes: ReadonlyMap<string, string>;
    readonly content: (Element | string)[];
  }
  const outside: Open = { name: "", attributes: new Map(), content: [] };
  const open: Open[] = [outside];
  const top = () => open.at(-1) ?? outside;

  for (const [piece] of document.matchAll(/<[^>]*>?|[^<]+/gu)) {
    if (!piece.startsWith("<")) {
      if (piece.includes("]]>")) throw new Error(`A "]]>" stands in the text.`);
      if (top() === outside) throw new Error(`Text stands outside of the document: ${piece}`);
      top().content.push(unescaped(piece));
      continue;
    }
    const tag = /^<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>$/u.exec(piece);
    if (!tag) throw new Error(`This is no tag: ${piece}`);
    const [, closes, name = "", attributes = "", empty] = tag;
    if (closes) {
      const last = open.pop();
      if (last?.name !== name || attributes || empty)
        throw new Error(`${piece} closes <${last?.name ?? ""}>.`);
      continue;
    }
    if (top() === outside && outside.content.length > 0) throw new Error("There are two documents.");
    const element: Open = { name, attributes: attributesOf(attributes), content: [] };
    top().content.push(element);
    if (!empty) open.push(element);
  }
  const [root] = outside.content;
  if (open.length !== 1) throw new Error(`<${top().name}> is never closed.`);
  if (root === undefined || typeof root === "string") throw new Error("There is no document.");
  return root;
}

/** All the text in an element. */
export const textIn = ({ content }: Element): string =>
  content.map((it) => (typeof it === "string" ? it : textIn(it))).join("");

/** The names of all elements in one, itself included. */
export const namesIn = ({ name, content }: Element): readonly string[] => [
  name,
  ...content.flatMap((it) => (typeof it === "string" ? [] : namesIn(it))),
];

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(/([\w:-]+)="([^"]*)"/gu)) {
    if (attributes.has(name)) throw new Error(`The attribute ${name} comes twice.`);
    attributes.set(name, unescaped(value));
  }
  return attributes;
}

const characters = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
]);

const unescaped = (text: string): string =>
  text.replace(/&[^;&]*;?/gu, (entity) => {
    const character = characters.get(entity);
    if (character === undefined) throw new Error(`There is no entity ${entity}.`);
    return character;
  });
