import { WebClient } from "@slack/web-api";
import {
  createApp,
  intent,
  listener,
  look,
  memory,
  toText,
  type App,
  type LogEntry,
  type Voice,
} from "palaver";
import { sandbox, slack, type Hear, type Sandbox, type SlackVoice } from "palaver/slack";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { testClock, type TestClock } from "../../support/clock.ts";
import { secret, signed } from "./kit.ts";

const brew = intent("Brew", {
  utterances: ["brew {tea}", "make some tea"],
  slots: { tea: z.enum(["green", "black"]) },
  elicit: { tea: "Which tea?" },
  fulfil: ({ slots }) => ({ speech: `Here is your ${slots.tea} tea.` }),
});

/** A voice whose audio is what it says. */
const mouth: Voice = {
  speak: async (speech) => ({ type: "audio/mpeg", bytes: inTwo(Buffer.from(toText(speech))) }),
};

async function* inTwo(bytes: Buffer) {
  yield bytes.subarray(0, 3);
  yield bytes.subarray(3);
}

let clock: TestClock;
let world: Sandbox;
let app: App;

beforeEach(async () => {
  clock = testClock();
  world = await sandbox({ clock });
  app = createApp({ name: "tea", store: memory(), intents: [brew], clock, log: () => {} });
});
afterEach(async () => {
  await app.close();
  await world.close();
});

/** Sends the app events, each as Slack would, and gives what the bot said: text, or a clip in brackets. */
function talking(options: { voice?: SlackVoice; hear?: Hear } = {}) {
  const channel = slack({
    signingSecret: secret,
    token: world.token,
    slackApiUrl: world.url,
    clock,
    ...options,
  });
  const receive = listener(app, channel);
  let seen = 0;
  return async (event: unknown): Promise<readonly string[]> => {
    const response = await receive(signed(JSON.stringify(event), "application/json", clock.now()));
    expect(response.status).toBe(200);
    await app.settled();
    const all = world.messages("Ada").filter(({ bot_id }) => bot_id !== undefined);
    const said = await Promise.all(
      all.slice(seen).map(async ({ text, files = [] }) => {
        const [file] = files;
        return file === undefined ? text : `[${String(look(file, "mimetype"))}: ${await fetched(file)}]`;
      }),
    );
    seen = all.length;
    return said;
  };
}

async function fetched(file: unknown): Promise<string> {
  const url = String(look(file, "url_private_download"));
  const response = await fetch(url, { headers: { authorization: `Bearer ${world.token}` } });
  return response.text();
}

const aloud = (words: string, heard?: string) => world.tellAloud("Ada", Buffer.from(words), heard);

