import {
  contentOf,
  mostNodes,
  toSpeech,
  toWords,
  writtenOf,
  type Prosody,
  type Said,
  type Speech,
  type SpeechNode,
} from "../speech.ts";
import { spelledOut } from "./spell.ts";
import { langOf, prosodyTag, readingTag, recordingOf, soundsTag, tagsOf, voiceOf } from "./tag.ts";
import type { Tag, Target } from "./target.ts";
import { clean, escapeXml, oneLine } from "./text.ts";
import type { Token } from "./token.ts";
import { edgesOf, type Edges } from "./whole.ts";

/** Where in the tree something stands. */
interface Place extends Edges {
  readonly depth: number;
  /** The block it is in; `words` where none may begin. */
  readonly inside?: "paragraph" | "sentence" | "words";
  readonly whispered?: boolean;
}

/** Deeper than this nobody means anything by it: what is in there is words. */
const deepest = 32;

/** How many nodes are read of what is too deep. */
const deepWords = 10_000;

/** What stands for stress where nothing else can: one is louder and takes more time. */
const stressed: ReadonlyMap<unknown, Prosody> = new Map([
  ["strong", { rate: 90, volume: "x-loud" }],
  ["moderate", { rate: 95, volume: "loud" }],
  ["reduced", { rate: 105, volume: "soft" }],
]);

const whispering: Prosody = { rate: 90, volume: "x-soft" };

/** Ways of reading out that can be done in words, one sign after the other. */
const spellable: ReadonlySet<unknown> = new Set(["characters", "digits", "telephone"]);

