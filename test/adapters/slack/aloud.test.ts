import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { speech, toSsml, toText } from "palaver";
import { aloud, reactionAloud } from "../../../adapters/slack/aloud.ts";
import { namesIn, readXml, textIn } from "../../support/xml.ts";
import { corpus, hasCorpora, naughty } from "./kit.ts";

const names = {
  user: (id: string) =>
    new Map([
      ["U1", "Kevin"],
      ["U2", "Zoë 🌴 <b>"],
    ]).get(id),
  channel: (id: string) => (id === "C1" ? "#general" : undefined),
  group: (id: string) => (id === "S1" ? "@ops" : undefined),
};

/** What is said of a message of just this text. */
const read = (text: string, locale = "en") => aloud({ text }, { names, locale });

/** What is said of a message as Slack's editor makes it, of some elements. */
const typed = (...elements: readonly object[]) =>
  aloud({ text: "not this", blocks: [{ type: "rich_text", elements }] }, { names });

const section = (...elements: readonly object[]) => ({ type: "rich_text_section", elements });
const words = (text: string, style?: object) => ({ type: "text", text, ...(style && { style }) });

describe("a message in mrkdwn, said aloud", () => {
  test.each([
    ["break a leg!", "break a leg!"],
    ["ask <@U1|kev> or <@U9|@sam> or <@U8>", "ask Kevin or sam or someone"],
    ["<@U2>", "Zoë <b>"],
    ["<!here> <!channel> <!everyone>", "everyone here everyone in the channel everyone"],
    ["<!subteam^S1|@x>, <!subteam^S2|@devs>, <!subteam^S3>", "ops, devs, a group"],
    ["<!date^1392734382^{date}|Feb 18> <!date^1^{date}>", "Feb 18 a date"],
    ["<!constructor> <!toString|x>", "constructor x"],
    ["see <#C1> <#C2|random> <#C3>", "see the channel general the channel random a channel"],
    ["<https://www.github.com/a/b?c=d|the page>", "the page"],
    ["<https://github.com/a/b?c=d&amp;e=f>", "a link to github.com"],
    ["<http://example.com|example.com>", "a link to example.com"],
    ["<https://x.example/a|https://x.example/…>", "a link to x.example"],
    ["<https://a.example/README.md|README.md>", "README.md"],
    ["<https://github.com@evil.example/>", "a link to evil.example"],
    ["<https://evil.example\\@github.com/>", "a link to evil.example"],
    ["<slack://open>", "a link"],
    ["(https://a.example/b_c_d, or https://b.example).", "(a link to a.example, or a link to b.example)."],
    ["<mailto:ada@example.com|ada@example.com> <mailto:bob@example.com>", "ada@example.com bob@example.com"],
    ["<tel:+49123|+49 123> <tel:555>", "+49 123 555"],
    ["Tom &amp; Jerry &lt;3 &amp;lt;b&amp;gt;", "Tom & Jerry <3 &lt;b&gt;"],
    ["*bold* _it_ ~gone~ *_both_* (*x*), *<@U1>*", "bold it gone both (x), Kevin"],
    ["2*3*4, snake_case_name, ~5 minutes, a * b * c", "2*3*4, snake_case_name, ~5 minutes, a * b * c"],
    ["run `npm test` now", "run npm test now"],
    [`run \`${"x".repeat(41)}\``, "run a piece of code"],
    ["try\n```\nlet x = <@U1>;\n```\nok?", "try. A piece of code. ok?"],
    ["``` never closed", "never closed"],
    ["yes\nno\n\nmaybe?\nfine", "yes. no. maybe? fine"],
    ["&gt; are you coming?\n&gt; soon\nyes", "Quote: are you coming? soon. End of quote. yes"],
    ["&gt; the end", "Quote: the end"],
    ["a\n&gt;\n&gt; :\nb", "a. b"],
    ["&gt;&gt;&gt; one\ntwo", "Quote: one. two"],
    ["todo:\n• milk\n- eggs\n1. tea", "todo: milk. eggs. 1. tea"],
    ["above\n-----\nbelow", "above. below"],
    ["what???!!! \t  so", "what?! so"],
  ])("%s", (raw, said) => expect(read(raw)).toBe(said));

  test("has its emoji by name, and once where they stand together", () => {
    expect(read(":thumbsup:")).toBe("thumbs up");
    expect(read("nice :+1::skin-tone-4:")).toBe("nice, thumbs up");
    expect(read("Done! :tada: :tada::tada:")).toBe("Done! party popper");
    expect(read(":tada::fire: :tada: go")).toBe("party popper, fire go");
    expect(read("I :heart: it.")).toBe("I heart it.");
    expect(read("👍🏽👍 👍 ok")).toBe("thumbs up ok");
    expect(read("I ❤️ it, 🤷🏽‍♀️!")).toBe("I heart it, shrug!");
    expect(read("👩🏾‍💻 🏳️‍🌈")).toBe("coding, rainbow flag");
    expect(read("🇩🇪 :flag-fr: :us: 3️⃣")).toBe("flag of Germany, flag of France, flag of United States, 3");
    expect(read(":party_parrot::team-rocket:")).toBe("party parrot, team rocket");
    expect(read("🪿 © 2026 ™")).toBe("an emoji © 2026 ™");
    expect(read(":smile::skin-tone-2:")).toBe("smile");
    expect(read("🏃🏽‍➡️ 🇽🇽 :flag-xx:")).toBe("running, an emoji, flag xx");
  });

  test("keeps colons that are no emoji", () => {
    for (const text of ["at 10:30:45", "std::vector::size", "a:b:c", "8:100:9", "note: this: that"]) {
      expect(read(text)).toBe(text);
    }
    expect(read("10:30:smile:")).toBe("10:30, smile");
  });

  test("in German has German in place of what cannot be said", () => {
    expect(read("<https://a.example> :thumbsup: <!here>", "de-AT")).toBe(
      "ein Link zu a.example Daumen hoch alle, die da sind",
    );
    expect(aloud({ files: [{ mimetype: "image/png" }] }, { locale: "de" })).toBe("hat ein Bild geschickt");
    expect(read("🇩🇪 <@U5>", "de")).toBe("Flagge von Deutschland jemand");
    expect(read(":tada:", "xx-nonsense-")).toBe("party popper");
    expect(read(":tada:", "fr-FR")).toBe("party popper");
  });

  test("has nothing in it that is not seen or cannot be said", () => {
    expect(read("a\u202Eb\u200B\u2066c\u0000d\uD800e\uE000f\uFFFFg\uFEFF")).toBe("abcdefg");
    expect(read("Z\u0300\u0301\u0302\u0303\u0304\u0305".repeat(3)).length).toBeLessThan(3 * 5);
    expect(read("نمی\u200Cخواهم a\u200D\u200D b")).toBe("نمی\u200Cخواهم a b");
    expect(read("क्\u200D\u200D\u200Cष")).toBe("क्\u200Dष");
    expect(read("e\u0301t\u00e9")).toBe("été");
  });
});

