import { look } from "palaver";
import { list, text } from "../look.ts";
import { broadcast, channel, link, person, team } from "./control.ts";
import { shortcodeAloud } from "./emoji.ts";
import { marked } from "./marked.ts";
import {
  codeBlock,
  inlineCode,
  lineBreak,
  plain,
  quotation,
  stop,
  words,
  type How,
  type Piece,
} from "./piece.ts";

/** What people write, as Slack's own editor has it (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block). */
export const rich = (message: unknown, how: How): readonly Piece[] =>
  list(message, "blocks")
    .filter((block) => text(block, "type") === "rich_text")
    .flatMap((block) => list(block, "elements").flatMap((element) => [...section(element, how), stop]));

function section(element: unknown, how: How): readonly Piece[] {
  switch (text(element, "type")) {
    case "rich_text_list":
      return items(element, how);
    case "rich_text_quote":
      return quotation(inside(element, how), how.saying);
    case "rich_text_preformatted":
      return list(element, "elements").length === 0 ? [] : codeBlock(how.saying);
    default:
      return inside(element, how);
  }
}

const inside = (element: unknown, how: How): readonly Piece[] =>
  list(element, "elements").flatMap((it) => span(it, how));

/** A list, item by item; only the numbers of one that has an order are said. */
function items(element: unknown, how: How): readonly Piece[] {
  const ordered = text(element, "style") === "ordered";
  const offset = look(element, "offset");
  const first = typeof offset === "number" && Number.isSafeInteger(offset) ? offset + 1 : 1;
  return list(element, "elements").flatMap((item, i) => [
    stop,
    ...(ordered ? [words(`${first + i}. `)] : []),
    ...inside(item, how),
  ]);
}

function span(element: unknown, how: How): readonly Piece[] {
  const written = text(element, "text") ?? "";
  switch (text(element, "type")) {
    case "text":
      return look(element, "style", "code") === true
        ? [inlineCode(written, how.saying)]
        : written.split(lineBreak).flatMap((line, i) => [...(i > 0 ? [stop] : []), ...plain(line, how)]);
    case "emoji":
      return [{ type: "emoji", name: shortcodeAloud(text(element, "name") ?? "", how.saying) }];
    case "link":
      return link(text(element, "url") ?? "", written, how);
    case "user":
      return [words(person(text(element, "user_id") ?? "", how))];
    case "usergroup":
      return [words(team(text(element, "usergroup_id") ?? "", how))];
    case "channel":
      return [words(channel(text(element, "channel_id") ?? "", how))];
    case "broadcast":
      return [words(broadcast(text(element, "range") ?? "", how) ?? "")];
    case "date":
      return [words(text(element, "fallback") ?? how.saying.date)];
    default:
      return plain(written, how);
  }
}

/** The words in blocks that apps build (https://docs.slack.dev/reference/block-kit/blocks): what they show, in order. */
export const built = (message: unknown, how: How): readonly Piece[] =>
  list(message, "blocks").flatMap((block) => [
    ...worded(look(block, "text"), how),
    ...[...list(block, "fields"), ...elementsOf(block)].flatMap((it) => worded(it, how)),
    ...worded(look(block, "title"), how),
  ]);

const elementsOf = (block: unknown) => (text(block, "type") === "context" ? list(block, "elements") : []);

/** Words in any of the ways that a block has them: as they are, in mrkdwn, or in Markdown, which is read like it. */
function worded(thing: unknown, how: How): readonly Piece[] {
  if (typeof thing === "string") return [...marked(thing, how), stop];
  const written = text(thing, "text");
  if (written === undefined) return [];
  return [...(text(thing, "type") === "plain_text" ? plain(written, how) : marked(written, how)), stop];
}
