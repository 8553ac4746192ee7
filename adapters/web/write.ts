import {
  asString,
  look,
  pick,
  speakable,
  toSsml,
  type Button,
  type Card,
  type Mark,
  type Reply,
  type Spoken,
} from "palaver";

/** A reply to be heard: audio in base64, and the words in it with the milliseconds each begins at, as captions. */
export interface WebAudio {
  readonly type: string;
  readonly base64: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A reply as a page receives it. Text is text: a page shows it as such and never as HTML. */
export interface WebReply {
  readonly text: string;
  /** What is said, as SSML, for pages that speak. */
  readonly speech: string;
  /** Where the page asked for it by `aloud: true`, the channel has a voice, and that spoke in time. */
  readonly audio?: WebAudio;
  readonly card?: Omit<Card, "buttons">;
  /** What can be pressed instead of typed. */
  readonly choices?: readonly Button[];
  /** Where the conversation stands: whether an answer is expected, and what kind of one. */
  readonly next: Reply["next"]["type"];
}

/** A reply as JSON for the page that sent an event. */
export function writeReply(reply: Reply, event: unknown, spoken?: Spoken): WebReply {
  const locale = asString(look(event, "locale")) ?? "en";
  const choices = [...(reply.next.type === "confirm" ? yesOrNo(locale) : []), ...(reply.card?.buttons ?? [])];
  return {
    text: reply.text,
    speech: toSsml(speakable(reply.speech, locale)),
    ...(spoken && { audio: audioOf(spoken) }),
    ...(reply.card && { card: cardOf(reply.card) }),
    ...(choices.length > 0 && { choices }),
    next: reply.next.type,
  };
}

const audioOf = ({ bytes, ...spoken }: Spoken): WebAudio => ({
  ...spoken,
  base64: Buffer.from(bytes).toString("base64"),
});

/** The card, with its image only where that is a picture on the web. */
const cardOf = ({ title, body, image }: Card): Omit<Card, "buttons"> => ({
  title,
  ...(body !== undefined && { body }),
  ...(image && /^https?:\/\//i.test(image.url) && { image }),
});

const answers = {
  en: ["Yes", "No"],
  de: ["Ja", "Nein"],
} as const;

const yesOrNo = (locale: string): readonly Button[] =>
  (pick<readonly string[]>(answers, locale) ?? answers.en).map((label) => ({
    label,
    says: label.toLowerCase(),
  }));
