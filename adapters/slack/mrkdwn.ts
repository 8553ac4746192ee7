/**
 * Text for a place where Slack reads mrkdwn: `& < >` escaped, which disarms every mention, link and command
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping). There is no way to escape `* _ ~` and
 * backquotes, so what is to be seen is not put there: {@link literal} goes into blocks that know no styling, and this
 * into the `text` beside them, which is sent with `mrkdwn: false`.
 */
export const mrkdwn = (text: string): string =>
  clean(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * Text for a place where Slack reads none of it, such as `plain_text` or a `rich_text` element. What looks like the
 * beginning of a control sequence is parted by a word joiner, which nobody sees, in case somebody reads it after all.
 */
export const literal = (text: string): string => clean(text).replace(/<(?=[!@#])/g, "<\u2060");

/** Turns a user id into a name, where one is known. */
export type Names = (user: string) => string | undefined;

/** What a message in mrkdwn says to whoever reads it: names and labels for control sequences, no entities. */
export function words(text: string, names: Names = () => undefined): string {
  const read = text.replace(/<([^<>]*)>/g, (_, inside: string) => wordsOf(inside, names));
  return unescape(read)
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

/** The users that a message in mrkdwn mentions, in order. */
export const mentions = (text: string): readonly string[] =>
  [...text.matchAll(/<@([^<>|]*)(?:\|[^<>]*)?>/g)].flatMap(([, user]) => user ?? []);

/** The message without the mentions of one user, nor the comma or colon that followed one at its beginning. */
export const without = (user: string, text: string): string =>
  text
    .split(/(<@[^<>]*>)/)
    .map((part) => (mentions(part).includes(user) ? "" : part))
    .join("")
    .replace(/^\s*[,:]/, "");

/** The words of one control sequence (https://docs.slack.dev/messaging/formatting-message-text#advanced). */
function wordsOf(inside: string, names: Names): string {
  const bar = inside.indexOf("|");
  const [target, label] = bar < 0 ? [inside, ""] : [inside.slice(0, bar), inside.slice(bar + 1)];
  if (target.startsWith("@")) return label || (names(target.slice(1)) ?? target);
  if (target.startsWith("#")) return label || target;
  if (target.startsWith("!")) return (label || nameOf(target)).replace(/^@/, "");
  return label || target.replace(/^(?:mailto|tel):/, "");
}

const nameOf = (command: string) => (command.startsWith("!subteam^") ? "a group" : command.slice(1));

/** Text without the three entities of mrkdwn. */
export const unescape = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

// oxlint-disable-next-line no-control-regex -- these are the characters it is about
const unshown = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u202D\u202E\uFFFE\uFFFF]/g;

/** Text without control characters and those that force the direction of what follows; whole characters only. */
export const clean = (text: string) => text.replace(unshown, "").replace(/\p{Surrogate}/gu, "\ufffd");
