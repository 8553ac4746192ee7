import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { channelContract } from "palaver/testing";
import { slack } from "palaver/slack";
import { fixture, stillClock, withEvent } from "./kit.ts";

const clock = stillClock();
const channel = slack({ unsigned: true, clock });
const inputOf = (event: unknown) => channel.read(event)?.input;

channelContract(test, channel, {
  turns: ["command", "direct", "mention", "heard", "press", "view"].map((name) => fixture(name)),
  others: [
    { type: "url_verification", challenge: "c" },
    { type: "app_rate_limited", team_id: "T1", minute_rate_limited: 1 },
    withEvent("direct", { bot_id: "B1" }),
    withEvent("heard", { subtype: "channel_join" }),
  ],
});

describe("words to the bot", () => {
  test("in direct messages are a text, answered there", () => {
    expect(channel.read(fixture("direct"))).toEqual({
      id: "TFIXTURE1/DADA00001/1763683200.000100",
      channel: "slack",
      conversation: "TFIXTURE1/DADA00001/UADA00001",
      user: "TFIXTURE1/UADA00001",
      locale: "en-US",
      at: 1_763_683_200_000,
      input: { type: "text", text: "order two <mugs> & a plate" },
      can: { voice: false, screen: true, buttons: true, audio: false },
      to: { team: "TFIXTURE1", channel: "DADA00001" },
    });
  });

  test("in a channel begin with a mention, which is not among them, and are answered in a thread", () => {
    expect(channel.read(fixture("mention"))).toMatchObject({
      id: "TFIXTURE1/CTEAM0001/1763683320.000300",
      conversation: "TFIXTURE1/CTEAM0001/1763683320.000300/UADA00001",
      input: { type: "text", text: "any replies?" },
      to: { team: "TFIXTURE1", channel: "CTEAM0001", thread: "1763683320.000300" },
    });
  });

  test("are the same turn when they come as a message and as a mention", () => {
    const message = withEvent("mention", { type: "message", channel_type: "channel", client_msg_id: "x" });
    const { team_id: _, ...connected } = { ...message, context_team_id: "TFIXTURE1" } as Record<
      string,
      unknown
    >;
    expect(channel.read(message)).toEqual(channel.read(fixture("mention")));
    expect(channel.read(connected)).toEqual(channel.read(fixture("mention")));
  });

  test("in one thread belong to a dialog of each person's own", () => {
    const inThread = { thread_ts: "1763683000.000100" };
    const [ada, kevin] = [
      channel.read(withEvent("mention", inThread)),
      channel.read(withEvent("mention", { ...inThread, user: "UKEVIN001", ts: "1763683321.000100" })),
    ];
    expect(ada?.conversation).toBe("TFIXTURE1/CTEAM0001/1763683000.000100/UADA00001");
    expect(kevin?.conversation).toBe("TFIXTURE1/CTEAM0001/1763683000.000100/UKEVIN001");
    expect(kevin?.to).toMatchObject({ thread: "1763683000.000100" });
  });

  test("in direct messages stay one dialog, whatever thread they are in", () => {
    const turn = channel.read(withEvent("direct", { thread_ts: "1763683000.000100" }));
    expect(turn?.conversation).toBe("TFIXTURE1/DADA00001/UADA00001");
    expect(turn?.to).toMatchObject({ thread: "1763683000.000100" });
  });

  test.each(["<@UBOT00001>", " <@UBOT00001> ", "<@UBOT00001>,"])("%j is a launch", (text) => {
    expect(inputOf(withEvent("mention", { text }))).toEqual({ type: "event", name: "launch" });
  });

  test.each(["thread_broadcast", "file_share", "me_message"])("count as %s too", (subtype) => {
    expect(inputOf(withEvent("direct", { subtype, text: "hi" }))).toEqual({ type: "text", text: "hi" });
  });

  test("may be a file", () => {
    const files = [{ name: "a <b>.png" }, { name: "c.pdf" }, 7];
    expect(inputOf(withEvent("direct", { subtype: "file_share", text: "", files }))).toEqual({
      type: "text",
      text: "sent files named a <b>.png, c.pdf",
    });
  });

  test("find the bot where Slack does not say who it is", () => {
    expect(inputOf({ ...fixture("mention"), authorizations: [] })).toEqual({
      type: "text",
      text: "any replies?",
    });
  });

  test("mention others by name", () => {
    const text = "<@UBOT00001> ask <@UKEVIN001|kevin> in <#C1|general>";
    expect(inputOf(withEvent("mention", { text }))).toEqual({ type: "text", text: "ask kevin in general" });
  });
});

