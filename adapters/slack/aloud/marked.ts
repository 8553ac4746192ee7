import { unescape } from "../mrkdwn.ts";
import { control } from "./control.ts";
import { isKnown, shortcodeAloud } from "./emoji.ts";
import { codeBlock, inlineCode, lineBreak, plain, quotation, stop, type How, type Piece } from "./piece.ts";

/** The pieces of a text in mrkdwn (https://docs.slack.dev/messaging/formatting-message-text), whatever it is. */
export function marked(text: string, how: How): readonly Piece[] {
  const parts = text.split("```");
  return parts.flatMap((part, i) => {
    const fenced = i % 2 === 1 && i < parts.length - 1;
    if (!fenced) return lines(part, how);
    return part.trim() === "" ? [] : codeBlock(how.saying);
  });
}

const quoteMark = /^\s*(?:(?:&gt;|>)\s?)+/;
const bullet = /^\s*(?:[•◦▪▸‣⁃]\s*|[-*]\s+)/;

/** Text line by line; a line that begins with ">" is quoted, and so is all that follows a ">>>". */
function lines(text: string, how: How): readonly Piece[] {
  const runs: { readonly quoted: boolean; readonly pieces: Piece[] }[] = [];
  let all = false;
  for (const line of text.split(lineBreak)) {
    const mark = quoteMark.exec(line)?.[0] ?? "";
    const rest = line.slice(mark.length).replace(bullet, "");
    all ||= /^\s*(?:&gt;|>){3}/.test(mark);
    const quoted = all || mark !== "";
    const pieces = [...inline(rest, how), stop];
    const run = runs.at(-1);
    if (run?.quoted === quoted) for (const piece of pieces) run.pieces.push(piece);
    else runs.push({ quoted, pieces });
  }
  // A line is over where the next begins, and not where what follows belongs to it.
  runs.at(-1)?.pieces.pop();
  return runs.flatMap(({ quoted, pieces }) => (quoted ? quotation(pieces, how.saying) : pieces));
}

/** A control sequence, code, an emoji, a web address, or a mark that may be the beginning or the end of some styling. */
const span =
  /<([^<>]*)>|`([^`]+)`|:([\p{Ll}\p{Lo}\p{M}\p{N}_+'-]{1,100}):|(https?:\/\/[^\s<>|]+)|\*+|_+|~+/gu;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly is: "control" | "code" | "emoji" | "tone" | "address" | "mark";
  readonly inside: string;
}

function inline(line: string, how: How): readonly Piece[] {
  const spans = spansOf(line);
  const styling = stylingIn(line, spans);
  const pieces: Piece[] = [];
  let pending = "";
  let from = 0;
  const flush = () => {
    if (pending !== "") for (const piece of plain(unescape(pending), how)) pieces.push(piece);
    pending = "";
  };
  for (const it of spans) {
    pending += line.slice(from, it.from);
    from = it.to;
    if (it.is === "tone" || styling.has(it)) continue;
    if (it.is === "mark" || it.is === "address") {
      pending += it.inside;
      continue;
    }
    flush();
    if (it.is === "emoji") pieces.push({ type: "emoji", name: shortcodeAloud(it.inside, how.saying) });
    else if (it.is === "code") pieces.push(inlineCode(unescape(it.inside), how.saying));
    else for (const piece of control(it.inside, how)) pieces.push(piece);
  }
  pending += line.slice(from);
  flush();
  return pieces;
}

function spansOf(line: string): readonly Span[] {
  const spans: Span[] = [];
  for (let match = span.exec(line); match; match = span.exec(line)) {
    const [whole, controlled, code, emoji, address] = match;
    const place = { from: match.index, to: match.index + whole.length };
    const before = spans.at(-1);
    if (controlled !== undefined) spans.push({ ...place, is: "control", inside: controlled });
    else if (code !== undefined) spans.push({ ...place, is: "code", inside: code });
    else if (address !== undefined) spans.push({ ...place, is: "address", inside: address });
    else if (emoji === undefined) spans.push({ ...place, is: "mark", inside: whole });
    else if (isTone(emoji, place, before)) spans.push({ ...place, is: "tone", inside: emoji });
    else if (isEmoji(emoji, line, place, before)) spans.push({ ...place, is: "emoji", inside: emoji });
    // The colon at the end of what is none may be the first of the next.
    else span.lastIndex = place.from + 1;
  }
  return spans;
}

type Place = Pick<Span, "from" | "to">;

const follows = ({ from }: Place, before: Span | undefined): boolean =>
  before?.is === "emoji" && before.to === from;

/** The colour of somebody's skin, which nobody says. */
const isTone = (name: string, place: Place, before: Span | undefined) =>
  /^skin-tone-\d$/.test(name) && follows(place, before);

/** A time of day or the name of a method has colons as well, so a name that is not known has to stand alone. */
function isEmoji(name: string, line: string, place: Place, before: Span | undefined): boolean {
  const isWord = /\p{L}/u.test(name);
  if (isKnown(name) && isWord) return true;
  const apart = follows(place, before) || !/[\p{L}\p{N}:]/u.test(line.charAt(place.from - 1));
  return apart && !/[\p{L}\p{N}]/u.test(line.charAt(place.to)) && (isWord || isKnown(name));
}

/** Where the marks stand that style what is between two of them: `*bold*`, and neither 2*3 nor snake_case. */
function stylingIn(line: string, spans: readonly Span[]): ReadonlySet<Span> {
  const styling = new Set<Span>();
  const open = new Map<string, Span>();
  for (const span of spans) {
    if (span.is !== "mark") continue;
    const [before, after] = [line.charAt(span.from - 1), line.charAt(span.to)];
    const began = open.get(span.inside);
    if (began && /\S/.test(before) && !/[\p{L}\p{N}]/u.test(after)) {
      styling.add(began).add(span);
      open.delete(span.inside);
    } else if (/\S/.test(after) && !/[\p{L}\p{N}]/u.test(before)) open.set(span.inside, span);
  }
  return styling;
}
