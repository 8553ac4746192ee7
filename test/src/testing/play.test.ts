import { describe, expect, test } from "vitest";
import { createApp, intent, memory } from "palaver";
import { person, play, type Device } from "palaver/testing";

/** A device that answers what it hears, and hears what comes by itself. */
function echo(more: Partial<Device> = {}): Device & { readonly come: string[] } {
  const come: string[] = [];
  return {
    come,
    say: async (line) => [`You said ${line}`],
    heard: async () => come.splice(0),
    ...more,
  };
}

describe("a written conversation", () => {
  test("comes back as it really went", async () => {
    const script = [
      "you: hello",
      "bot: You said hello",
      "",
      "# a remark",
      "you: bye",
      "bot: You said bye",
    ].join("\n");
    expect(await play(script, echo())).toBe(script);
  });

  test("that went otherwise comes back otherwise", async () => {
    expect(await play("you: hello\nbot: Hi there\nbot: And more", echo())).toBe(
      "you: hello\nbot: You said hello",
    );
  });

  test("has a line for each thing that is heard, in one line each", async () => {
    const device = echo({ say: async () => ["one\n  two ", "three"] });
    expect(await play("you: x", device)).toBe("you: x\nbot: one two\nbot: three");
  });

  test("has others in it, whose parts the cast plays, and what comes of them", async () => {
    const device = echo();
    const lines: string[] = [];
    const cast = {
      Kevin: async (line: string) => void device.come.push(`Kevin says: ${line}`),
      "a minute passes": (line: string) => void lines.push(`[${line}]`),
    };
    const script = "Kevin: break a leg: now!\nbot: Kevin says: break a leg: now!\n(a minute passes)";
    expect(await play(script, device, cast)).toBe(script);
    expect(lines).toEqual(["[]"]);
  });

  test("hears what has come by itself before it says the next line", async () => {
    const device = echo();
    device.come.push("A word from our sponsor.");
    expect(await play("you: hello", device)).toBe(
      "you: hello\nbot: A word from our sponsor.\nbot: You said hello",
    );
  });

  test("opens the app where it says so, unless the cast does that", async () => {
    const device = echo({ open: async () => ["Welcome."] });
    expect(await play("(open)", device)).toBe("(open)\nbot: Welcome.");
    await expect(play("(open)", echo())).rejects.toThrow(
      `Nobody plays "open" in the line "(open)"; add it to the cast.`,
    );
  });

  test.each(["Kevin: hello", "(a door slams)", "hello", "constructor: x", "__proto__: x", "toString: x"])(
    "in which nobody plays a part is not played: %s",
    async (line) => {
      await expect(play(line, echo())).rejects.toThrow(
        /^Nobody plays ".*" in the line ".*"; add it to the cast\.$/,
      );
    },
  );
});

describe("a person with no channel between", () => {
  const greet = intent("Greet", {
    utterances: ["hello"],
    fulfil: ({ turn, locale }) => `Hello, ${turn.user}, in ${locale}.`,
  });
  const hush = intent("Hush", { utterances: ["hush"], fulfil: () => undefined });
  const app = () => createApp({ name: "a", intents: [greet, hush], store: memory() });

  test("says lines and hears answers, or nothing", async () => {
    const ann = person(app(), { user: "ann", locale: "de-DE" });
    expect(await ann.say("hello")).toEqual(["Hello, ann, in de-DE."]);
    expect(await ann.say("hush")).toEqual([]);
  });

  test("opens the app", async () => {
    expect(await person(app()).open?.()).toEqual(["Welcome to a. What would you like?"]);
  });
});
