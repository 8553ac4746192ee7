import { fitted, fitText, type Button, type Card, type Reply } from "palaver";
import type { ChatPostMessageArguments } from "@slack/web-api";
import { text } from "./look.ts";
import { clean, literal } from "./mrkdwn.ts";
import { mrkdwnTarget } from "./target.ts";

/** A block as the Web API takes it. */
export type Block = NonNullable<Extract<ChatPostMessageArguments, { blocks?: unknown }>["blocks"]>[number];

/** A message as Slack shows it: blocks for the eye, and text for notifications and screen readers. */
export interface Rendered {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** What the two buttons under a question say. */
export interface Labels {
  readonly yes: string;
  readonly no: string;
  /** Said to whoever sent a voice message that nobody could hear. */
  readonly unheard: string;
}

/**
 * What Slack takes, in characters (https://docs.slack.dev/reference/block-kit). The total is not documented; messages
 * were refused from about 13,200 characters of blocks on (slackapi/bolt-js#2509).
 */
const limits = {
  total: 12_000,
  piece: 3_000,
  header: 150,
  label: 75,
  value: 2_000,
  url: 3_000,
  alt: 2_000,
};
/** Of all characters, how many the buttons may take. */
const buttonsTotal = 4_000;
const buttonsAtMost = 25;

/**
 * The response to an event: a slash command's answer for the one who gave it, or a challenge met. Of a reply to any
 * other event, the message as it would be posted; nobody waits for it in the response.
 */
export function write(reply: Reply | undefined, event: unknown, labels: Labels): unknown {
  if (text(event, "type") === "url_verification") {
    const challenge = text(event, "challenge");
    return challenge === undefined ? undefined : { challenge };
  }
  const rendered = reply && render(reply, labels);
  const answers = text(event, "command") !== undefined;
  return rendered && { ...(answers && { response_type: "ephemeral" }), mrkdwn: false, ...rendered };
}

/** A reply as a message; nothing where there is nothing to say or show. */
export function render({ text: said, card, next }: Reply, labels: Labels): Rendered | undefined {
  const summary = clean(said).trim() || clean(card?.title ?? "").trim();
  if (summary === "") return undefined;
  const asked =
    next.type === "confirm" ? [labels.yes, labels.no].map((label) => ({ label, says: label })) : [];
  const below = [...(card ? cardBlocks(card) : []), ...buttonBlocks([...asked, ...(card?.buttons ?? [])])];
  return {
    text: notification(summary),
    blocks: [...textBlocks(said, limits.total - sizeOf(below)), ...below],
  };
}

/** Plain words as a message. */
export const plainly = (said: string): Rendered => ({
  text: notification(said),
  blocks: textBlocks(said, limits.total),
});

/** Whether an action's id is that of a button made here. */
export const isButton = (action: string): boolean => action.startsWith(buttonPrefix);

const buttonPrefix = "says-";

/**
 * Text as it is, for nobody can tell by now whose words these are. A `rich_text` block and not a section: mrkdwn styles
 * what it shows, and `plain_text` still links what looks like an address (slackapi/java-slack-sdk#1069).
 */
function textBlocks(said: string, limit: number): readonly Block[] {
  const blocks = (part: string): readonly Block[] =>
    pieces(literal(part)).map((piece) => ({
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: [{ type: "text", text: piece }] }],
    }));
  return blocks(fitting(said, limit, (part) => sizeOf(blocks(part))));
}

function cardBlocks({ title, body, image }: Card): readonly Block[] {
  const header = cut(literal(title).replace(/\s+/g, " ").trim(), limits.header);
  return [
    ...(header === "" ? [] : [{ type: "header" as const, text: plain(header) }]),
    ...(body === undefined ? [] : textBlocks(body, limits.piece)),
    ...(image && isPicture(image.url)
      ? [
          {
            type: "image" as const,
            image_url: image.url,
            alt_text: cut(literal(image.alt || title), limits.alt),
          },
        ]
      : []),
  ];
}

/** Buttons, as far as they fit; what does not can still be said. Words cut short would say something else. */
function buttonBlocks(buttons: readonly Button[]): readonly Block[] {
  const elements = buttons
    .filter(({ label, says }) => label.trim() !== "" && says !== "" && clean(says).length <= limits.value)
    .slice(0, buttonsAtMost)
    .map(({ label, says }, i) => ({
      type: "button" as const,
      action_id: `${buttonPrefix}${i}`,
      text: plain(cut(literal(label), limits.label)),
      value: clean(says),
    }));
  while (sizeOf(elements) > buttonsTotal) elements.pop();
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

/** A picture that Slack can fetch. One it cannot would have it refuse the whole message. */
const isPicture = (url: string) => url.length <= limits.url && /^https?:\/\//i.test(url) && URL.canParse(url);

const plain = (words: string) => ({ type: "plain_text" as const, text: words, emoji: false });

const notification = (said: string) => fitted(clean(said), mrkdwnTarget);

const sizeOf = (blocks: readonly unknown[]) => JSON.stringify(blocks).length;

/** As much as fits. A character too long to be kept whole may be cut inside, but never inside half of a code point. */
const cut = (said: string, limit: number) => fitText(said, limit).replace(/[\uD800-\uDBFF]…$/, "…");

/** As much of the beginning of a text as comes to no more than `limit` by a measure of its own. */
function fitting(said: string, limit: number, size: (part: string) => number): string {
  let part = cut(said, limit);
  while (part !== "" && size(part) > limit) {
    part = cut(said, Math.floor((part.length * limit) / size(part)) - 1);
  }
  return part;
}

/** A text in pieces that Slack takes, parted between sentences or words where it can be. */
function pieces(said: string): readonly string[] {
  const rest = said.trim();
  if (rest.length <= limits.piece) return rest === "" ? [] : [rest];
  const piece = cut(rest, limits.piece).slice(0, -1);
  return [piece, ...pieces(rest.slice(piece.length))];
}