describe("a message from Slack's editor, said aloud", () => {
  test("is read from its blocks, whose words are as they stand", () => {
    expect(typed(section(words("&lt; *a* <@U1> :tada: https://a.example/b")))).toBe(
      "&lt; *a* <@U1> :tada: a link to a.example",
    );
    expect(
      typed(
        section(
          { type: "user", user_id: "U1" },
          words(" in "),
          { type: "channel", channel_id: "C1" },
          words(": "),
          { type: "broadcast", range: "here" },
          words(" and "),
          { type: "usergroup", usergroup_id: "S1" },
          words(" see "),
          { type: "link", url: "https://a.example/x" },
          words(" or "),
          { type: "link", url: "https://a.example/x", text: "this" },
          words(" by "),
          { type: "date", timestamp: 1, format: "{date}", fallback: "Monday" },
          words(" "),
          { type: "emoji", name: "+1", skin_tone: 3, unicode: "1f44d-1f3fc" },
        ),
      ),
    ).toBe(
      "Kevin in the channel general: everyone here and ops see a link to a.example or this by Monday, thumbs up",
    );
  });

  test("has its lists, quotes and code", () => {
    expect(
      typed(
        section(words("first\nsecond")),
        {
          type: "rich_text_list",
          style: "ordered",
          elements: [section(words("tea")), section(words("milk"))],
        },
        { type: "rich_text_list", style: "bullet", elements: [section(words("x"))] },
        { type: "rich_text_quote", elements: [words("so?")] },
        { type: "rich_text_preformatted", elements: [words("let x")] },
        section(words("use "), words("npm *i*", { code: true })),
      ),
    ).toBe("first. second. 1. tea. 2. milk. x. Quote: so? End of quote. A piece of code. use npm *i*");
  });

  test("has the numbers of a list that goes on", () => {
    const from = (offset: unknown) =>
      typed({ type: "rich_text_list", style: "ordered", offset, elements: [section(words("tea"))] });
    expect([4, 0.5, 1e300, "4", null].map(from)).toEqual(["5. tea", ...Array<string>(4).fill("1. tea")]);
  });

  test("is read from its text where the blocks say nothing, and from what an app built where there is neither", () => {
    expect(aloud({ text: "hi", blocks: [{ type: "rich_text", elements: [] }] })).toBe("hi");
    expect(aloud({ text: "hi", blocks: [{ type: "x", elements: [section(words("no"))] }] })).toBe("hi");
    const blocks = [
      { type: "header", text: { type: "plain_text", text: "Deploy *1*" } },
      {
        type: "section",
        text: { type: "mrkdwn", text: "*done*" },
        fields: [{ type: "mrkdwn", text: "_ok_" }],
      },
      { type: "context", elements: [{ type: "mrkdwn", text: "by <@U1>" }, { type: "image" }] },
      { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: "Undo" } }] },
      { type: "markdown", text: "**bye**" },
    ];
    expect(aloud({ text: "", blocks }, { names })).toBe("Deploy *1*. done. ok. by Kevin. bye");
  });
});

