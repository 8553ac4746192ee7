import { SkillBuilders } from "ask-sdk-core";
import type { RequestEnvelope, ResponseEnvelope } from "ask-sdk-model";
import { describe, expect, test } from "vitest";
import { asRequestHandler, type HandlerOptions } from "palaver/alexa";
import { fixture, intentRequest, request, skillId } from "./requests.ts";
import { teaApp } from "./tea.ts";

/** A skill that tells jokes, as somebody wrote it years ago, with the app put before its own handlers. */
function oldSkill(options?: HandlerOptions) {
  const { app, orders } = teaApp();
  const tea = asRequestHandler(app, options);
  const skill = SkillBuilders.custom()
    .addRequestHandlers(tea, {
      canHandle: () => true,
      handle: ({ requestEnvelope, responseBuilder, attributesManager }) => {
        if (requestEnvelope.session) {
          attributesManager.setSessionAttributes({ ...attributesManager.getSessionAttributes(), jokes: 1 });
        }
        return responseBuilder.speak("A joke. Another?").reprompt("Another?").getResponse();
      },
    })
    .addRequestInterceptors(tea)
    .create();
  let attributes: unknown = {};
  let turns = 0;

  /** One turn of a session, whose attributes go to and fro as the platform carries them. */
  async function hear(event: unknown): Promise<ResponseEnvelope> {
    const turn = JSON.parse(JSON.stringify(event)) as RequestEnvelope;
    turn.request.requestId = `turn-${++turns}`;
    if (turn.session) turn.session.attributes = attributes as Record<string, unknown>;
    const response = await skill.invoke(turn);
    attributes = response.sessionAttributes;
    return response;
  }
  return { hear, orders };
}

const said = ({ response }: ResponseEnvelope) =>
  response.outputSpeech?.type === "SSML" ? response.outputSpeech.ssml : undefined;

const order = intentRequest("Order", {
  tea: { name: "tea", value: "grey" },
  cups: { name: "cups", value: "2" },
});

describe("an app in an existing ASK skill", () => {
  test("answers its own intents, and leaves the others to the skill", async () => {
    const { hear } = oldSkill();
    expect(said(await hear(order))).toBe("<speak>2 Earl Grey. Shall I?</speak>");
    expect(said(await hear(intentRequest("Joke")))).toBe("<speak>A joke. Another?</speak>");
    expect(said(await hear(request("LaunchRequest")))).toBe("<speak>A joke. Another?</speak>");
  });

  test("takes the platform's directives into the skill's response", async () => {
    const { hear } = oldSkill();
    const started = intentRequest(
      "Order",
      { tea: { name: "tea" }, cups: { name: "cups" } },
      { dialogState: "STARTED" },
    );
    expect((await hear(started)).response).toMatchObject({
      directives: [{ type: "Dialog.ElicitSlot", slotToElicit: "tea" }],
      shouldEndSession: false,
    });
  });

  test("hears the yes that answers its question", async () => {
    const { hear, orders } = oldSkill();
    await hear(order);
    expect(said(await hear(intentRequest("AMAZON.YesIntent")))).toBe("<speak>2 Earl Grey it is.</speak>");
    expect(orders).toEqual(["2 EARL"]);
  });

  test("does not hear a yes that answers the skill's own question, asked since", async () => {
    const { hear, orders } = oldSkill();
    await hear(order);
    await hear(intentRequest("Joke"));
    expect(said(await hear(intentRequest("AMAZON.YesIntent")))).toBe("<speak>A joke. Another?</speak>");
    expect(orders).toEqual([]);
  });

  test("leaves a yes to the skill where it never asked", async () => {
    const { hear } = oldSkill();
    expect(said(await hear(intentRequest("AMAZON.YesIntent")))).toBe("<speak>A joke. Another?</speak>");
  });

  test("keeps the skill's session attributes", async () => {
    const { hear } = oldSkill();
    expect((await hear(intentRequest("Joke"))).sessionAttributes).toEqual({ jokes: 1 });
    expect((await hear(order)).sessionAttributes).toMatchObject({ jokes: 1 });
  });

  test("answers the launch where it is told to", async () => {
    const { hear } = oldSkill({ launch: true });
    expect(said(await hear(request("LaunchRequest")))).toContain("Welcome to Tea");
    expect((await hear(request("SessionEndedRequest", { reason: "USER_INITIATED" }))).response).toEqual({});
  });

  test("leaves events outside of a session to the skill", async () => {
    const { hear } = oldSkill({ launch: true });
    expect(said(await hear(fixture("played")))).toBe("<speak>A joke. Another?</speak>");
  });

  test("takes another skill's requests for none of its own, where it is told its skill", async () => {
    const { hear } = oldSkill({ skillId: "amzn1.ask.skill.coffee" });
    expect(said(await hear(order))).toBe("<speak>A joke. Another?</speak>");
    expect(said(await oldSkill({ skillId }).hear(order))).toBe("<speak>2 Earl Grey. Shall I?</speak>");
  });
});
