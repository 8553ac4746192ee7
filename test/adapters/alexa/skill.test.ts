import { describe, expect, test } from "vitest";
import { createApp, exchange, memory, on, type Json } from "palaver";
import { alexa } from "palaver/alexa";
import { request, skillId } from "./requests.ts";

const channel = alexa({ skillId });
const europe = { apiEndpoint: "https://api.eu.amazonalexa.com" };

/** An event in the life of the skill, as it comes without a session. */
const skillEvent = (type: string, body?: Json, system: object = europe) =>
  request(`AlexaSkillEvent.${type}`, body === undefined ? {} : { body }, {
    session: false,
    system: { ...system },
  });

const subscribed = (...names: readonly string[]) =>
  skillEvent("ProactiveSubscriptionChanged", { subscriptions: names.map((eventName) => ({ eventName })) });

const consent = (data: object) => ({ type: "event", name: "consent", data });
const inputOf = (event: unknown) => channel.read(event)?.input;
const to = { user: "ada", region: "eu" };

describe("consent", () => {
  test("to notifications reaches the app with whom to notify, and where", () => {
    expect(
      channel.read(subscribed("AMAZON.WeatherAlert.Activated", "AMAZON.MessageAlert.Activated")),
    ).toMatchObject({
      user: "ada",
      at: Date.UTC(2026, 4, 13, 12, 34, 56),
      input: consent({ notify: true, to }),
    });
  });

  test.each([
    ["to everything withdrawn", subscribed()],
    ["to another kind of event", subscribed("AMAZON.WeatherAlert.Activated")],
    ["that says nothing", skillEvent("ProactiveSubscriptionChanged")],
    ["that is no list", skillEvent("ProactiveSubscriptionChanged", { subscriptions: { 0: "x" } })],
  ])("%s is none to notifications", (_, event) => {
    expect(inputOf(event)).toEqual(consent({ notify: false, to }));
  });

  test.each(["SkillPermissionAccepted", "SkillPermissionChanged"])(
    "to anything else reaches it too (%s)",
    (type) => {
      const scopes = (...names: readonly string[]) => names.map((scope) => ({ scope }));
      const body = {
        acceptedPermissions: scopes("alexa::profile:name:read"),
        acceptedPersonPermissions: [...scopes("alexa::profile:name:read", "alexa::person_id:read"), null],
      };
      const permissions = ["alexa::profile:name:read", "alexa::person_id:read"];
      expect(inputOf(skillEvent(type, body))).toEqual(consent({ permissions, to }));
      expect(inputOf(skillEvent(type, {}))).toEqual(consent({ permissions: [], to }));
    },
  );

  test("of a person told apart by voice is about their account, which is what is notified", () => {
    const speaking = { ...europe, person: { personId: "ada's voice" } };
    const event = skillEvent("ProactiveSubscriptionChanged", { subscriptions: [] }, speaking);
    const turn = alexa({ skillId, speaker: true }).read(event);
    expect(turn).toMatchObject({ user: "ada's voice", input: consent({ notify: false, to }) });
  });

  test.each([{}, { apiEndpoint: "https://api.amazonalexa.com.evil.example" }])(
    "that does not say where (%j) names no place",
    (system) => {
      const event = skillEvent("ProactiveSubscriptionChanged", { subscriptions: [] }, system);
      expect(inputOf(event)).toEqual(consent({ notify: false, to: { user: "ada" } }));
    },
  );

  test("is for whoever listens, in words that are no platform's", async () => {
    const heard: Json[] = [];
    const listener = on("consent", ({ data }) => void heard.push(data ?? null));
    const app = createApp({ name: "t", intents: [], listeners: [listener], store: memory(), log: () => {} });
    const { response } = await exchange(app, channel, subscribed("AMAZON.MessageAlert.Activated"));
    expect(heard).toEqual([{ notify: true, to }]);
    expect(response).toEqual({ version: "1.0", response: {} });
  });
});

test("a skill that somebody disabled is uninstalled", () => {
  expect(inputOf(skillEvent("SkillDisabled"))).toEqual({ type: "event", name: "uninstalled" });
});
