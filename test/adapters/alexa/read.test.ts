import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accessOf, alexa, deviceOf, linkOf, permissionsOf, personOf } from "palaver/alexa";
import { channelContract } from "palaver/testing";
import { complete } from "palaver";
import { fixture, intentRequest, request, skillId } from "./requests.ts";

const clock = { now: () => 1_000, random: () => 0, sleep: () => Promise.resolve() };
const channel = alexa({ skillId, clock });

channelContract(test, channel, {
  turns: [fixture("launch"), fixture("order"), fixture("played")],
  others: [fixture("could")],
});

const slotsIn = (event: unknown) => {
  const input = channel.read(event)?.input;
  return input?.type === "intent" ? input.interpretation.slots : undefined;
};
const inputIn = (event: unknown) => channel.read(event)?.input;

describe("a turn", () => {
  test("says who spoke, in which session, in which language and when", () => {
    expect(channel.read(fixture("launch"))).toEqual({
      id: "amzn1.echo-api.request.launch",
      channel: "alexa",
      conversation: "amzn1.echo-api.session.kitchen",
      user: "amzn1.ask.account.ada",
      locale: "en-US",
      at: Date.UTC(2026, 4, 13, 12, 34, 56),
      input: { type: "event", name: "launch" },
      can: { voice: true, screen: true, buttons: false, audio: true },
    });
  });

  test("outside of a session belongs to the conversation of its user", () => {
    expect(channel.read(fixture("played"))).toMatchObject({
      conversation: "amzn1.ask.account.ada",
      user: "amzn1.ask.account.ada",
      locale: "de-DE",
    });
  });

  test("is the recognised person's only where people are told apart by their voices", () => {
    const byVoice = alexa({ skillId, speaker: true });
    expect(channel.read(fixture("order"))?.user).toBe("amzn1.ask.account.ada");
    expect(byVoice.read(fixture("order"))?.user).toBe("amzn1.ask.person.ada");
    expect(byVoice.read(fixture("launch"))?.user).toBe("amzn1.ask.account.ada");
  });

  test("takes the user from the context before the session", () => {
    const event = request("LaunchRequest", {}, { system: { user: { userId: "bob" } } });
    expect(channel.read(event)?.user).toBe("bob");
  });

  test("of nobody known shares nothing with another of nobody known", () => {
    const nameless = { request: { type: "LaunchRequest" } };
    const some = alexa({ skillId: "any" }).read({ ...nameless, context: { a: 1 } });
    const other = alexa({ skillId: "any" }).read({ ...nameless, context: { a: 2 } });
    expect(some?.user).toBeTruthy();
    expect(some?.user).not.toBe(other?.user);
    expect(some?.id).not.toBe(other?.id);
  });

  test.each([
    ["without a locale", undefined, "en-US"],
    ["with a locale that is none", "not a locale", "en-US"],
    ["with a locale of the platform's", "de-de", "de-DE"],
    ["with a locale without end", `en-x${"-abcdefgh".repeat(9)}`, "en-US"],
  ])("%s is in a locale that can be used", (_, locale, expected) => {
    expect(channel.read(request("LaunchRequest", { locale }))?.locale).toBe(expected);
  });

  test("has an id and a user of its own where those it names are no ids", () => {
    const long = "a".repeat(256);
    const event = request(
      "LaunchRequest",
      { requestId: long },
      { session: false, system: { user: { userId: long } } },
    );
    const turn = channel.read(event);
    expect(turn?.id).toMatch(/^event:/);
    expect(turn?.user).toBe(turn?.id);
  });

  test("takes the locale it is told to where the event has none", () => {
    const german = alexa({ skillId, locale: "de-DE" });
    expect(german.read(request("LaunchRequest", { locale: undefined }))?.locale).toBe("de-DE");
  });

  test.each([
    ["2026-05-13T12:34:56Z", Date.UTC(2026, 4, 13, 12, 34, 56)],
    ["2026-05-13T12:34:56", Date.UTC(2026, 4, 13, 12, 34, 56)],
    ["2026-05-13T14:34:56.25+02:00", Date.UTC(2026, 4, 13, 12, 34, 56, 250)],
    [1_431_520_496_000, 1_431_520_496_000],
    ["2026-02-30T12:34:56Z", 1_000],
    ["string", 1_000],
    [undefined, 1_000],
    [null, 1_000],
    [1e300, 1_000],
  ])("with the timestamp %j is of %d", (timestamp, at) => {
    expect(channel.read(request("LaunchRequest", { timestamp }))?.at).toBe(at);
  });
});