describe("words to others", () => {
  test("are an event with all that a listener needs", () => {
    expect(channel.read(fixture("heard"))).toMatchObject({
      conversation: "TFIXTURE1/CTEAM0001/1763683200.000900/UKEVIN001",
      input: {
        type: "event",
        name: "message",
        data: {
          text: "break a leg!",
          by: "UKEVIN001",
          team: "TFIXTURE1",
          channel: "CTEAM0001",
          thread: "1763683200.000900",
          ts: "1763683260.000200",
        },
      },
    });
  });

  test("do not take the turn of a mention that comes later", () => {
    // Without authorizations, nobody can tell that this message calls the bot.
    const unsure = { authorizations: [] };
    const message = { ...withEvent("mention", { type: "message", channel_type: "channel" }), ...unsure };
    const mention = { ...fixture("mention"), ...unsure };
    expect(channel.read(message)?.input).toMatchObject({ name: "message" });
    expect(channel.read(message)?.id).not.toBe(channel.read(mention)?.id);
  });

  test("are told again when they are edited, once for each edit", () => {
    const message = {
      user: "UKEVIN001",
      text: "new",
      ts: "1763683260.000200",
      edited: { ts: "1763683290.000000" },
    };
    const previous_message = { user: "UKEVIN001", text: "old", ts: "1763683260.000200" };
    const event = withEvent("heard", { subtype: "message_changed", message, previous_message });
    expect(channel.read(event)).toMatchObject({
      id: "TFIXTURE1/CTEAM0001/1763683260.000200/edited/1763683290.000000",
      input: { name: "edited", data: { text: "new", by: "UKEVIN001", ts: "1763683260.000200" } },
    });
  });

  test("are told gone when they are deleted", () => {
    const gone = {
      subtype: "message_deleted",
      deleted_ts: "1763683260.000200",
      text: undefined,
      user: undefined,
    };
    const previous_message = { user: "UKEVIN001", text: "oops", ts: "1763683260.000200" };
    const data = { by: "UKEVIN001", team: "TFIXTURE1", channel: "CTEAM0001", ts: "1763683260.000200" };
    expect(inputOf(withEvent("heard", { ...gone, previous_message }))).toEqual({
      type: "event",
      name: "deleted",
      data,
    });
    const tombstone = { subtype: "tombstone", user: "USLACKBOT", ts: "1763683260.000200", text: "deleted" };
    const changed = { subtype: "message_changed", message: tombstone, previous_message };
    expect(inputOf(withEvent("heard", changed))).toEqual({ type: "event", name: "deleted", data });
  });

  test("may be a reaction", () => {
    const item = { type: "message", channel: "CTEAM0001", ts: "1763683200.000900" };
    const reaction = { user: "UKEVIN001", reaction: "tada", item, event_ts: "1763683270.000100" };
    const data = { reaction: "tada", by: "UKEVIN001", team: "TFIXTURE1", channel: "CTEAM0001", ts: item.ts };
    expect(inputOf(withEvent("heard", { ...reaction, type: "reaction_added" }))).toEqual({
      type: "event",
      name: "reaction",
      data: { ...data, added: true },
    });
    expect(inputOf(withEvent("heard", { ...reaction, type: "reaction_removed" }))).toMatchObject({
      data: { added: false },
    });
    expect(
      channel.read(withEvent("heard", { ...reaction, type: "reaction_added", user: "UBOT00001" })),
    ).toBeUndefined();
  });
});

describe("no turn is", () => {
  const cases: readonly (readonly [string, object])[] = [
    ["a message of any bot", { bot_id: "B1" }],
    ["a message of an app", { bot_profile: { id: "B1" } }],
    ["our own message", { user: "UBOT00001" }],
    ["Slackbot's message", { user: "USLACKBOT" }],
    ["Slack's own message", { user: "USLACK" }],
    ["a message that is hidden", { hidden: true }],
    ["a message by nobody", { user: undefined }],
    ["a mention added by an edit", { edited: { ts: "1763683290.000000" } }],
    ...["bot_message", "channel_join", "channel_topic", "reminder_add", "anything new", 7].map(
      (subtype) => [`a message of the subtype ${subtype}`, { subtype }] as const,
    ),
    ...["1763683200.0001", "1763683200", "1763683200.000100 ", 1763683200.0001, "", null].map(
      (ts) => [`a message with the ts ${JSON.stringify(ts)}`, { ts }] as const,
    ),
    ...["C 1", "C/1", "", "C".repeat(65), 7].map(
      (id) => [`a message in the channel "${id}"`, { channel: id }] as const,
    ),
    [
      "an unfurled link",
      { subtype: "message_changed", message: { user: "U1", text: "x", ts: "1763683260.000200" } },
    ],
    [
      "an edit of our own message",
      {
        subtype: "message_changed",
        message: {
          user: "UBOT00001",
          bot_id: "B1",
          text: "x",
          ts: "1763683260.000200",
          edited: { ts: "1763683290.000000" },
        },
      },
    ],
    [
      "an unfurled link in a message that was edited before",
      {
        subtype: "message_changed",
        message: { user: "U1", text: "x", ts: "1763683260.000200", edited: { ts: "1763683290.000000" } },
        previous_message: { user: "U1", text: "x", ts: "1763683260.000200" },
      },
    ],
    [
      "a deleted message of a bot",
      { subtype: "message_deleted", previous_message: { bot_id: "B1", ts: "1763683260.000200" } },
    ],
  ];

  test.each(cases)("%s", (_, changes) => {
    expect(channel.read(withEvent("direct", changes))).toBeUndefined();
    expect(channel.read(withEvent("mention", changes))).toBeUndefined();
  });

  test("a message to others without a word", () => {
    expect(channel.read(withEvent("heard", { text: "  " }))).toBeUndefined();
  });

  test("an event of another type", () => {
    for (const type of ["app_home_opened", "member_joined_channel", "constructor", "__proto__"]) {
      expect(channel.read(withEvent("direct", { type }))).toBeUndefined();
      expect(channel.read({ ...fixture("direct"), type })).toBeUndefined();
    }
  });

  test("anything else, and nothing throws", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (event) => {
        expect(channel.read(event)).toBeUndefined();
        expect(channel.refuse?.(event)).toBeTypeOf("string");
        expect(channel.write(undefined, event)).toBeUndefined();
      }),
    );
  });
});

