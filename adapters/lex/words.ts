import { asString, itemsOf, look } from "palaver";
import { heardOf } from "palaver/testing";

/** What a response of this channel's own sounds or reads like: its words as one line, without markup or cards. */
export const wordsOf = (response: unknown): string =>
  itemsOf(look(response, "messages"))
    .flatMap((message) => {
      const content = asString(look(message, "content")) ?? [];
      return look(message, "contentType") === "SSML" ? heardOf(String(content)) : content;
    })
    .join(" ");
