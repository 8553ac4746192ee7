import { sayable } from "./clean.ts";
import { glyphAloud, glyphs } from "./emoji.ts";
import type { Saying } from "./saying.ts";

/** What a message is made of on its way to being said. Nothing in it is still to be read as anything but words. */
export type Piece =
  | { readonly type: "words"; readonly text: string }
  | { readonly type: "emoji"; readonly name: string }
  /** The end of a line, a paragraph, or anything else that a speaker would pause after. */
  | { readonly type: "stop" }
  /** Said between two pauses, if anything comes after it. */
  | { readonly type: "aside"; readonly text: string };

/** Names for the ids in a message, where they are known. */
export interface Naming {
  user?(id: string): string | undefined;
  channel?(id: string): string | undefined;
  /** A group of users. */
  group?(id: string): string | undefined;
}

/** What a reader of messages has to know beside them. */
export interface How {
  readonly names: Naming;
  readonly saying: Saying;
}

export const words = (text: string): Piece => ({ type: "words", text });

export const stop: Piece = { type: "stop" };

/** Where a new line begins, in all the ways there are. */
export const lineBreak = /\r\n|[\n\r\v\f\x85\u2028\u2029]/;

const address = /https?:\/\/[^\s<>|]*[^\s<>|*_~.,;:!?)'"\]]/g;

/** Text that is meant as it stands: only emoji and web addresses in it are said in another way. */
export function plain(text: string, { saying }: How): readonly Piece[] {
  const speakable = text.replace(address, (url) => linkAloud(url, saying));
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: glyph, index } of speakable.matchAll(glyphs)) {
    const name = glyphAloud(glyph, saying);
    if (name === glyph) continue;
    pieces.push(words(speakable.slice(from, index)), { type: "emoji", name });
    from = index + glyph.length;
  }
  pieces.push(words(speakable.slice(from)));
  return pieces;
}

/** A web address by where it leads; nobody says more than that. */
export function linkAloud(url: string, { link, linkTo }: Saying): string {
  const host = /^https?:\/\/(?:[^\s/?#@\\]*@)?(?:www\.)?([\p{L}\p{N}.-]{1,80})(?=[:/?#\\]|$)/iu.exec(
    url,
  )?.[1];
  return host === undefined ? link : linkTo(host.toLowerCase());
}

/** A piece of code that stands for itself: nobody reads it out. */
export const codeBlock = ({ code }: Saying): readonly Piece[] => [
  stop,
  words(`${code.slice(0, 1).toUpperCase()}${code.slice(1)}`),
  stop,
];

/** Code among words: a short piece is said as it is. */
export const inlineCode = (text: string, { code }: Saying): Piece => words(text.length <= 40 ? text : code);

/** A quotation, and where it ends if more comes after it. */
export const quotation = (pieces: readonly Piece[], { quote, endOfQuote }: Saying): readonly Piece[] =>
  said(pieces) === ""
    ? [stop]
    : [stop, words(`${quote}: `), ...pieces, stop, { type: "aside", text: endOfQuote }];

/** The pieces as one line of text, the way somebody would read it out: with a full stop where a line was at its end. */
export function said(pieces: readonly Piece[]): string {
  const lines: { readonly text: string; readonly aside?: true }[] = [];
  let line: Piece[] = [];
  const end = () => {
    lines.push({ text: sayable(lineOf(line)) });
    line = [];
  };
  for (const piece of pieces) {
    if (piece.type === "stop" || piece.type === "aside") end();
    else line.push(piece);
    if (piece.type === "aside") lines.push({ text: piece.text, aside: true });
  }
  end();
  const spoken = lines.filter(({ text }) => /[^\s\p{P}=~]|[?!]/u.test(text));
  const last = spoken.findLastIndex(({ aside }) => aside !== true);
  return spoken
    .slice(0, last + 1)
    .map(({ text }, i) => (i === last || isEnded(text) ? text : `${text}.`))
    .join(" ");
}

const isEnded = (text: string) => /[.!?…:;,。！？、]["'”’»)\]]{0,3}$/u.test(text.slice(-4));

/** One line: emoji that stand together are said once each, and apart from the words before them where they end it. */
function lineOf(pieces: readonly Piece[]): string {
  const parts: string[] = [];
  const run = new Set<string>();
  const flush = (last: boolean) => {
    const names = [...run].join(", ");
    run.clear();
    if (names === "") return;
    while (parts.at(-1)?.trim() === "") parts.pop();
    const before = parts.pop()?.trimEnd() ?? "";
    parts.push(before, last && /[\p{L}\p{N}]$/u.test(before.slice(-2)) ? `, ${names}` : ` ${names}`);
  };
  for (const piece of pieces) {
    if (piece.type === "emoji") run.add(piece.name);
    else if (piece.type === "words" && (run.size === 0 || piece.text.trim() !== "")) {
      const parted = run.size > 0 && /^[^\s\p{P}]/u.test(piece.text);
      flush(false);
      parts.push(parted ? ` ${piece.text}` : piece.text);
    }
  }
  flush(true);
  return parts.join("");
}
