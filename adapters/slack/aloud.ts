import { canonicalLocale, look } from "palaver";
import { nameAloud } from "./aloud/clean.ts";
import { shortcodeAloud } from "./aloud/emoji.ts";
import { files, transcripts } from "./aloud/files.ts";
import { marked } from "./aloud/marked.ts";
import { said, stop, words, type How, type Naming, type Piece } from "./aloud/piece.ts";
import { built, rich } from "./aloud/rich.ts";
import { sayingIn } from "./aloud/saying.ts";
import { list, text } from "./look.ts";

export interface AloudOptions {
  /** Names for the users, channels and groups in the message. Without one, they are "someone" and the like. */
  readonly names?: Naming;
  /** The language of what is said in place of what cannot be, such as links and pictures. Default: English. */
  readonly locale?: string;
}

/**
 * What one would say to read a message of Slack's out: names for mentions, words for emoji, "a link to github.com", "sent
 * a picture". Plain text in one line, with no markup of any kind; nothing for a message with nothing in it, or a deleted
 * one. That it was edited is not said. Whatever JSON is given, it gives a string, in a time that grows as the text does.
 */
export function aloud(message: unknown, { names = {}, locale = "en" }: AloudOptions = {}): string {
  const it = text(message, "subtype") === "message_changed" ? look(message, "message") : message;
  if (["message_deleted", "tombstone"].includes(text(it, "subtype") ?? "")) return "";
  const how: How = { names, saying: sayingIn(canonicalLocale(locale) ?? "en") };
  const written = wordsOf(it, how);
  const heard = said(transcripts(it, how));
  const sent = files(it, how);
  if (sent === "") return written || attached(it, how);
  const sending = written === "" ? how.saying.sent(sent) : how.saying.sentToo(sent);
  return said([words(written), stop, words(heard === "" ? sending : `${sending}: ${heard}`)]);
}

/** How a reaction is said, by its name in Slack: "thumbs up" for "+1::skin-tone-2". */
export const reactionAloud = (reaction: string, locale = "en"): string =>
  nameAloud(shortcodeAloud(reaction, sayingIn(canonicalLocale(locale) ?? "en")));

/** What was written, by whichever part of the message says it most exactly. */
function wordsOf(message: unknown, how: How): string {
  return (
    said(rich(message, how)) || said(marked(text(message, "text") ?? "", how)) || said(built(message, how))
  );
}

/** More attachments than these are not said. */
const attachmentsAtMost = 3;

/** What a message shows that has no words of its own: what it passes on, or what an old app attached. */
function attached(message: unknown, how: How): string {
  const pieces = list(message, "attachments")
    .slice(0, attachmentsAtMost)
    .flatMap((it): readonly Piece[] => [words(attachment(it, how)), stop]);
  return said(pieces);
}

function attachment(it: unknown, how: How): string {
  const parts = ["pretext", "title", "text"].flatMap((name) => [...marked(text(it, name) ?? "", how), stop]);
  const shown = said(parts) || wordsOf({ blocks: look(it, "blocks") }, how);
  const author = nameAloud(text(it, "author_name") ?? "");
  if (shown === "") return said(marked(text(it, "fallback") ?? "", how)) || pictured(it, how);
  return author === "" ? shown : how.saying.passedOn(author, shown);
}

const pictured = (it: unknown, { saying }: How) =>
  text(it, "image_url") ? saying.sent(saying.some("picture", 1)) : "";
