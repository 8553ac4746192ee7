const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** The words of a prompt's wording, without the markup of one that has some. */
export const wordsOf = ({ type, value }: { readonly type: string; readonly value: string }): string =>
  type === "SSML" ? unmarked(value) : value;

const unmarked = (ssml: string) =>
  ssml
    .replace(/<[^<>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => entities.get(name) ?? whole)
    .replace(/\s+/g, " ")
    .replace(/ ([.,;:?!])/g, "$1")
    .trim();