describe("a voice message", () => {
  test("that Slack has transcribed is those words, and is answered in text and aloud", async () => {
    const tell = talking({ voice: { voice: mouth } });
    expect(await tell(aloud("…", "make some tea"))).toEqual(["Which tea?", "[audio/mpeg: Which tea?]"]);
    expect(await tell(world.tell("Ada", "green"))).toEqual(["Here is your green tea."]);
  });

  test("that Slack has not transcribed is heard by the app's own ears, by its type", async () => {
    const hear = vi.fn<Hear>(async (audio) => Buffer.from(audio).toString("utf8"));
    const tell = talking({ hear });
    const fetching = vi.spyOn(globalThis, "fetch");
    onTestFinished(() => fetching.mockRestore());
    expect(await tell(aloud("brew black"))).toEqual(["Here is your black tea."]);
    expect(hear.mock.calls.map(([, type]) => type)).toEqual(["audio/mp4"]);
    expect(fetching.mock.calls[0]?.[1]).toMatchObject({ redirect: "error" });
    await tell(aloud("…", "brew green"));
    expect(hear).toHaveBeenCalledTimes(1);
  });

  const sorry = "Sorry, I could not hear your voice message. Please write it to me.";

  test("that nobody can hear is answered with just that, and with the question that is still open", async () => {
    const tell = talking();
    expect(await tell(aloud("brew green"))).toEqual([sorry]);
    await tell(world.tell("Ada", "make some tea"));
    const [answer] = await tell(aloud("green"));
    expect(answer).toMatch(new RegExp(`^${sorry.replaceAll(".", "\\.")} .*Which tea\\?$`));
    expect(await tell(world.tell("Ada", "green"))).toEqual(["Here is your green tea."]);
  });

  test.each<[string, Hear]>([
    ["hear nothing", async () => undefined],
    ["fail", () => Promise.reject(new Error("no ears"))],
    [
      "take too long",
      () => {
        void clock.pass(1_800);
        return new Promise(() => {});
      },
    ],
  ])("whose ears %s is not heard", async (_, hear) => {
    expect(await talking({ hear })(aloud("brew green"))).toEqual([sorry]);
  });

  test("that cannot be fetched is not heard", async () => {
    world.fail("download", { type: "status", status: 404 });
    expect(await talking({ hear: async () => "brew green" })(aloud("x"))).toEqual([sorry]);
  });

  test("never takes the bot's token anywhere but to Slack", async () => {
    const hear = vi.fn<Hear>(async () => "brew green");
    const fetching = vi.spyOn(globalThis, "fetch");
    onTestFinished(() => fetching.mockRestore());
    const elsewhere = JSON.stringify(aloud("x")).replaceAll(
      /http:[^"]*files-pri/g,
      "https://evil.example/files-pri",
    );
    await talking({ hear })(JSON.parse(elsewhere));
    expect(hear).not.toHaveBeenCalled();
    expect(JSON.stringify(fetching.mock.calls)).not.toContain("evil.example");
  });

  test("of more than 10 MB is not fetched", async () => {
    const hear = vi.fn<Hear>(async () => "brew green");
    const event = JSON.stringify(aloud("x")).replace(/"size":1,/, '"size":10000001,');
    expect(await talking({ hear })(JSON.parse(event))).toEqual([sorry]);
    expect(hear).not.toHaveBeenCalled();
  });

  test("that is larger than it says is not heard", async () => {
    const hear = vi.fn<Hear>(async () => "brew green");
    const event = JSON.stringify(world.tellAloud("Ada", new Uint8Array(10_000_001)));
    expect(await talking({ hear })(JSON.parse(event.replace(/"size":10000001,/, '"size":1,')))).toEqual([
      sorry,
    ]);
    expect(hear).not.toHaveBeenCalled();
  });

  test("is heard only once it is proven to come from Slack", async () => {
    const hear = vi.fn<Hear>(async () => "brew green");
    const options = { signingSecret: secret, token: world.token, slackApiUrl: world.url, clock, hear };
    const request = signed(JSON.stringify(aloud("x")), "application/json", clock.now(), "another secret");
    expect((await listener(app, slack(options))(request)).status).toBe(401);
    expect(hear).not.toHaveBeenCalled();
  });
});

describe("an answer aloud", () => {
  test("is for whoever prefers it, too", async () => {
    const prefers = vi.fn<() => boolean>(() => true);
    const tell = talking({ voice: { voice: mouth, prefers } });
    expect(await tell(world.tell("Ada", "brew green"))).toEqual([
      "Here is your green tea.",
      "[audio/mpeg: Here is your green tea.]",
    ]);
    expect(prefers.mock.calls).toEqual([[{ team: world.team, channel: world.direct("Ada") }]]);
  });

  test("stays in the thread", async () => {
    const channel = slack({
      unsigned: true,
      token: world.token,
      slackApiUrl: world.url,
      clock,
      voice: { voice: mouth },
    });
    const thread = await world.say("Ada", "hello");
    const reply = await app.respond({
      id: "1",
      channel: "x",
      conversation: "x",
      user: "x",
      locale: "en-US",
      at: clock.now(),
      input: { type: "text", text: "brew green" },
      can: { voice: true, screen: true, buttons: true, audio: true },
    });
    await channel.send?.({
      to: { team: world.team, channel: world.channel, thread, aloud: true },
      reply,
      key: "k",
    });
    expect(world.messages().slice(-2)).toMatchObject([
      { text: "Here is your green tea.", thread_ts: thread },
      { subtype: "file_share", thread_ts: thread },
    ]);
  });

  const failures: readonly (readonly [string, () => Partial<SlackVoice>])[] = [
    ["the voice fails", () => ({ voice: { speak: () => Promise.reject(new Error("hoarse")) } })],
    [
      "the voice says nothing",
      () => ({ voice: { speak: async () => ({ type: "audio/mpeg", bytes: inTwo(Buffer.of()) }) } }),
    ],
    ["the preference cannot be read", () => ({ prefers: () => Promise.reject(new Error("lost")) })],
    [
      "the clip would be too large",
      () => ({
        voice: { speak: async () => ({ type: "audio/mpeg", bytes: inTwo(Buffer.alloc(10_000_001)) }) },
      }),
    ],
    [
      "the voice comes too late",
      () => ({
        voice: {
          async speak(...said: Parameters<Voice["speak"]>) {
            await clock.pass(5_000);
            return mouth.speak(...said);
          },
        },
      }),
    ],
    [
      "the voice takes too long",
      () => ({
        voice: {
          speak: () => {
            void clock.pass(5_000);
            return new Promise(() => {});
          },
        },
      }),
    ],
    ...["files.getUploadURLExternal", "files.completeUploadExternal"].map(
      (method) =>
        [
          `${method} fails`,
          () => {
            world.fail(method, { type: "error", error: "fatal_error" });
            return {};
          },
        ] as const,
    ),
    [
      "the upload fails",
      () => {
        world.fail("upload", { type: "status", status: 500 });
        return {};
      },
    ],
  ];

  test.each(failures)("is left out where %s, and the text is there, once", async (_, arrange) => {
    const log: LogEntry[] = [];
    const tell = talking({
      voice: { voice: mouth, prefers: () => true, log: (entry) => void log.push(entry), ...arrange() },
    });
    expect(await tell(world.tell("Ada", "brew green"))).toEqual(["Here is your green tea."]);
    expect(await app.parked()).toEqual([]);
    expect(log).toMatchObject([{ level: "warn", event: "slack clip not sent" }]);
    expect(JSON.stringify(log)).not.toContain("tea");
  });

  test("is not said again for a text whose outcome was unknown", async () => {
    world.fail("chat.postMessage", { type: "lost" });
    const tell = talking({ voice: { voice: mouth, prefers: () => true } });
    const [first, ...more] = await tell(world.tell("Ada", "brew green"));
    expect([first, ...more]).toEqual(["Here is your green tea."]);
    await clock.pass(600_000);
    await app.deliver();
    expect(await tell(world.tell("Bob", "brew black"))).toEqual([]);
    expect(world.calls("chat.postMessage")).toBe(2);
  });
});

describe("the sandbox's files", () => {
  const client = () => new WebClient(world.token, { slackApiUrl: world.url, retryConfig: { retries: 0 } });
  const expected = () => client().files.getUploadURLExternal({ filename: "a.mp3", length: 3 });

  test("are uploaded in three steps, and shared in the last one, which is told as an event", async () => {
    const { upload_url: url = "", file_id: id = "" } = await expected();
    expect((await fetch(url, { method: "POST", body: "abc" })).status).toBe(200);
    await client().files.completeUploadExternal({ files: [{ id, title: "A" }], channel_id: world.channel });
    expect(world.messages().at(-1)).toMatchObject({
      subtype: "file_share",
      files: [{ id, mimetype: "audio/mpeg" }],
    });
  });

  test("are refused in another length, twice, and before they are there", async () => {
    const { upload_url: url = "", file_id: id = "" } = await expected();
    const complete = () =>
      client().files.completeUploadExternal({ files: [{ id, title: "A" }], channel_id: world.channel });
    await expect(complete()).rejects.toThrow("file_not_found");
    expect((await fetch(url, { method: "POST", body: "abcd" })).status).toBe(500);
    expect((await fetch(url, { method: "POST", body: "abc" })).status).toBe(200);
    expect((await fetch(url, { method: "POST", body: "abc" })).status).toBe(500);
    await complete();
    await expect(complete()).rejects.toThrow("file_not_found");
  });

  test("are nobody's without the workspace's token and the scope for it", async () => {
    const other = world.workspace();
    const deaf = world.workspace({ scopes: ["chat:write"] });
    aloud("psst");
    deaf.tellAloud("Ada", Buffer.from("psst"));
    const urlIn = ({ messages }: Pick<Sandbox, "messages">) =>
      String(look(messages("Ada").at(-1)?.files, 0, "url_private"));
    const status = async (token: string, url = urlIn(world)) =>
      (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(
      await Promise.all([world.token, other.token, deaf.token, "x"].map((token) => status(token))),
    ).toEqual([200, 403, 403, 403]);
    expect(await status(deaf.token, urlIn(deaf))).toBe(403);
    await expect(
      new WebClient(deaf.token, { slackApiUrl: world.url }).files.getUploadURLExternal({
        filename: "a",
        length: 1,
      }),
    ).rejects.toThrow("missing_scope");
  });
});
