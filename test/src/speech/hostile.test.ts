import { expect, test } from "vitest";
import {
  audio,
  emphasis,
  join,
  lang,
  paragraph,
  parts,
  pause,
  phoneme,
  plain,
  prosody,
  reader,
  sayAs,
  sentence,
  speakable,
  speech,
  spelled,
  ssml,
  sub,
  toText,
  voice,
  whisper,
  type Said,
  type Speech,
  type Target,
} from "palaver";
import { alexaTarget } from "../../../adapters/alexa/target.ts";
import { lexTarget } from "../../../adapters/lex/target.ts";
import { targetOf } from "../../../adapters/polly/target.ts";
import { mrkdwnTarget } from "../../../adapters/slack/target.ts";
import { dice, hostileText } from "../../support/naughty.ts";

import { readXml, type Element } from "../../support/xml.ts";

const count = Number(process.env["SPEECH_TEXTS"] ?? 20_000);
const seed = Number(process.env["SPEECH_SEED"] ?? 7);

/** The tags of each target, with their attributes: what the platforms' own tables say, once more and by hand. */
const everywhere = ["speak", "break time", "lang xml:lang", "p", "s", "sub alias", "say-as interpret-as"];
const date = "say-as format interpret-as";
const slow = ["prosody rate", "prosody rate volume", "prosody volume"];
const pitched = ["prosody pitch", "prosody pitch rate", "prosody pitch rate volume", "prosody pitch volume"];
const sounds = "phoneme alphabet ph";
const loud = ["emphasis level", ...slow, ...pitched];

const markup: readonly (readonly [Target, readonly string[]])[] = [
  [ssml, [...everywhere, date, sounds, ...loud, "voice name", "audio src"]],
  [alexaTarget, [...everywhere, date, sounds, ...loud, "voice name", "audio src", "amazon:effect name"]],
  [targetOf("standard"), [...everywhere, date, sounds, ...loud, "amazon:effect name"]],
  [targetOf("neural"), [...everywhere, date, sounds, ...slow]],
  [targetOf("long-form"), [...everywhere, date, sounds, ...slow]],
  [targetOf("generative"), [...everywhere, date, ...slow]],
  [lexTarget(), [...everywhere, date, ...slow]],
  [lexTarget(targetOf("neural")), [...everywhere, date, sounds, ...slow]],
];

/** What each target takes at once, in characters and in those that are billed; and how many recordings. */
const most = new Map<string, readonly [number, number]>([
  ["Alexa", [8_000, 8_000]],
  ["Polly standard", [6_000, 3_000]],
  ["Polly neural", [6_000, 3_000]],
  ["Polly long-form", [6_000, 3_000]],
  ["Polly generative", [6_000, 3_000]],
  ["Lex", [1_024, 1_024]],
  ["Lex by Polly neural", [1_024, 1_024]],
  ["Slack", [4_000, 4_000]],
]);

const bare = (text: string) => text.replace(/\s/gu, "");

/** Speech of every kind there is, with a hostile text somewhere in it; sometimes it is too long for anyone. */
function anySpeech(roll: (sides: number) => number, text: string): Said {
  // What cannot be parted and is too long for a document is said in words instead.
  const word = text.slice(0, 60);
  const shapes: readonly (() => Said)[] = [
    () => text,
    () => speech`One. ${emphasis(text, "strong")} ${whisper(text)}, ${text}!`,
    () => speech`${sayAs("characters", word)}${sayAs("date", word, "dmy")} ${sayAs("telephone", word)}`,
    () => speech`${sub(`x${word}`, `y${word}`)} ${spelled(`7${word}`)} ${phoneme(word, word)}${text}`,
    () => join(lang("de", text), voice("Amy", text), pause(roll(20_000)), audio("https://x.org/a?b&c")),
    () => paragraph(join(sentence(text), sentence(emphasis(text, "reduced")), paragraph(text))),
    () => prosody(join(text, prosody(text, { pitch: -9 }), "."), { rate: roll(400), volume: "x-loud" }),
    () => emphasis(whisper(sentence(lang("ja", paragraph(text)))), "moderate"),
    () => join(`${text}. `.repeat(roll(100) === 0 ? 200 : 3), emphasis(text)),
    () => ({ parts: [{ type: text, text }, { type: text, content: text }, text, null] }) as unknown as Speech,
  ];
  const said = shapes[roll(shapes.length)]?.() ?? text;
  return roll(3) === 0 ? speakable(said, "en") : said;
}

/** The first thing that is wrong with the documents of some speech for a target. */
function flaw(documents: readonly string[], { name }: Target, tags: readonly string[], words: string) {
  const [total, billed] = most.get(name) ?? [Infinity, Infinity];
  let heard = "";
  for (const document of documents) {
    if (document.length > total) return `is too long: ${document.length}`;
    const root = readXml(document);
    const text = textIn(root);
    if (text.length > billed) return `has too many words: ${text.length}`;
    const wrong = shapesIn(root).find((shape) => !tags.includes(shape));
    if (wrong !== undefined) return `has <${wrong}>`;
    heard += text;
  }
  return bare(heard) === words
    ? undefined
    : `says ${JSON.stringify(bare(heard))} for ${JSON.stringify(words)}`;
}

const textIn = ({ content }: Element): string =>
  content.map((it) => (typeof it === "string" ? it : textIn(it))).join("");

const shapesIn = ({ name, attributes, content }: Element): readonly string[] => [
  [name, ...[...attributes.keys()].sort()].join(" "),
  ...content.flatMap((it) => (typeof it === "string" ? [] : shapesIn(it))),
];

/** What is wrong with some speech in any target at all. */
function flaws(said: Said): readonly string[] {
  const words = bare(toText(said));
  // What is only written is not said; such words are checked by themselves.
  const silent = typeof said === "object" && said.parts.some((it) => look(it));
  const found = markup.flatMap(([target, tags]) => {
    try {
      const wrong = flaw(parts(said, target), target, tags, words);
      return wrong === undefined || (silent && wrong.startsWith("says")) ? [] : [`${target.name} ${wrong}`];
    } catch (error) {
      return [`${target.name} is malformed: ${String(error)}`];
    }
  });
  const slack = parts(said, mrkdwnTarget);
  const read = slack.join("").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  if (slack.some((it) => it.length > 4_000 || /[<>]|&(?!(?:amp|lt|gt);)/.test(it)))
    found.push("Slack reads it as markup, or not at all");
  if (bare(read) !== words) found.push("Slack shows other words");
  if (bare(parts(said, plain).join("")) !== words) found.push("text has other words");
  if (/\p{Surrogate}/u.test(parts(said, reader).join("")))
    found.push("a screen reader gets half a character");
  return found;
}

const look = (it: unknown): boolean =>
  typeof it === "object" &&
  it !== null &&
  (("alias" in it && it.alias === "") ||
    ("content" in it &&
      typeof it.content === "object" &&
      it.content !== null &&
      "parts" in it.content &&
      Array.isArray(it.content.parts) &&
      it.content.parts.some(look)));

test(`${count.toLocaleString("en")} hostile texts are well-formed, readable and short enough in every target`, () => {
  const roll = dice(seed);
  const broken: string[] = [];
  for (let i = 0; i < count && broken.length < 5; i++) {
    const unit = (i * (count < 65_536 ? 7 : 1)) % 0x10000;
    const said = anySpeech(roll, hostileText(roll, unit));
    broken.push(
      ...flaws(said)
        .slice(0, 1)
        .map((it) => `${i}: ${it} in ${JSON.stringify(said)}`.slice(0, 900)),
    );
  }
  expect(broken).toEqual([]);
}, 3_600_000);
