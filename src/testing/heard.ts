/**
 * What is heard of an SSML document: its words, without markup. For documents as the core writes them: tags closed,
 * and no entities but the five of XML.
 */
export const heardOf = (ssml: string): string =>
  ssml
    .replace(/<break\b[^>]*>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => entities.get(entity) ?? entity)
    .replace(/\s+/g, " ")
    .trim();

const entities: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
]);