/** Speech in what a target can carry: each node as it is there, or else its nearest equivalent, or else its words. */
export function lower(said: Said, { form, tags, limits, aloud, lines }: Target): readonly Token[] {
  const tokens: Token[] = [];
  const isMarkup = form === "markup";
  const isHeard = isMarkup || aloud === true;
  let nodes = mostNodes;
  let [last, afterAlias] = ["", false];
  let audios = limits?.audios ?? Infinity;

  function all({ parts }: Speech, place: Place): void {
    if (place.depth > deepest) {
      // What goes in a circle has no end, so this counts as well.
      nodes -= deepWords;
      return text(writtenOf(parts, deepWords));
    }
    for (const [i, part] of parts.entries()) {
      if (nodes-- <= 0) return;
      const edges = tags.prosody?.sentences === true ? edgesOf(parts, i, place) : place;
      one(part, { ...place, ...edges, depth: place.depth + 1 });
    }
  }

  function one(node: SpeechNode, place: Place): void {
    // What comes out of a store or a queue may be anything.
    if (typeof node !== "object" || node === null) return text(toWords(node));
    switch (node.type) {
      case "pause":
        return paused(node.milliseconds);
      case "say":
        return read(node);
      case "sub":
        return substitute(toWords(node.text), toWords(node.alias));
      case "phoneme":
        return pronounced(node);
      case "audio":
        return recorded(node);
      case "emphasis":
        if (tags.emphasis?.includes(node.level) === true)
          return within({ name: "emphasis", attributes: { level: node.level } }, node, wordsIn(place));
        return spoken(stressed.get(node.level) ?? {}, node, place);
      case "whisper":
        return whispered(node, place);
      case "prosody":
        return spoken(node, node, place);
      case "lang":
        return within(tagFor("lang", "xml:lang", langOf(node.tag, tags.lang)), node, place);
      case "voice":
        return within(tagFor("voice", "name", voiceOf(node.name, tags.voice)), node, place);
      case "sentence":
      case "paragraph":
        return block(node.type, node, place);
      default:
        return unknown(node, place);
    }
  }

  /** Text; two words that were not one do not become one, where what stands there was written in another way. */
  function text(words: string, isAlias = false): void {
    const cleaned = clean(words);
    const glued = !isMarkup && (isAlias || afterAlias) && areWords(last, cleaned);
    if (cleaned !== "") [last, afterAlias] = [cleaned.slice(-2), isAlias];
    tokens.push({ type: "text", text: glued ? ` ${cleaned}` : cleaned });
  }

  /** The words of a node of no type that is known here, such as one that a newer version wrote. */
  function unknown(node: object, place: Place): void {
    if ("content" in node) all(contentOf(node), place);
    else text("text" in node ? toWords(node.text) : " ");
  }

  function within(tag: Tag | undefined, node: object, place: Place): void {
    if (tag === undefined || !isMarkup) return all(contentOf(node), place);
    tokens.push({ type: "open", ...tagsOf(tag) });
    all(contentOf(node), place);
    tokens.push({ type: "close" });
  }

  function spoken(how: Prosody, node: object, place: Place): void {
    const tag = prosodyTag(how, tags.prosody);
    const mayStand = tags.prosody?.sentences !== true || (place.begins && place.ends);
    within(mayStand ? tag : undefined, node, place);
  }

  function whispered(node: object, place: Place): void {
    if (place.whispered === true) return all(contentOf(node), place);
    const inside = { ...place, whispered: true };
    const tag = tags.whisper ?? tags.soft;
    if (tag) within(tag, node, wordsIn(inside));
    else spoken(whispering, node, inside);
  }

  function block(type: "sentence" | "paragraph", node: object, place: Place): void {
    const tag = { name: type === "sentence" ? "s" : "p" };
    const space = lines === true && type === "paragraph" ? "\n" : " ";
    text(space);
    tokens.push({ type: "stop" });
    if (tags.blocks === true && mayHold(place.inside, type))
      within(tag, node, { ...place, inside: type, begins: true, ends: true });
    else all(contentOf(node), place);
    tokens.push({ type: "stop" });
    text(space);
  }

  function paused(milliseconds: unknown): void {
    const time = typeof milliseconds === "number" ? Math.round(Math.min(milliseconds, tags.break ?? 0)) : 0;
    if (isMarkup && tags.break !== undefined && time >= 0)
      tokens.push({ type: "atom", markup: `<break time="${time}ms"/>`, text: " ", billed: 0 });
    else text(" ");
  }

  /** An element of nothing but words, or what stands in its place where there are none or it cannot be had. */
  function atom(tag: Tag | undefined, words: string, instead: () => void, said = words): void {
    if (tag === undefined || !isMarkup || words.trim() === "") return instead();
    const { open, close } = tagsOf(tag);
    const inside = escapeXml(words);
    const billed = inside.length + (said === words ? 0 : escapeXml(said).length);
    tokens.push({ type: "atom", markup: `${open}${inside}${close}`, text: said, billed });
  }

  function read({ as, text: given, format }: Extract<SpeechNode, { readonly type: "say" }>): void {
    const words = clean(toWords(given));
    atom(readingTag(as, format, tags.sayAs), words, () =>
      spellable.has(as) && words.trim() !== "" ? substitute(words, spelledOut(words)) : text(words),
    );
  }

  function substitute(written: string, alias: string): void {
    const [words, heard] = [clean(written), oneLine(clean(alias))];
    if (!isHeard) return text(words);
    if (heard === "") return text(" ");
    const tag = tags.sub === true ? { name: "sub", attributes: { alias: heard } } : undefined;
    atom(tag, words, () => text(heard, true), heard);
  }

  function pronounced(node: Extract<SpeechNode, { readonly type: "phoneme" }>): void {
    const words = clean(toWords(node.text));
    atom(soundsTag(node.alphabet, node.sounds, tags.phoneme), words, () => text(words));
  }

  function recorded({ url, text: words }: Extract<SpeechNode, { readonly type: "audio" }>): void {
    const src = recordingOf(url);
    if (!isMarkup || tags.audio !== true || src === undefined || audios <= 0) return text(toWords(words));
    audios -= 1;
    const markup = `<audio src="${escapeXml(src)}"/>`;
    tokens.push({ type: "atom", markup, text: clean(toWords(words)), billed: 0 });
  }

  all(toSpeech(said), { depth: 0, begins: true, ends: true });
  return tokens;
}

/** Whether two texts would be one word side by side. Some scripts have no spaces between words at all. */
const areWords = (before: string, after: string) =>
  /(?=[\p{L}\p{N}])[^\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after);

/** Whether a block may begin inside of another. */
const mayHold = (outer: Place["inside"], inner: "sentence" | "paragraph") =>
  outer === undefined || (outer === "paragraph" && inner === "sentence");

const wordsIn = (place: Place): Place => ({ ...place, inside: "words" });

const tagFor = (name: string, attribute: string, value: string | undefined): Tag | undefined =>
  value === undefined ? undefined : { name, attributes: { [attribute]: value } };
