import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { complete, type Card, type Reply } from "palaver";
import { slack } from "palaver/slack";
import { fixture, hasCorpora, naughty } from "./kit.ts";

const channel = slack({ unsigned: true });

interface Block {
  readonly type: string;
  readonly text?: { readonly text: string };
  readonly elements?: readonly {
    readonly elements?: readonly { readonly text: string }[];
    readonly text?: { readonly text: string };
    readonly value?: string;
    readonly action_id?: string;
  }[];
}

interface Written {
  readonly text: string;
  readonly blocks: readonly Block[];
}

const write = (reply: Reply, by = channel) => by.write(reply, fixture("command")) as Written;
const say = (text: string, card?: Card) => write(complete({ text, ...(card && { card }) }));
const shown = ({ blocks }: Written) =>
  blocks.flatMap((block) =>
    (block.elements ?? []).flatMap(({ elements = [] }) => elements.map(({ text }) => text)),
  );
const buttons = ({ blocks }: Written) => blocks.find(({ type }) => type === "actions")?.elements ?? [];

describe("the response", () => {
  test("to a slash command is the answer, for the one who gave it", () => {
    expect(say("Done.")).toEqual({
      response_type: "ephemeral",
      mrkdwn: false,
      text: "Done.",
      blocks: [
        {
          type: "rich_text",
          elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "Done." }] }],
        },
      ],
    });
  });

  test("to the first request of all is its challenge", () => {
    expect(channel.write(undefined, { type: "url_verification", challenge: "c" })).toEqual({
      challenge: "c",
    });
    expect(channel.write(undefined, { type: "url_verification", challenge: 7 })).toBeUndefined();
  });

  test.each(["direct", "mention", "press", "view"])("to %s is empty, for its answer is posted", (name) => {
    expect(channel.write(undefined, fixture(name))).toBeUndefined();
  });

  test("would be, for an answer that is posted, the message", () => {
    const written = channel.write(complete({ text: "Done." }), fixture("direct"));
    expect(written).toMatchObject({ text: "Done.", mrkdwn: false });
    expect(written).not.toHaveProperty("response_type");
  });

  test("is empty where there is nothing to say", () => {
    expect(channel.write(complete({}), fixture("command"))).toBeUndefined();
    expect(channel.write(undefined, fixture("command"))).toBeUndefined();
  });
});

describe("a card", () => {
  const card: Card = {
    title: "Order\n1 <!here>",
    body: "2 mugs & *a plate*",
    image: { url: "https://shop.example/mug.png", alt: "A mug" },
    buttons: [
      { label: "Cancel", says: "cancel it" },
      { label: "Track", says: "where is it" },
    ],
  };

  test("is a header, its words as they are, a picture and buttons that say their words", () => {
    const written = say("Here you are.", card);
    expect(written.blocks.map(({ type }) => type)).toEqual([
      "rich_text",
      "header",
      "rich_text",
      "image",
      "actions",
    ]);
    expect(written.blocks[1]?.text?.text).toBe("Order 1 <\u2060!here>");
    expect(shown(written)).toEqual(["Here you are.", "2 mugs & *a plate*"]);
    expect(buttons(written)).toEqual([
      {
        type: "button",
        action_id: "says-0",
        text: { type: "plain_text", text: "Cancel", emoji: false },
        value: "cancel it",
      },
      {
        type: "button",
        action_id: "says-1",
        text: { type: "plain_text", text: "Track", emoji: false },
        value: "where is it",
      },
    ]);
  });

  test("speaks by its title where nothing is said", () => {
    expect(say("", card).text).toBe("Order\n1 &lt;!here&gt;");
  });

  test.each(["javascript:alert(1)", "not a url", "https://", `https://a.example/${"x".repeat(3_000)}`])(
    "leaves out a picture that Slack would refuse: %s",
    (url) => {
      const written = say("x", { title: "t", image: { url, alt: "" } });
      expect(written.blocks.map(({ type }) => type)).toEqual(["rich_text", "header"]);
    },
  );

  test("leaves out buttons that cannot be, and never cuts what one says", () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ label: `Button ${i}`, says: `word ${i}` }));
    const odd = [
      { label: "", says: "x" },
      { label: "x", says: "" },
      { label: "x", says: "y".repeat(2_001) },
    ];
    expect(buttons(say("x", { title: "t", buttons: odd }))).toEqual([]);
    expect(buttons(say("x", { title: "t", buttons: many }))).toHaveLength(25);
    const long = Array.from({ length: 25 }, () => ({ label: "l".repeat(200), says: "s".repeat(2_000) }));
    const written = say("x", { title: "t", buttons: long });
    expect(JSON.stringify(written.blocks).length).toBeLessThan(12_000);
    const [first] = buttons(written);
    expect(first?.value).toBe("s".repeat(2_000));
    expect(first?.text?.text.length).toBeLessThanOrEqual(75);
  });
});

