import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { temporaryFile } from "../../support/file.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

interface Ended {
  readonly out: string;
  readonly errors: string;
  readonly status: number | null;
}

/** Runs the command as a developer does, with something piped into it. */
function palaver(args: readonly string[], input = "", folder = root): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}adapters/cli/palaver.js`, ...args], { cwd: folder });
    let [out, errors] = ["", ""];
    child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (errors += String(chunk)));
    child.on("error", reject);
    child.on("close", (status) => resolve({ out, errors, status }));
    child.stdin.end(input);
  });
}

/** A folder with the same apps and nothing of anybody's conversations in it. */
function freshFolder(): string {
  const folder = temporaryFile("checkout");
  mkdirSync(folder);
  symlinkSync(`${root}intents`, `${folder}/intents`);
  return folder;
}

describe("palaver chat", () => {
  test("takes a line of piped input as a turn and prints what the bot says", async () => {
    const { out, errors, status } = await palaver(
      ["chat", "--app", "shop"],
      "order two oat milk\nyes\n\nwhere is my order",
    );
    expect(out).toBe(
      "bot: That is 2 cartons of oat milk for €3.98. Shall I place the order?\n" +
        "bot: Done. Your order number is 1001.\n" +
        "bot: Order 1001, 2 cartons of oat milk, is being packed.\n",
    );
    expect({ errors, status }).toEqual({ errors: "", status: 0 });
  });

  test("carries a message to the team of the relay, and Kevin's answer back", async () => {
    const { out, status } = await palaver(
      ["chat", "--app", "relay"],
      "tell the team I'm giving the demo now\nany replies?\n",
    );
    expect(out).toBe("bot: I am telling the team: I'm giving the demo now\nbot: Kevin says: break a leg!\n");
    expect(status).toBe(0);
  });

  test("tells what comes by itself while the next line is waited for", async () => {
    const child = spawn(process.execPath, [`${root}adapters/cli/palaver.js`, "chat", "--app", "relay"], {
      cwd: root,
    });
    let out = "";
    const kevin = new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk) => {
        out += String(chunk);
        if (out.includes("Kevin")) resolve();
      });
    });
    child.stdin.write("tell the team hello\n");
    await kevin;
    child.stdin.end();
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
    expect(out).toBe("bot: I am telling the team: hello\nbot: Kevin says: break a leg!\n");
  });

  test("keeps the conversation in a file where it is given one, and refuses a second process at it", async () => {
    const file = temporaryFile("shop.sqlite");
    const chat = (line: string) => palaver(["chat", "--app", "shop", "--store", file], line);
    expect((await chat("add two apples to my basket")).out).toBe(
      "bot: I put 2 bags of apples in your basket.\n",
    );
    expect((await chat("what is in my basket")).out).toBe("bot: You have 2 bags of apples. That is €5.98.\n");

    const first = spawn(
      process.execPath,
      [`${root}adapters/cli/palaver.js`, "chat", "--app", "shop", "--store", file],
      { cwd: root },
    );
    await new Promise((resolve) => {
      first.stdout.once("data", resolve);
      first.stdin.write("what is in my basket\n");
    });
    const second = await chat("hello");
    expect(second.status).toBe(1);
    expect(second.errors.trim().split("\n")).toHaveLength(1);
    expect(second.errors).toContain(file);
    first.stdin.end();
    await new Promise((resolve) => first.on("close", resolve));
  });

  test("runs an app of a stranger's by the path of its module", async () => {
    const file = temporaryFile("mine.ts");
    writeFileSync(
      file,
      `import { createApp, intent } from "${root}src/index.ts";
       const hello = intent("Hello", { utterances: ["hello"], fulfil: () => "Hello yourself." });
       export default ({ store }) => ({ app: createApp({ name: "mine", intents: [hello], store }) });`,
    );
    expect((await palaver(["chat", "--app", file], "hello\n")).out).toBe("bot: Hello yourself.\n");
  });
});

describe("palaver start", () => {
  test("talks to either app, and forgets nothing between two starts", async () => {
    const folder = freshFolder();
    const first = await palaver(
      ["start"],
      "add two apples to my basket\n/relay\ntell the team hello\n/quit\n",
      folder,
    );
    expect(first.out).toContain("bot: I put 2 bags of apples in your basket.");
    expect(first.out).toContain("bot: I am telling the team: hello");
    expect(first.status).toBe(0);
    const again = await palaver(["start"], "what is in my basket\n", folder);
    expect(again.out).toContain("bot: You have 2 bags of apples.");
  });

  test("with nobody at the keyboard says what it is and ends", async () => {
    const { out, errors, status } = await palaver(["start"], "", freshFolder());
    expect(out).toContain("You are talking to the shop");
    expect({ errors, status }).toEqual({ errors: "", status: 0 });
  });
});

const events: Readonly<Record<string, unknown>> = {
  alexa: {
    version: "1.0",
    session: {
      new: true,
      sessionId: "s",
      application: { applicationId: "amzn1.ask.skill.x" },
      user: { userId: "u" },
    },
    context: { System: { application: { applicationId: "amzn1.ask.skill.x" }, user: { userId: "u" } } },
    request: {
      type: "IntentRequest",
      requestId: "r1",
      timestamp: "2026-11-21T10:00:00Z",
      locale: "en-US",
      intent: { name: "Basket", confirmationStatus: "NONE", slots: {} },
    },
  },
  lex: {
    messageVersion: "1.0",
    invocationSource: "FulfillmentCodeHook",
    inputMode: "Text",
    sessionId: "session-1",
    inputTranscript: "what is in my basket",
    bot: { id: "ABCDEFGHIJ", name: "Shop", aliasId: "TSTALIASID", localeId: "en_US", version: "DRAFT" },
    interpretations: [],
    sessionState: {
      intent: { name: "Basket", state: "ReadyForFulfillment", slots: {}, confirmationState: "None" },
    },
  },
  slack: {
    type: "event_callback",
    team_id: "T1",
    event_id: "Ev1",
    event: {
      type: "message",
      channel_type: "im",
      channel: "D1",
      user: "U1",
      text: "what is in my basket",
      ts: "1700000000.000100",
    },
  },
  web: { id: "1", text: "what is in my basket" },
};

describe("palaver invoke", () => {
  test.each(Object.entries(events))(
    "prints the raw response to one raw event of %s",
    async (channel, event) => {
      const { out, errors, status } = await palaver(
        ["invoke", channel, "--app", "shop"],
        JSON.stringify(event),
      );
      expect({ errors, status }).toEqual({ errors: "", status: 0 });
      expect(JSON.stringify(JSON.parse(out))).toContain("Your basket is empty.");
    },
  );

  test("reads the event inside what a Lambda behind HTTP is given", async () => {
    const body = Buffer.from(JSON.stringify(events["slack"])).toString("base64");
    const event = { version: "2.0", headers: { host: "x" }, body, isBase64Encoded: true };
    const { out, status } = await palaver(["invoke", "slack", "--app", "shop"], JSON.stringify(event));
    expect(status).toBe(0);
    expect(out).toContain("Your basket is empty.");
  });

  test("reads a file, and a slash command as the form that Slack sends", async () => {
    const file = temporaryFile("command.txt");
    writeFileSync(
      file,
      "command=%2Fshop&text=what+is+in+my+basket&team_id=T1&channel_id=C1&user_id=U1&trigger_id=1.2.3",
    );
    const { out, status } = await palaver(["invoke", "slack", "--app", "shop", file]);
    expect(status).toBe(0);
    expect(out).toContain("Your basket is empty.");
  });

  test.each([
    ["nothing", "alexa", "", "it is empty"],
    ["no JSON", "web", "{", "not JSON"],
    ["no event", "alexa", "[]", "not an Alexa request|no Alexa request|no request"],
    [
      "an event of Lex V1",
      "lex",
      JSON.stringify({ currentIntent: { name: "X" }, userId: "u", bot: {} }),
      "Lex V1",
    ],
    ["no message", "web", "7", "no message"],
  ])("says in one line what is wrong with %s, and ends with status 1", async (_, channel, text, words) => {
    const { out, errors, status } = await palaver(["invoke", channel, "--app", "shop"], text);
    expect({ out, status }).toEqual({ out: "", status: 1 });
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(errors).toMatch(new RegExp(words));
  });
});

test.each([
  [["chat"], "Say which app"],
  [["chat", "--app", "nothing"], 'There is no app "nothing" here. Apps: relay, shop.'],
  [["invoke", "fax", "--app", "shop"], 'There is no channel "fax"'],
  [["invoke", "alexa", "--app", "shop", "no-such-file.json"], "cannot be read"],
  [["sing"], 'There is no command "sing"'],
  [["chat", "--loud"], "--loud"],
])("palaver %j says in one line what is wrong", async (args, words) => {
  const { errors, status } = await palaver(args);
  expect(status).toBe(1);
  expect(errors.trim().split("\n")).toHaveLength(1);
  expect(errors).toContain(words);
});
