import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { literal, mentions, mrkdwn, without, words } from "../../../adapters/slack/mrkdwn.ts";
import { hasCorpora, naughty } from "./kit.ts";

const injections = [
  "<!channel>",
  "<@U123>",
  "<#C123|general>",
  "<!subteam^S1|@all>",
  "<!date^1^{date}|x>",
  "<https://evil.example|bank.example>",
  "&lt;!channel&gt;",
  "@channel",
  "*bold* _it_ ~gone~ `code`",
  "> quote",
  "```fence```",
  "a\u202eb",
];

describe("text that becomes mrkdwn", () => {
  test.each(injections)("%s is disarmed and reads as it was written", (said) => {
    expect(mrkdwn(said)).not.toMatch(/[<>]/);
    expect(words(mrkdwn(said))).toBe(said.replace("\u202e", ""));
  });

  test("any text comes back from a trip through Slack as the words it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (said) => {
        const seen = words(mrkdwn(said));
        expect(words(mrkdwn(seen))).toBe(seen);
        expect(mrkdwn(said)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
    );
  });

  test.skipIf(!hasCorpora)("no naughty string leaves anything live", () => {
    for (const said of naughty()) {
      expect(mrkdwn(said)).not.toMatch(/[<>]/);
      expect(literal(said)).not.toMatch(/<[!@#]/);
    }
  });

  test("what cannot be shown or sent is left out", () => {
    expect(mrkdwn("a\0b\u0007\ud800c")).toBe("ab\ufffdc");
  });
});

describe("mrkdwn that becomes words", () => {
  test.each([
    ["Tom &amp; Jerry &lt;3", "Tom & Jerry <3"],
    ["&amp;lt;b&amp;gt;", "&lt;b&gt;"],
    ["ask <@U1|kevin> or <@U2>", "ask kevin or Zoe"],
    ["ask <@U3>", "ask @U3"],
    ["see <#C1|general> and <#C2>", "see general and #C2"],
    ["<!here> <!channel|@channel> <!subteam^S1|@devs> <!subteam^S2>", "here channel devs a group"],
    ["<!date^1392734382^{date}|Feb 18>", "Feb 18"],
    ["<https://a.example/?a=1&amp;b=2|the page>", "the page"],
    ["<https://a.example/?a=1&amp;b=2>", "https://a.example/?a=1&b=2"],
    ["<mailto:ada@example.com|ada@example.com> <tel:123>", "ada@example.com 123"],
    ["  many   spaces\nand lines ", "many spaces\nand lines"],
  ])("%s", (raw, said) => expect(words(raw, (user) => (user === "U2" ? "Zoe" : undefined))).toBe(said));

  test("a mention of the bot goes with the comma after it", () => {
    expect(words(without("UB", "<@UB>, order <@UX>"))).toBe("order @UX");
    expect(words(without("UB", "hey <@UB|palaver> order"))).toBe("hey order");
    expect(words(without("UB", "<@UB>:  order"))).toBe("order");
  });

  test("mentions are found in order", () => {
    expect(mentions("<@U1> <@U2|zoe> <#C1> <!here>")).toEqual(["U1", "U2"]);
  });

  test("long hostile text is read in linear time", () => {
    const long = "<@".repeat(200_000);
    expect(words(long).length).toBe(long.length);
    expect(mentions(long)).toEqual([]);
  });
});
