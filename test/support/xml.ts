import { SaxesParser } from "saxes";

/** An element of an XML document, with what is in it. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly content: readonly (Element | string)[];
}

/** The namespace that vendors use without saying what it is. */
const additionalNamespaces = { amazon: "urn:amazon" };

/** Reads an XML document strictly, with its namespaces. Throws at the first thing that is wrong with it. */
export function readXml(document: string): Element {
  const outside: (Element | string)[] = [];
  const open = [outside];
  const parser = new SaxesParser({ xmlns: true, additionalNamespaces });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const content: (Element | string)[] = [];
    const pairs = Object.values(attributes).map(({ name, value }) => [name, value] as const);
    open.at(-1)?.push({ name, attributes: new Map(pairs), content });
    open.push(content);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => void open.at(-1)?.push(text));
  for (const it of ["comment", "cdata", "doctype", "processinginstruction"] as const)
    parser.on(it, () => {
      throw new Error(`There is a ${it}, and nothing of it could be said.`);
    });
  parser.write(document).close();
  const root = outside.find((it) => typeof it !== "string");
  if (root === undefined) throw new Error("There is no document.");
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
