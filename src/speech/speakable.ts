import { toSpeech, writtenOf, type Said, type Speech, type SpeechNode } from "../speech.ts";
import { languageOf } from "./well.ts";

/** What a language says in place of what cannot be said as it is written. */
interface Words {
  /** With the name of the host, where there is one. */
  readonly link: (host: string) => string;
  readonly emoji: string;
  /** In the order of {@link pictures}. */
  readonly pictures: string;
  /** In the order of {@link symbols}. */
  readonly symbols: string;
}

/** The emoji that answers are made of; the others are not said, unless nothing else would be. */
const pictures = ["👍", "👎", "❤", "😀", "😂", "😉", "😢", "🎉", "✅", "❌", "⚠", "🙏", "👋", "🔥", "⭐"];

const symbols = ["&", "%", "+", "=", "@", "#", "§", "°", "→", "×", "÷", "≈", "≤", "≥"];

const english: Words = {
  link: (to) => (to === "" ? "a link" : `a link to ${to}`),
  emoji: "an emoji",
  pictures:
    "thumbs up|thumbs down|heart|smile|laughing|wink|sad face|party popper|check mark|cross|warning|folded hands|wave|fire|star",
  symbols: "and|percent|plus|equals|at|number|section|degrees|to|times|divided by|about|at most|at least",
};

const tongues: Readonly<Record<string, Words>> = {
  en: english,
  de: {
    link: (to) => (to === "" ? "ein Link" : `ein Link zu ${to}`),
    emoji: "ein Emoji",
    pictures:
      "Daumen hoch|Daumen runter|Herz|Lächeln|Lachen|Zwinkern|trauriges Gesicht|Konfetti|Häkchen|Kreuz|Warnung|gefaltete Hände|Winken|Feuer|Stern",
    symbols:
      "und|Prozent|plus|gleich|ät|Nummer|Paragraf|Grad|nach|mal|geteilt durch|ungefähr|höchstens|mindestens",
  },
  es: {
    link: (to) => (to === "" ? "un enlace" : `un enlace a ${to}`),
    emoji: "un emoji",
    pictures:
      "pulgar arriba|pulgar abajo|corazón|sonrisa|risa|guiño|cara triste|confeti|marca de verificación|cruz|advertencia|manos juntas|saludo|fuego|estrella",
    symbols:
      "y|por ciento|más|igual a|arroba|número|sección|grados|a|por|dividido entre|aproximadamente|como máximo|como mínimo",
  },
  ja: {
    link: (to) => (to === "" ? "リンク" : `${to}へのリンク`),
    emoji: "絵文字",
    pictures:
      "いいね|よくないね|ハート|笑顔|大笑い|ウインク|泣き顔|クラッカー|チェックマーク|バツ印|警告|合わせた手|手を振る|炎|星",
    symbols:
      "アンド|パーセント|プラス|イコール|アットマーク|番号|セクション|度|から|かける|割る|約|以下|以上",
  },
};

/** Addresses of pages and of people, pictures with all that is joined to them, and signs. Each is found in linear time. */
const unsaid =
  /(?<link>(?<![\p{L}\p{N}])https?:\/\/[^\s<>|"]+)|(?<emoji>(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|(?:\p{EPres}|\p{ExtPict}\uFE0F|❤|⚠|✅|❌)[\uFE0F\p{EMod}]*(?:\u200D\p{ExtPict}[\uFE0F\p{EMod}]*)*(?: |\uFE0F)*)+)|(?<sign>[&%+=@#§°→×÷≈≤≥])/gu;

const host = /^https?:\/\/(?:[^\s/?#@\\]*@)?(?:www\.)?([\p{L}\p{N}.-]{1,80})(?=$|[:/?#\\])/iu;

/** What also becomes words. */
export interface Speakable {
  /** Signs such as "&" and "%", for what reads no signs. Default false: voices know how to say them. */
  readonly symbols?: boolean;
}

/**
 * Speech whose texts can be said aloud: a page's address is "a link to" its host, well-known emoji have names, and others are
 * left out. It is still written as it was. Words for en, de, es and ja; English for others.
 */
export function speakable(said: Said, locale: string, { symbols: signs = false }: Speakable = {}): Speech {
  const [, language] = languageOf(locale);
  const tongue = tongues[language] ?? english;
  const speech = toSpeech(said);
  const mute = !/[\p{L}\p{N}]/u.test(writtenOf(speech.parts));
  return within(speech, tongue, { signs, mute });
}

interface How {
  readonly signs: boolean;
  /** Whether there are no words beside the pictures. */
  readonly mute: boolean;
}

const deepest = 32;

function within(speech: Speech, tongue: Words, how: How, depth = 0): Speech {
  if (depth > deepest) return speech;
  const parts = speech.parts.flatMap((node): readonly SpeechNode[] => {
    // What comes out of a store or a queue may be anything; it is the renderer's to deal with.
    if (typeof node !== "object" || node === null) return [node];
    if (node.type === "text" && typeof node.text === "string") return spoken(node.text, tongue, how);
    if (!("content" in node)) return [node];
    return [{ ...node, content: within(toSpeech(node.content), tongue, how, depth + 1) }];
  });
  return { parts };
}

function spoken(text: string, tongue: Words, { signs, mute }: How): readonly SpeechNode[] {
  const nodes: SpeechNode[] = [];
  let from = 0;
  const upTo = (end: number) => {
    if (end > from) nodes.push({ type: "text", text: text.slice(from, end) });
  };
  for (const { index, groups: { link, emoji, sign } = {} } of text.matchAll(unsaid)) {
    if (sign !== undefined && !signs) continue;
    const found = sign ?? emoji?.trimEnd() ?? addressIn(link ?? "");
    upTo(index);
    from = index + found.length;
    if (sign !== undefined) nodes.push(sub(sign, nameOf(sign, symbols, tongue.symbols) ?? sign));
    else if (emoji !== undefined) nodes.push(sub(found, emojiAloud(found, tongue, mute)));
    else nodes.push(sub(found, tongue.link(host.exec(found)?.[1]?.toLowerCase() ?? "")));
  }
  upTo(text.length);
  return nodes;
}

const sub = (text: string, alias: string): SpeechNode => ({ type: "sub", text, alias });

const closing = new Set(".,;:!?)'\"]}*_~…。、」");

/** An address without the signs after it, which are of the sentence that it stands in. */
function addressIn(link: string): string {
  let end = link.length;
  while (closing.has(link[end - 1] ?? "")) end -= 1;
  return link.slice(0, end);
}

/** The names of some emoji, each once. */
function emojiAloud(run: string, { pictures: names, emoji }: Words, mute: boolean): string {
  const known = [...run].flatMap((picture) => nameOf(picture, pictures, names) ?? []);
  const said = [...new Set(known)].join(", ");
  return said === "" && mute ? emoji : said;
}

function nameOf(sign: string, signs: readonly string[], names: string): string | undefined {
  const place = signs.indexOf(sign);
  return place < 0 ? undefined : names.split("|")[place];
}