describe("a slash command", () => {
  test("is a text whose answer is the response, and can be answered later", () => {
    const turn = channel.read(fixture("command"));
    expect(turn).toMatchObject({
      id: "TFIXTURE1/CTEAM0001/command/13345224609.738474920.8088930838d88f008e0",
      conversation: "TFIXTURE1/CTEAM0001/UADA00001",
      at: clock.now(),
      input: { type: "text", text: "order two mugs" },
      reach: { team: "TFIXTURE1", channel: "UADA00001" },
    });
    expect(turn).not.toHaveProperty("to");
  });

  test("without words is a launch, and without a trigger none at all", () => {
    expect(inputOf(fixture("command", { text: " " }))).toEqual({ type: "event", name: "launch" });
    expect(channel.read(fixture("command", { trigger_id: "a/b" }))).toBeUndefined();
  });

  test("that checks the certificate starts nothing", () => {
    expect(channel.read(fixture("command", { ssl_check: "1" }))).toBeUndefined();
    expect(channel.read(fixture("command", { ssl_check: "0" }))).toBeDefined();
  });
});

describe("a press", () => {
  test("says the words of its button, in the dialog the button belongs to", () => {
    expect(channel.read(fixture("press"))).toMatchObject({
      id: "TFIXTURE1/CTEAM0001/1763683330.000500/UADA00001/says-1",
      conversation: "TFIXTURE1/CTEAM0001/1763683320.000300/UADA00001",
      input: { type: "press", says: "order salt & pepper" },
      to: { team: "TFIXTURE1", channel: "CTEAM0001", thread: "1763683320.000300" },
    });
  });

  test("under an answer that only one person sees is answered for them alone", () => {
    const container = {
      type: "message",
      message_ts: "1763683321.000400",
      channel_id: "CTEAM0001",
      is_ephemeral: true,
    };
    const turn = channel.read(fixture("press", { container }));
    expect(turn?.conversation).toBe(channel.read(fixture("command"))?.conversation);
    expect(turn?.to).toEqual({ team: "TFIXTURE1", channel: "CTEAM0001", only: "UADA00001" });
  });

  test("in direct messages belongs to the one dialog there, whatever thread the button is in", () => {
    const direct = fixture("press", { channel: { id: "DADA00001", name: "directmessage" } });
    expect(channel.read(direct)?.conversation).toBe("TFIXTURE1/DADA00001/UADA00001");
    expect(channel.read(direct)?.to).toMatchObject({ thread: "1763683320.000300" });
  });

  test("of somebody else's button is no turn", () => {
    const [action] = fixture("press")["actions"] as object[];
    expect(channel.read(fixture("press", { actions: [{ ...action, action_id: "theirs" }] }))).toBeUndefined();
    expect(channel.read(fixture("press", { actions: [{ ...action, value: 7 }] }))).toBeUndefined();
    expect(channel.read(fixture("press", { actions: {} }))).toBeUndefined();
  });
});

test("a form that was sent off is an event with what was filled in, as a list", () => {
  expect(channel.read(fixture("view"))).toMatchObject({
    conversation: "TFIXTURE1/UADA00001",
    input: {
      type: "event",
      name: "view",
      data: {
        callback: "feedback",
        values: [
          { block: "words", action: "input", value: "lovely" },
          { block: "stars", action: "select", value: "5" },
        ],
      },
    },
    to: { team: "TFIXTURE1", channel: "UADA00001" },
  });
});

