import { join, lang, pause, speech, type Said, type Speech } from "palaver";
import { languageOf } from "./language.ts";
import type { Entry } from "./state.ts";

/** Makes of a long text what is told at once, and after that whatever follows on "more". */
export type Gist = (text: string, limit?: number) => readonly string[];

/** Something to be told, in words. */
export type Told = Pick<Entry, "kind" | "called" | "text"> & Partial<Pick<Entry, "again">>;

const reactions = new Map([
  ["+1", "a thumbs up"],
  ["thumbsup", "a thumbs up"],
  ["-1", "a thumbs down"],
  ["thumbsdown", "a thumbs down"],
  ["heart", "a heart"],
  ["tada", "a party popper"],
  ["eyes", "a pair of eyes"],
  ["white_check_mark", "a check mark"],
  ["heavy_check_mark", "a check mark"],
  ["clap", "applause"],
  ["pray", "folded hands"],
  ["raised_hands", "raised hands"],
  ["rocket", "a rocket"],
  ["fire", "a fire"],
  ["joy", "tears of joy"],
  ["ok_hand", "an OK sign"],
]);

/** An emoji as one would say it; a skin colour is not told. */
const reactionOf = (name: string): string => {
  const [plain = ""] = name.split("::");
  return reactions.get(plain) ?? `the emoji ${plain.replace(/[_-]+/g, " ").trim()}`;
};

/** "Kevin says: break a leg!" */
function sentence({ kind, called, text, again }: Told, locale: string): Speech {
  const words =
    kind === "notice"
      ? speech`${text}`
      : kind === "reaction"
        ? speech`${called} reacted with ${reactionOf(text)}.`
        : isDeed(text)
          ? speech`${called} ${text}.`
          : speech`${called} says: ${inItsOwn(text, locale)}`;
  return again ? speech`Once more: ${words}` : words;
}

/** A text, to be said in its own language where that is another than the listener's. */
function inItsOwn(text: string, locale: string): Said {
  const language = languageOf(text);
  return language === undefined || locale.split("-")[0] === language ? text : lang(language, text);
}

/** Whether a text tells what somebody did, such as "sent a picture", as it stands for what cannot be said aloud. */
const isDeed = (text: string): boolean => /^sent (?:a|an|one|two|three|\d+) [a-z ]{3,40}$/.test(text);

/** One after the other, as somebody hears it whose language is the locale's. */
export const spoken = (all: readonly Told[], locale: string): Speech =>
  join(...all.flatMap((told, i) => [...(i > 0 ? [pause(400)] : []), sentence(told, locale)]));

const numbers = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** "one reply", "two replies". */
export const counted = (count: number, one: string, several: string): string =>
  `${numbers[count] ?? count} ${count === 1 ? one : several}`;

/** "There are four more." */
export const more = (count: number): string =>
  count === 1 ? "There is one more. Say more." : `There are ${numbers[count] ?? count} more. Say more.`;
