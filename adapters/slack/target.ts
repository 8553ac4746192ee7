import type { Target } from "palaver";

/**
 * mrkdwn, as the `text` of a message: words, with the three characters escaped that begin mentions, links and commands
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping). Nothing is styled, for a person's own `*` could
 * not be told from ours. At most 4,000 characters (chat.postMessage, "Truncating content").
 */
export const mrkdwnTarget: Target = {
  name: "Slack",
  form: "text",
  tags: {},
  limits: { characters: 4_000 },
  escapes: { "&": "&amp;", "<": "&lt;", ">": "&gt;" },
  lines: true,
};