test("a shortcut is an event, with the words of the message it was used on", () => {
  const base = {
    team: { id: "T1" },
    user: { id: "U1" },
    callback_id: "remind",
    action_ts: "1763683270.000100",
  };
  expect(inputOf({ ...base, type: "shortcut" })).toEqual({
    type: "event",
    name: "shortcut",
    data: { callback: "remind" },
  });
  expect(inputOf({ ...base, type: "message_action", message: { text: "a &amp; b" } })).toMatchObject({
    data: { callback: "remind", text: "a & b" },
  });
});

describe("who is served", () => {
  test("in a channel shared by workspaces, the workspace is the one the app is in", () => {
    const shared = { ...fixture("direct"), team_id: "TOTHER", context_team_id: undefined };
    expect(channel.read(shared)?.user).toBe("TFIXTURE1/UADA00001");
    expect(channel.read({ ...shared, authorizations: [] })?.user).toBe("TOTHER/UADA00001");
    expect(channel.read({ ...shared, context_team_id: "TCONTEXT" })?.user).toBe("TCONTEXT/UADA00001");
  });

  test("includes whoever installed the app for themselves", () => {
    const authorizations = [{ team_id: "TFIXTURE1", user_id: "UADA00001", is_bot: false }];
    expect(channel.read({ ...fixture("direct"), authorizations })).toBeDefined();
  });

  test("may be some workspaces and one app", () => {
    const ours = slack({ unsigned: true, appId: "AFIXTURE1", teams: ["TFIXTURE1"] });
    const theirs = slack({ unsigned: true, teams: ["TOTHER"] });
    for (const name of ["direct", "mention", "command", "press", "view"]) {
      expect(ours.read(fixture(name))).toBeDefined();
      expect(ours.read(fixture(name, { api_app_id: "AOTHER" }))).toBeUndefined();
      expect(theirs.read(fixture(name))).toBeUndefined();
    }
  });
});

test("an event that is none is refused in a sentence", () => {
  expect(channel.refuse?.({ body: "{}" })).toBe(
    "This is no event of Slack: it has neither a type nor a command.",
  );
  expect(channel.refuse?.(fixture("direct"))).toBeUndefined();
});

describe("what happens to the app itself", () => {
  const told = (event: object, more: object = {}) => ({
    type: "event_callback",
    team_id: "TTEA00001",
    event,
    event_id: "Ev1",
    event_time: 1_763_683_200,
    ...more,
  });
  const gone = { type: "app_uninstalled" };

  test("is an event of nobody's, one however often it is told", () => {
    expect(channel.read(told(gone))).toEqual({
      id: "TTEA00001/Ev1",
      channel: "slack",
      conversation: "TTEA00001/app",
      user: "TTEA00001/app",
      locale: "en-US",
      at: 1_763_683_200_000,
      input: { type: "event", name: "uninstalled", data: { team: "TTEA00001" } },
      can: { voice: false, screen: true, buttons: true, audio: false },
      to: { team: "TTEA00001", channel: "TTEA00001" },
    });
    expect(
      inputOf(told({ type: "tokens_revoked", tokens: { oauth: ["UADA00001", 1], bot: ["UBOT00001"] } })),
    ).toEqual({
      type: "event",
      name: "revoked",
      data: { team: "TTEA00001", bots: ["UBOT00001"], users: ["UADA00001"] },
    });
  });

  test.each([
    ["in a workspace of an organisation", { enterprise_id: "E1" }, { team: "TTEA00001", enterprise: "E1" }],
    ["in all of it", { enterprise_id: "E1", is_enterprise_install: true }, { enterprise: "E1" }],
    [
      "in all of it, where no workspace is named",
      { enterprise_id: "E1", team_id: undefined },
      { enterprise: "E1" },
    ],
  ])("says where: %s", (_, more, data) => {
    expect(inputOf(told(gone, more))).toEqual({ type: "event", name: "uninstalled", data });
  });

  test.each([
    ["no id", { event_id: undefined }],
    ["no time", { event_time: "1763683200" }],
    ["a time there is not", { event_time: 9e12 }],
    ["no organisation, though it is for all of one", { is_enterprise_install: true }],
  ])("is no turn with %s", (_, more) => {
    expect(channel.read(told(gone, more))).toBeUndefined();
  });
});

test("what is asked where the app is installed for an organisation is answered by that installation", () => {
  const org = { enterprise_id: "E1", is_enterprise_install: "true" };
  expect(channel.read(fixture("command", org))?.reach).toMatchObject({ enterprise: "E1" });
  expect(
    channel.read(fixture("press", { enterprise: { id: "E1" }, is_enterprise_install: true }))?.to,
  ).toMatchObject({
    enterprise: "E1",
  });
  expect(channel.read(fixture("direct", { enterprise_id: "E1" }))?.to).not.toHaveProperty("enterprise");
});
