/** One piece of what is said. A tree of plain data: markup is made from it at the very end, for one target. */
export type SpeechNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "pause"; readonly milliseconds: number }
  | { readonly type: "emphasis"; readonly level: EmphasisLevel; readonly content: Speech }
  | { readonly type: "say"; readonly as: SayAs; readonly text: string };

export type EmphasisLevel = "strong" | "moderate" | "reduced";

/** How a piece of text is meant to be read out; the names are SSML's. */
export type SayAs = "characters" | "cardinal" | "ordinal" | "digits" | "date" | "time" | "telephone";

/** Something to say. */
export interface Speech {
  readonly parts: readonly SpeechNode[];
}

/** What may be said: plain text, or speech. */
export type Said = string | Speech;

/**
 * Speech from a template: speech`Order ${digits("4711")} is on its way.` Whatever stands between the braces, and the
 * template's own words, is text and can never become markup.
 */
export function speech(strings: TemplateStringsArray, ...values: readonly (Said | number)[]): Speech {
  const parts = strings.flatMap((text, i) => {
    const value = values[i];
    return [...textNode(text), ...(value === undefined ? [] : toSpeech(value).parts)];
  });
  return { parts };
}

/** Tells words from anything else that may stand in their place. */
export const isSaid = (thing: object | string): thing is Said =>
  typeof thing === "string" || "parts" in thing;

/** Speech that says just this. */
export function toSpeech(said: Said | number): Speech {
  return typeof said === "object" ? said : { parts: textNode(String(said)) };
}

/** A silence, in milliseconds: from 0 up to the ten seconds that every target allows. What is no number is 0. */
export const pause = (milliseconds: number): Speech => ({
  parts: [{ type: "pause", milliseconds: Math.round(Math.min(Math.max(milliseconds, 0), 10_000)) || 0 }],
});

/** Words that carry the weight of the sentence. */
export const emphasis = (said: Said, level: EmphasisLevel = "moderate"): Speech => ({
  parts: [{ type: "emphasis", level, content: toSpeech(said) }],
});

/** Text read out in a certain way, such as an order number digit by digit: `sayAs("digits", "4711")`. */
export const sayAs = (as: SayAs, text: string): Speech => ({ parts: [{ type: "say", as, text }] });

/** Several pieces of speech as one. */
export const join = (...pieces: readonly Said[]): Speech => ({
  parts: pieces.flatMap((piece) => toSpeech(piece).parts),
});

/** What is said, to be read: no markup, one space where there was a pause or a line break. */
export function toText(said: Said): string {
  const words = (speech: Speech): string =>
    speech.parts
      .map((part) => {
        if (part.type === "pause") return " ";
        return part.type === "emphasis" ? words(part.content) : part.text;
      })
      .join("");
  return clean(words(toSpeech(said)))
    .replace(/\s+/gu, " ")
    .trim();
}

/** What is said, as an SSML document (https://www.w3.org/TR/speech-synthesis11/): always well-formed XML. */
export const toSsml = (said: Said): string => `<speak>${toSpeech(said).parts.map(toMarkup).join("")}</speak>`;

function toMarkup(part: SpeechNode): string {
  switch (part.type) {
    case "text":
      return escapeXml(part.text);
    case "pause":
      return `<break time="${part.milliseconds}ms"/>`;
    case "emphasis":
      return `<emphasis level="${part.level}">${part.content.parts.map(toMarkup).join("")}</emphasis>`;
    case "say":
      return `<say-as interpret-as="${part.as}">${escapeXml(part.text)}</say-as>`;
  }
}

/** The speech, or as much of its beginning as `render` brings to no more than `limit` UTF-16 units, with "…" after it. */
export function fit(said: Said, limit: number, render: (speech: Speech) => string): Speech {
  const whole = toSpeech(said);
  if (render(whole).length <= limit) return whole;
  let [kept, lost] = [0, toText(whole).length + 1];
  while (lost - kept > 1) {
    const middle = Math.floor((kept + lost) / 2);
    if (render(beginning(whole, middle)).length <= limit) kept = middle;
    else lost = middle;
  }
  return beginning(whole, kept);
}

/** Text no longer than `limit` UTF-16 units; where it has to be cut, between two words and with "…" after it. */
export const fitText = (text: string, limit: number): string =>
  text.length <= limit ? text : `${cut(text, limit - 1)}…`.slice(0, Math.max(limit, 0));

/** At most that many UTF-16 units of the words, pauses and the shape of the tree kept. */
function beginning(speech: Speech, length: number): Speech {
  let left = length;
  const take = (parts: readonly SpeechNode[]): SpeechNode[] =>
    parts.flatMap((part): SpeechNode[] => {
      if (left <= 0) return [];
      if (part.type === "pause") return [part];
      if (part.type === "emphasis") return [{ ...part, content: { parts: take(part.content.parts) } }];
      const text = part.text.length <= left ? part.text : cut(part.text, left);
      left -= part.text.length;
      return [{ ...part, text }];
    });
  return { parts: [...take(speech.parts), { type: "text", text: "…" }] };
}

/** Between sentences or words where one ends near the limit, else between what a reader sees as two characters. */
function cut(text: string, length: number): string {
  const head = text.slice(0, Math.max(length, 0));
  const edge = Math.max(head.search(/[.!?。！？][^.!?。！？]*$/u) + 1, head.search(/\s\S*$/u));
  if (edge > length / 2) return head.slice(0, edge).trimEnd();
  const from = Math.max(length - 64, 0);
  const last = [...new Intl.Segmenter().segment(text.slice(from, length + 64))]
    .map(({ index }) => from + index)
    .findLast((index) => index <= length);
  // A character with more marks on it than are looked at is cut like any text, but not inside a pair.
  return last === from && from > 0 ? head.replace(/[\uD800-\uDBFF]$/, "") : text.slice(0, last ?? 0);
}

const textNode = (text: string): readonly SpeechNode[] => (text === "" ? [] : [{ type: "text", text }]);

/**
 * Text as XML carries it: the five characters that mean something escaped, and what XML 1.0 cannot carry at all
 * (https://www.w3.org/TR/xml/#charsets: most control characters, lone surrogates, U+FFFE and U+FFFF) left out.
 */
export const escapeXml = (text: string): string =>
  clean(text).replace(/[&<>"']/g, (character) => `&${entities[character as keyof typeof entities]};`);

const entities = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" } as const;

// oxlint-disable-next-line no-control-regex -- these are the characters it is about
const unspeakable = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Surrogate}/gu;

const clean = (text: string) => text.replace(unspeakable, "");
