import { asString, itemsOf, look } from "palaver";

/** What a response of this channel's own sounds or reads like: its words as one line, without markup or cards. */
export const wordsOf = (response: unknown): string =>
  itemsOf(look(response, "messages"))
    .flatMap((message) => {
      const content = asString(look(message, "content")) ?? [];
      return look(message, "contentType") === "SSML" ? withoutMarkup(String(content)) : content;
    })
    .join(" ");

/** SSML as our own writer makes it: tags closed, and no entities but the five of XML. */
const withoutMarkup = (ssml: string): string =>
  ssml
    .replace(/<break[^>]*>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => entities.get(entity) ?? entity)
    .replace(/\s+/g, " ")
    .trim();

const entities = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
]);
