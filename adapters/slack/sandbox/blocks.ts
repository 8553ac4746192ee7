import { look } from "palaver";
import { list, text } from "../look.ts";

/** Characters that Slack takes, by type of block (https://docs.slack.dev/reference/block-kit/blocks). */
const texts = new Map([
  ["section", 3_000],
  ["header", 150],
  ["markdown", 12_000],
]);

/** Elements that Slack takes, by type of block. */
const elements = new Map([
  ["actions", 25],
  ["context", 10],
]);

const blocksAtMost = 50;
/** Characters of all blocks as JSON, as it was found out by others (https://github.com/slackapi/bolt-js/issues/2509). */
const lengthAtMost = 13_200;

/** Slack's code for what is wrong with a message's blocks; nothing where they are fine, or none. */
export function wrongWith(blocks: unknown): string | undefined {
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) return "invalid_blocks_format";
  const ids = blocks.flatMap((block) => text(block, "block_id") ?? []);
  const fine = blocks.length <= blocksAtMost && new Set(ids).size === ids.length && blocks.every(isFine);
  if (!fine) return "invalid_blocks";
  return JSON.stringify(blocks).length > lengthAtMost ? "msg_blocks_too_long" : undefined;
}

function isFine(block: unknown): boolean {
  const type = text(block, "type");
  if (type === undefined) return false;
  const said = text(block, "text") ?? text(block, "text", "text");
  const needed = type === "header" || (type === "section" && look(block, "fields") === undefined);
  if (needed && !said) return false;
  if ((said ?? "").length > (texts.get(type) ?? Infinity)) return false;
  return list(block, "elements").length <= (elements.get(type) ?? Infinity);
}