describe("what comes beside the words", () => {
  const png = { name: "a.png", mimetype: "image/png", filetype: "png" };
  const pdf = { name: "plan.pdf", mimetype: "application/pdf" };

  test.each([
    [[png], "sent a picture"],
    [[png, png, png], "sent 3 pictures"],
    [[pdf], "sent a file called plan.pdf"],
    [[{}], "sent a file"],
    [[null, 7, "x"], ""],
    [[png, pdf, pdf], "sent a picture, a file called plan.pdf, and a file called plan.pdf"],
    [[pdf, pdf, pdf, pdf], "sent 4 files"],
    [[{ mode: "snippet", name: "x.py", mimetype: "text/plain" }], "sent a snippet"],
    [[{ subtype: "slack_video", mimetype: "video/mp4" }], "sent a video"],
    [[{ subtype: "slack_audio", mimetype: "audio/mp4" }], "sent a voice message"],
    [[{ mode: "canvas", title: "Notes" }], "sent a document"],
    [[{ mode: "tombstone", name: "gone.pdf" }], ""],
    [[{ name: "e\u202Efdp.exe <b>" }], "sent a file called efdp.exe <b>"],
  ])("%j is said after nobody wrote a word", (files, said) => expect(aloud({ text: "", files })).toBe(said));

  test("is said after the words, a voice message with what Slack heard in it", () => {
    expect(aloud({ text: "look", files: [png] })).toBe("look. Also sent a picture");
    const heard = {
      subtype: "slack_audio",
      transcription: { status: "complete", preview: { content: "On my way.", has_more: true } },
    };
    expect(aloud({ files: [heard] })).toBe("sent a voice message: On my way. …");
  });

  test("is an attachment only where there is nothing else", () => {
    const attachments = [{ fallback: "no", title: "A page", text: "about *things*" }];
    expect(aloud({ text: "see <https://a.example>", attachments })).toBe("see a link to a.example");
    expect(aloud({ text: "", attachments })).toBe("A page. about things");
    expect(aloud({ attachments: [{ is_share: true, author_name: "Zoe", text: "hello" }] })).toBe(
      "passed on from Zoe: hello",
    );
    expect(aloud({ attachments: ["a", "b", "c", "d"].map((text) => ({ text })) })).toBe("a. b. c");
    expect(aloud({ attachments: [{ fallback: "a fallback" }] })).toBe("a fallback");
    expect(aloud({ attachments: [{ image_url: "https://a.example/x.gif" }] })).toBe("sent a picture");
  });

  test("is nothing for a deleted message, and the new words for an edited one", () => {
    expect(aloud({ subtype: "tombstone", text: "This message was deleted." })).toBe("");
    expect(aloud({ subtype: "message_deleted", previous_message: { text: "x" } })).toBe("");
    expect(aloud({ subtype: "message_changed", message: { text: "new", edited: { ts: "1.0" } } })).toBe(
      "new",
    );
    expect(aloud({ subtype: "me_message", text: "is away" })).toBe("is away");
  });
});

test("a reaction is said by its name", () => {
  expect(reactionAloud("thumbsup")).toBe("thumbs up");
  expect(reactionAloud("+1::skin-tone-2")).toBe("thumbs up");
  expect(reactionAloud("+1", "de-DE")).toBe("Daumen hoch");
  expect(reactionAloud("party_parrot")).toBe("party parrot");
  expect(reactionAloud("constructor")).toBe("constructor");
});

/** What an Echo would be told, read as strictly as XML is. */
function heard(by: string, text: string): string {
  const root = readXml(toSsml(speech`${by} says: ${text}`));
  expect(namesIn(root)).toEqual(["speak"]);
  expect(textIn(root)).toBe(`${by} says: ${text}`);
  return textIn(root);
}