describe("an intent", () => {
  test("of the platform's bears a plain name, and one of the app's its own", () => {
    const names = ["AMAZON.YesIntent", "AMAZON.FallbackIntent", "AMAZON.StartOverIntent", "HelpIntent"];
    expect(
      names.map((name) => {
        const input = inputIn(intentRequest(name));
        return input?.type === "intent" ? input.interpretation.intent : undefined;
      }),
    ).toEqual(["Yes", "Fallback", "StartOver", "HelpIntent"]);
  });

  test("without a name is one that nobody understood", () => {
    expect(inputIn(request("IntentRequest", { intent: { slots: 7 } }))).toEqual({
      type: "intent",
      interpretation: { intent: "Fallback", slots: [], confidence: 1 },
    });
  });

  test("comes with what was heard for its slots and what it was taken for", () => {
    expect(slotsIn(fixture("order"))).toEqual([
      {
        name: "tea",
        values: [
          {
            text: "earl gray",
            matches: [
              { value: "Earl Grey", id: "EARL" },
              { value: "Lady Grey", id: "LADY" },
            ],
          },
        ],
      },
      {
        name: "extras",
        values: [
          { text: "milk", matches: [] },
          { text: "sugar", matches: [] },
        ],
      },
      { name: "note", values: [{ text: "no spoon", matches: [] }] },
    ]);
  });

  test("has no slot that was filled with nothing", () => {
    const slots = { tea: { name: "tea", value: " " }, size: { name: "size", value: "" }, cups: null };
    expect(slotsIn(intentRequest("Order", slots))).toEqual([]);
  });

  test("may have no slots at all", () => {
    expect(slotsIn(request("IntentRequest", { intent: { name: "Order" } }))).toEqual([]);
  });

  test("takes a match of the model where what was said of late matches nothing", () => {
    const authority = (code: string, id: string, values?: unknown) => ({
      authority: `amzn1.er-authority.echo-sdk.${id}`,
      status: { code },
      ...(values !== undefined && { values }),
    });
    const resolutionsPerAuthority = [
      authority("ER_SUCCESS_MATCH", "amzn1.ask.skill.tea.Tea", [{ value: { name: "Assam" } }]),
      authority("ER_SUCCESS_NO_MATCH", "dynamic.amzn1.ask.skill.tea.Tea"),
      authority("ER_ERROR_TIMEOUT", "dynamic.amzn1.ask.skill.tea.Tea", [{ value: { name: "Late" } }]),
      authority("ER_SUCCESS_MATCH", "dynamic.amzn1.ask.skill.tea.Tea", []),
    ];
    const tea = { name: "tea", value: "assam", resolutions: { resolutionsPerAuthority } };
    expect(slotsIn(intentRequest("Order", { tea }))).toEqual([
      { name: "tea", values: [{ text: "assam", matches: [{ value: "Assam" }] }] },
    ]);
  });

  test.each([
    ["CONFIRMED", "yes"],
    ["DENIED", "no"],
    ["NONE", undefined],
    ["MAYBE", undefined],
  ])("that was asked about and is %s was answered with %s", (confirmationStatus, expected) => {
    const input = inputIn(request("IntentRequest", { intent: { name: "Order", confirmationStatus } }));
    expect(input?.type === "intent" ? input.interpretation.confirmation : "").toBe(expected);
  });

  test("is not taken for confirmed because one of its slots is, unless that slot was asked about last", () => {
    const slots = { tea: { name: "tea", value: "assam", confirmationStatus: "CONFIRMED" } };
    const confirms = (attributes: unknown) => {
      const input = inputIn(intentRequest("Order", slots, {}, { attributes }));
      return input?.type === "intent" ? input.interpretation.confirmation : "";
    };
    expect(confirms({})).toBeUndefined();
    expect(confirms({ palaver: { confirms: "size" } })).toBeUndefined();
    expect(confirms({ palaver: { confirms: "tea" } })).toBe("yes");
  });
});

