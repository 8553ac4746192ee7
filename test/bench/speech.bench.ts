import { bench, describe } from "vitest";
import {
  emphasis,
  fitted,
  join,
  list,
  pause,
  plain,
  price,
  reader,
  render,
  speakable,
  spelled,
  speech,
  ssml,
  type Said,
} from "palaver";
import { alexaTarget } from "../../adapters/alexa/target.ts";
import { lexTarget } from "../../adapters/lex/target.ts";
import { targetOf } from "../../adapters/polly/target.ts";
import { mrkdwnTarget } from "../../adapters/slack/target.ts";

const targets = [
  ssml,
  alexaTarget,
  lexTarget(),
  ...(["standard", "neural", "long-form", "generative"] as const).map(targetOf),
  mrkdwnTarget,
  plain,
  reader,
];

const reply: Said = speech`Order ${spelled("4711")}, ${list(["oat milk", "Ben & Jerry's", "eggs"], "en")}, is ${emphasis("on its way")}.${pause(300)} That is ${price(1_299, "EUR", "en")}. Anything else?`;

const page = join(reply, " ", "A sentence of some length with Ben & Jerry in it. ".repeat(300));

describe("a reply of two sentences", () => {
  for (const target of targets) bench(`for ${target.name}`, () => void fitted(reply, target));
  bench("made speakable", () => void speakable(reply, "en"));
  bench("whole, as SSML", () => void render(reply, ssml));
});

describe("15,000 characters, cut to the target's limit", () => {
  for (const target of targets) bench(`for ${target.name}`, () => void fitted(page, target));
});
