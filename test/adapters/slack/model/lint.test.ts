import { expect, test } from "vitest";
import type { Json } from "palaver";
import { slackPlatform } from "palaver/slack";

const url = "https://shop.palaver.dev/slack";
const codes = (settings: { readonly [name: string]: Json }, name = "the shop") =>
  slackPlatform.lint({ name, intents: [] }, settings).map(({ level, code }) => `${level} ${code}`);

test("an app with an address and a name of the usual length is as Slack wants it", () => {
  expect(codes({ url })).toEqual([]);
  expect(codes({ socketMode: true, features: ["mentions"] })).toEqual([]);
});

const long = (count: number) => "x".repeat(count);

test.each<[string, { readonly [name: string]: Json }, { readonly [name: string]: Json }]>([
  ["error slack/name-length", { url, name: long(36), botName: "b" }, { url, name: long(35), botName: "b" }],
  ["error slack/no-name", { url, name: " ", botName: "b" }, { url, name: "a", botName: "b" }],
  ["error slack/bot-name-length", { url, botName: long(81) }, { url, botName: long(80) }],
  ["warning slack/bot-name-signs", { url, botName: "The Shop" }, { url, botName: "the-shop_1.0" }],
  ["error slack/description-length", { url, description: long(141) }, { url, description: "🛒".repeat(140) }],
  [
    "error slack/long-description-length",
    { url, longDescription: long(173) },
    { url, longDescription: long(174) },
  ],
  [
    "error slack/long-description-length",
    { url, longDescription: long(4_001) },
    { url, longDescription: long(4_000) },
  ],
  ["error slack/background-color", { url, backgroundColor: "#12345" }, { url, backgroundColor: "#1a2B3c" }],
  ["error slack/command-name", { url, command: "shop" }, { url, command: "/shop" }],
  ["error slack/command-name", { url, command: "/my shop" }, { url, command: "/my-shop" }],
  ["error slack/command-length", { url, command: `/${long(32)}` }, { url, command: `/${long(31)}` }],
  [
    "error slack/command-text-length",
    { url, command: "/a", commandHint: long(1_001) },
    { url, command: "/a", commandHint: long(1_000) },
  ],
  ["error slack/no-url", {}, { url }],
  ["warning slack/unused-url", { url, socketMode: true }, { socketMode: true }],
  ["error slack/insecure-url", { url: "http://shop.palaver.dev/" }, { url }],
  ["error slack/insecure-url", { url, redirectUrls: ["javascript:1"] }, { url, redirectUrls: [url] }],
  ["warning slack/example-url", { url: "https://shop.example/slack" }, { url }],
  [
    "error slack/too-many-urls",
    { url, redirectUrls: Array<string>(1_001).fill(url) },
    { url, redirectUrls: Array<string>(1_000).fill(url) },
  ],
  ["error slack/hears-nothing", { url, features: ["names"] }, { url, features: ["names", "direct"] }],
  [
    "warning slack/no-clips",
    { url, features: ["hear", "channels"] },
    { url, features: ["hear", "mentions"] },
  ],
  ["warning slack/late-answers", { url, features: ["mentions"], command: "/a" }, { url, command: "/a" }],
])("%s is found, and not where there is none", (found, wrong, right) => {
  expect(codes(wrong)).toEqual([found]);
  expect(codes(right)).toEqual([]);
});