describe("an event", () => {
  test("that ends a session says why", () => {
    const error = { type: "INVALID_RESPONSE", message: "bad" };
    expect(inputIn(request("SessionEndedRequest", { reason: "ERROR", error }))).toEqual({
      type: "event",
      name: "end",
      data: { reason: "ERROR", error },
    });
  });

  test("at launch carries the task it was launched for", () => {
    const task = { name: "amzn1.ask.skill.tea.Brew", version: "1" };
    expect(inputIn(request("LaunchRequest", { task, shouldLinkResultBeReturned: false }))).toEqual({
      type: "event",
      name: "launch",
      data: { task },
    });
  });

  test.each([
    ["SessionResumedRequest", { cause: { type: "ConnectionCompleted" } }, true],
    ["Connections.Response", { name: "Buy", status: { code: "200", message: "OK" } }, true],
    ["Connections.Request", { name: "Brew", payload: {} }, true],
    ["Dialog.API.Invoked", { apiRequest: { name: "brew", arguments: {} } }, true],
    ["Alexa.Presentation.APL.LoadIndexListData", { listId: "teas", startIndex: 20 }, true],
    ["Alexa.Presentation.APL.RuntimeError", { errors: [] }, true],
    ["Display.ElementSelected", { token: "tea-1" }, true],
    ["AudioPlayer.PlaybackFailed", { token: "t", error: { type: "X" } }, false],
    ["PlaybackController.PlayCommandIssued", undefined, false],
    ["System.ExceptionEncountered", { error: { type: "X" }, cause: { requestId: "r" } }, false],
    ["AlexaSkillEvent.SkillEnabled", { eventCreationTime: "2026-05-13T12:34:56Z" }, false],
    ["AlexaSkillEvent.NotificationSubscriptionChanged", { body: { subscriptions: [] } }, false],
    ["Messaging.MessageReceived", { message: { notice: "tea" } }, false],
    ["Reminders.ReminderStarted", { body: { alertToken: "a" } }, false],
    ["Brand.NewThing", { with: ["new", 1, null, true] }, true],
  ])("%s is named by its type, with what it says", (name, data, session) => {
    expect(inputIn(request(name, data, { session }))).toEqual({
      type: "event",
      name,
      ...(data && { data }),
    });
  });

  test("of a touch says what its first argument says, and is a plain event where that is no text", () => {
    const type = "Alexa.Presentation.APL.UserEvent";
    expect(inputIn(request(type, { arguments: ["order tea", 2] }))).toEqual({
      type: "press",
      says: "order tea",
    });
    expect(inputIn(request(type, { arguments: [{ id: 1 }], token: "t" }))).toEqual({
      type: "event",
      name: type,
      data: { arguments: [{ id: 1 }], token: "t" },
    });
  });

  test("of the dialog manager with an input is that intent", () => {
    const input = { name: "Order", slots: { tea: { name: "tea", value: "assam" } } };
    expect(inputIn(request("Dialog.InputRequest", { input }))).toMatchObject({
      type: "intent",
      interpretation: { intent: "Order", slots: [{ name: "tea" }] },
    });
  });

  test("cannot pass for one of the framework's own, whatever its type", () => {
    for (const type of ["launch", "end", "receipt mail", "sent", "__proto__", "constructor"]) {
      expect(channel.read(request(type))).toBeUndefined();
    }
  });

  test("carries nothing that could reach a prototype", () => {
    const message: unknown = JSON.parse(`{"__proto__":{"a":1},"b":{"constructor":{"prototype":{"c":1}}}}`);
    const input = inputIn(request("Messaging.MessageReceived", { message }, { session: false }));
    expect(JSON.stringify(input)).toBe(
      '{"type":"event","name":"Messaging.MessageReceived","data":{"message":{"b":{}}}}',
    );
  });
});

describe("the question what the skill could do", () => {
  test("starts nothing", () => {
    expect(channel.read(fixture("could"))).toBeUndefined();
  });
});

describe("an event of another skill", () => {
  const stranger = request("LaunchRequest", {}, { system: { application: { applicationId: "theirs" } } });

  test("is refused in one sentence that does not name it, and is never a turn", () => {
    expect(channel.refuse?.(stranger)).toMatch(/^This request is meant for another skill[^.]*\.$/);
    expect(channel.refuse?.(stranger)).not.toContain("theirs");
    expect(channel.read(stranger)).toBeUndefined();
    expect(channel.write(complete({ speech: "Hello." }), stranger)).toEqual({ version: "1.0", response: {} });
  });

  test("is refused as well where it names no skill at all", () => {
    expect(channel.refuse?.({ request: { type: "LaunchRequest" } })).toBeDefined();
  });

  test("is one of ours where it is among several, or where any will do", () => {
    expect(alexa({ skillId: ["ours", "theirs"] }).read(stranger)).toBeDefined();
    expect(alexa({ skillId: "any" }).read(stranger)).toBeDefined();
  });
});

describe("a channel", () => {
  test.each([[""], [[]], [["", " "]], [undefined]])("that is told no skill (%j) is refused", (id) => {
    // As somebody would who does not check types.
    expect(() => alexa({ skillId: id as string })).toThrow(
      expect.objectContaining({ code: "missing-option" }),
    );
  });

  test("for any skill cannot verify, so that nobody serves it to the world", () => {
    expect(alexa({ skillId: "any" }).verify).toBeUndefined();
    expect(channel.verify).toBeDefined();
  });

  test("says of what is no Alexa request that it is none", () => {
    for (const event of [undefined, null, 7, "x", [], {}, { request: { type: 7 } }, { currentIntent: {} }]) {
      expect(channel.refuse?.(event)).toMatch(/^This is not an Alexa request/);
    }
  });

  test("looks at what an event has itself, and not at what it inherits", () => {
    expect(channel.read(Object.create(Object(fixture("launch"))))).toBeUndefined();
  });

  test("reads whatever there is without an exception, and leaves it as it was", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (some, other) => {
        const event = request("IntentRequest", { intent: some, locale: other, timestamp: some });
        for (const it of [some, event, request("AudioPlayer.PlaybackStarted", { other })]) {
          channel.read(it);
          channel.refuse?.(it);
          channel.write(undefined, it);
        }
      }),
    );
  });
});

test("the envelope tells the device, the person, the linked account, the consents and the access to the APIs", () => {
  const event = fixture("order");
  expect(deviceOf(event)).toBe("amzn1.ask.device.kitchen");
  expect(personOf(event)).toBe("amzn1.ask.person.ada");
  expect(linkOf(event)).toBe("linked");
  expect([...permissionsOf(event)]).toEqual([["alexa::profile:name:read", "GRANTED"]]);
  expect(accessOf(event)).toEqual({ endpoint: "https://api.eu.amazonalexa.com", token: "api-token" });
  expect(accessOf(fixture("launch"))).toBeUndefined();
});