/** Everything that is promised of any message's words. */
function sound(said: string) {
  heard("Kevin", said);
  expect(said).not.toMatch(/[\p{Cc}\p{Cs}\p{Co}\p{NChar}\p{Bidi_C}\p{VS}]|\s\s|^\s|\s$|\p{M}{4}/u);
  expect(toText(said)).toBe(said);
}

const live = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(
        ..."<|>|&|;|<@U1>|<@U2|x>|<!here>|<#C1|g>|<https://a.example|b>|:tada:|::skin-tone-2:|*|_|~|`|```|\n|&gt;|&lt;|&amp;|• |👍🏽|\u200D|\uFE0F|🇩|\u0301|</speak>|<break/>|]]>".split(
          "|",
        ),
        "|",
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

describe("nothing of a message can become markup", () => {
  test("whatever text it is", () => {
    fc.assert(
      fc.property(live, (text) => sound(read(text))),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(live, (text) => sound(typed(section(words(text))))),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(live, (text) => sound(reactionAloud(text))),
      { numRuns: 500 },
    );
  });

  test("whatever the people in it are called", () => {
    fc.assert(
      fc.property(live, (name) =>
        sound(aloud({ text: "ask <@U1> in <#C1>" }, { names: { user: () => name, channel: () => name } })),
      ),
      { numRuns: 500 },
    );
  });

  test("whatever JSON it is", () => {
    const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
      thing: fc.oneof(
        { maxDepth: 5 },
        live,
        fc.jsonValue(),
        fc.array(tie("thing"), { maxLength: 4 }),
        fc.dictionary(
          fc.constantFrom(
            ..."text blocks elements files attachments type name url user_id style fields title preview content transcription subtype message mode offset __proto__".split(
              " ",
            ),
          ),
          fc.oneof(
            tie("thing"),
            fc.constantFrom(
              ..."rich_text rich_text_section rich_text_list rich_text_quote text emoji link user section mrkdwn message_changed snippet ordered".split(
                " ",
              ),
            ),
          ),
        ),
      ),
    })).thing;
    fc.assert(
      fc.property(value, (message) => sound(aloud(message, { names }))),
      { numRuns: 2_000 },
    );
  });

  test.skipIf(!hasCorpora)("whatever is in the corpora", () => {
    const texts = [
      ...naughty(),
      ...corpus("hostile").map(({ bytes }) => bytes.subarray(0, 100_000).toString("utf8")),
    ];
    expect(texts.length).toBeGreaterThan(500);
    for (const text of texts) {
      sound(read(text));
      sound(typed(section(words(text))));
      sound(reactionAloud(text));
    }
  });
});

/** Every object in some JSON that looks like a message. */
function* messagesIn(value: unknown): Generator<object> {
  if (typeof value !== "object" || value === null) return;
  if ("text" in value && ("ts" in value || "user" in value)) yield value;
  for (const inner of Object.values(value)) yield* messagesIn(inner);
}

test.skipIf(!hasCorpora)("real messages are said without a trace of Slack in them", () => {
  const messages = [...corpus("slack-events"), ...corpus("slack-api")]
    .filter(({ name }) => name.endsWith(".json"))
    .flatMap(({ bytes }) => [...messagesIn(JSON.parse(bytes.toString("utf8")))]);
  expect(messages.length).toBeGreaterThan(100);
  let said = 0;
  for (const message of messages) {
    const words = aloud(message);
    sound(words);
    if (words !== "") said++;
    expect(words).not.toMatch(/<[@#!]|https?:|&amp;|:[a-z_]+:/);
  }
  expect(said).toBeGreaterThan(100);
});

test.each(
  "<@|<|<a|:a|:a:|::|`|```|*a |*|_a_|~|a ~b|&gt;|\n|> \n|• |👍|👍x|🇩🇪|🇩|1️⃣|\u200D|a\u200D|\u0301|\u0327\u0301|\u202E|!?|.)|. |[|https://|https://.|https://a.|https://a@|a@|:tada: ".split(
    "|",
  ),
)("a message of nothing but %j over and over is read in linear time", (bit) => {
  const text = bit.repeat(100_000 / bit.length);
  sound(read(text));
  sound(typed(section(words(text))));
  sound(aloud({ text, blocks: [{ type: "markdown", text }], attachments: [{ text, fallback: text }] }));
});

test("a message as deep as it is long is read, though nothing is found in it", () => {
  const deep: unknown = JSON.parse(`${'{"elements":['.repeat(5_000)}${"]}".repeat(5_000)}`);
  expect(aloud({ blocks: [deep], attachments: [{ blocks: [deep] }] })).toBe("");
});
