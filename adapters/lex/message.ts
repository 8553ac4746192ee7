import { fitText, parts, speakable, toText, type Button, type Card, type Reply, type Target } from "palaver";

/** A message as Lex V2 hands it to its client. Limits: the runtime's service model (Message, ImageResponseCard). */
export type LexMessage =
  | { readonly contentType: "PlainText" | "SSML"; readonly content: string }
  | { readonly contentType: "ImageResponseCard"; readonly imageResponseCard: LexCard };

/** A card with a title and up to five buttons. */
export interface LexCard {
  readonly title: string;
  readonly subtitle?: string;
  readonly imageUrl?: string;
  readonly buttons?: readonly { readonly text: string; readonly value: string }[];
}

/** UTF-16 units of content, of a title, subtitle or image address, and of a button's text or value. */
const [contentLimit, titleLimit, buttonLimit] = [1_024, 250, 50];
const mostButtons = 5;

/** Who a message is for: somebody who reads, or who hears it, in a voice that takes this and in this language. */
export interface Hearing {
  readonly spoken: boolean;
  readonly target: Target;
  readonly locale: string;
}

/** A reply as at most so many messages: its words, and its card after them where there is room. */
export function messagesOf(reply: Reply, hearing: Hearing, most: number): readonly LexMessage[] {
  const card = reply.card && cardOf(reply.card);
  const words = wordsOf(reply, hearing, card && most > 1 ? most - 1 : most);
  if (words.length >= most) return words;
  return card ? [...words, { contentType: "ImageResponseCard", imageResponseCard: card }] : words;
}

/** Markup only for ears, and only where there is any. */
function wordsOf(reply: Reply, { spoken, target, locale }: Hearing, most: number): readonly LexMessage[] {
  const documents = spoken ? parts(speakable(reply.speech, locale), target, most) : [];
  if (documents.some(hasMarkup)) return documents.map((content) => ({ contentType: "SSML", content }));
  const text = spoken ? toText(reply.speech) : reply.text.trim();
  return pieces(text, most).map((content) => ({ contentType: "PlainText", content }));
}

const hasMarkup = (document: string) => !/^<speak>[^<]*<\/speak>$/.test(document);

/** A text as at most so many pieces that fit a message, cut between words; only the last may lose something. */
function pieces(text: string, most: number): readonly string[] {
  const cut: string[] = [];
  let rest = text;
  while (rest.length > contentLimit && cut.length < most - 1) {
    // Its beginning as far as it fits, without the "…" that ends it.
    const piece = fitText(rest, contentLimit).slice(0, -1);
    cut.push(piece);
    rest = rest.slice(piece.length).trimStart();
  }
  return rest === "" ? cut : [...cut, fitText(rest, contentLimit)];
}

function cardOf({ title, body, image, buttons = [] }: Card): LexCard | undefined {
  const [heading, text] = title.trim() === "" ? [body ?? "", ""] : [title, body ?? ""];
  if (heading.trim() === "") return undefined;
  const fitting = buttons.filter(canBePressed).slice(0, mostButtons);
  return {
    title: fitText(heading, titleLimit),
    ...(text.trim() !== "" && { subtitle: fitText(text, titleLimit) }),
    ...(image && image.url.length <= titleLimit && image.url.length > 0 && { imageUrl: image.url }),
    ...(fitting.length > 0 && {
      buttons: fitting.map(({ label, says }) => ({ text: fitText(label, buttonLimit), value: says })),
    }),
  };
}

/** A label can be cut; words that are to be said cannot, for half of them would mean something else. */
const canBePressed = ({ label, says }: Button) => label !== "" && says !== "" && says.length <= buttonLimit;
