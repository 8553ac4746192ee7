/** What a device says of an SSML document: its words, without markup. */
export const wordsOf = (ssml: string): string =>
  ssml
    .replace(/<break\b[^>]*>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => characters.get(name) ?? "")
    .replace(/\s+/g, " ")
    .trim();

const characters: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);
