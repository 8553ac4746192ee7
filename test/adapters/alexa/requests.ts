import { readFileSync } from "node:fs";

/** The skill that the fixtures are meant for. */
export const skillId = "amzn1.ask.skill.tea";

type Fixture = "launch" | "order" | "played" | "could";

/** One of the project's own requests, as JSON. */
export const fixture = (name: Fixture): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/alexa/${name}.json`, import.meta.url), "utf8"));

/** A request of any type, in a session or outside of one. */
export const request = (
  type: string,
  members: Readonly<Record<string, unknown>> = {},
  { session = true, attributes = {} as unknown, system = {} as Readonly<Record<string, unknown>> } = {},
): unknown => ({
  version: "1.0",
  ...(session && {
    session: {
      new: false,
      sessionId: "session-1",
      application: { applicationId: skillId },
      attributes,
      user: { userId: "ada" },
    },
  }),
  context: {
    System: { application: { applicationId: skillId }, user: { userId: "ada" }, ...system },
  },
  request: { type, requestId: "request-1", timestamp: "2026-05-13T12:34:56Z", locale: "en-US", ...members },
});

/** A request with an intent. */
export const intentRequest = (
  name: string,
  slots: Readonly<Record<string, unknown>> = {},
  members: Readonly<Record<string, unknown>> = {},
  options: Parameters<typeof request>[2] = {},
): unknown =>
  request("IntentRequest", { intent: { name, confirmationStatus: "NONE", slots }, ...members }, options);