test("a question for a yes has two buttons, in the language of the channel", () => {
  const asked = complete({ speech: "Shall I?" }, { type: "confirm", intent: "Order", heard: [] });
  expect(buttons(write(asked)).map(({ value }) => value)).toEqual(["Yes", "No"]);
  expect(buttons(write(asked, slack({ unsigned: true, locale: "de-AT" }))).map(({ value }) => value)).toEqual(
    ["Ja", "Nein"],
  );
});

test("the answers to a question come before the buttons of its card", () => {
  const card = {
    title: "t",
    buttons: Array.from({ length: 25 }, (_, i) => ({ label: `B${i}`, says: `b${i}` })),
  };
  const asked = complete({ speech: "Shall I?", card }, { type: "confirm", intent: "Order", heard: [] });
  expect(
    buttons(write(asked))
      .map(({ value }) => value)
      .slice(0, 3),
  ).toEqual(["Yes", "No", "b0"]);
});

describe("whatever is said", () => {
  const sane = (written: Written | undefined) => {
    if (!written) return;
    const json = JSON.stringify(written);
    expect(json).not.toMatch(/<[!@#]/);
    expect(written.text).not.toMatch(/[<>]/);
    expect(written.text.trim()).not.toBe("");
    expect(written.text.length).toBeLessThanOrEqual(4_000);
    expect(written.blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(written.blocks).length).toBeLessThanOrEqual(12_000);
    expect(json.replaceAll("\\\\", "")).not.toMatch(/\\ud[89a-f]/i);
    for (const text of shown(written)) expect(text.length).toBeLessThanOrEqual(3_000);
  };

  test.skipIf(!hasCorpora)("no naughty string is live or breaks a message", () => {
    for (const name of naughty()) {
      sane(say(name, { title: name, body: name, buttons: [{ label: name, says: "x" }] }));
    }
  });

  test("any text, card and button stay within what Slack takes", () => {
    const text = fc
      .tuple(
        fc.string({ unit: "binary", maxLength: 12 }),
        fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 1_500 })),
      )
      .map(([part, times]) => part.repeat(times));
    const card = fc.record({
      title: text,
      body: text,
      buttons: fc.array(
        fc.record({ label: text, says: fc.string({ maxLength: 50 }).map((s) => s.replaceAll("<", "")) }),
      ),
    });
    fc.assert(
      fc.property(text, card, (said, shownCard) => sane(say(said, shownCard))),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test("what fits is there in full, in pieces of no more than 3,000", () => {
    const said = Array.from({ length: 1_250 }, (_, i) => `word${i}`).join(" ");
    const written = say(said);
    expect(shown(written).length).toBeGreaterThan(3);
    expect(shown(written).join(" ").replace(/\s+/g, " ")).toBe(said);
    expect(written.text.endsWith("…")).toBe(true);
  });

  test("the words of a long card leave less room for the rest", () => {
    const body = '"'.repeat(10_000);
    const buttons = Array.from({ length: 5 }, () => ({ label: "x", says: "y".repeat(700) }));
    sane(say("word ".repeat(5_000), { title: "t".repeat(500), body, buttons }));
  });

  test("what does not fit ends with a mark, and no character is parted", () => {
    const written = say("👩‍👩‍👧‍👦".repeat(4_000));
    expect(shown(written).join("").replaceAll("👩‍👩‍👧‍👦", "")).toBe("…");
    const entities = say("&".repeat(10_000));
    expect(entities.text.replaceAll("&amp;", "")).toBe("…");
  });
});
