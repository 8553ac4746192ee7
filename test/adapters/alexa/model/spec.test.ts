import { Ajv, type ErrorObject } from "ajv";
import { expect, test } from "vitest";
import { memory, type Json, type Model } from "palaver";
import spec from "ask-smapi-model/spec.json" with { type: "json" };
import { relayApp } from "../../../../intents/relay/index.ts";
import relay from "../../../../intents/relay/alexa.json" with { type: "json" };
import { shopApp } from "../../../../intents/shop/index.ts";
import shop from "../../../../intents/shop/alexa.json" with { type: "json" };
import { createWorld } from "../../../intents/relay/world.ts";
import { built, modelPath } from "./made.ts";

/** The description of the management API that its own client is made of; its formats and extras are not JSON Schema's. */
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: "smapi", definitions: spec.definitions });

/** What is wrong with a document. That a value has to have synonyms is said there, and is so in no model. */
function flaws(type: string, document: Json | undefined): readonly ErrorObject[] {
  const validate = ajv.compile({ $ref: `smapi#/definitions/${type}` });
  validate(document);
  return (validate.errors ?? []).filter(({ params }) => params["missingProperty"] !== "synonyms");
}

const types = {
  model: "v1.skill.interactionModel.InteractionModelData",
  manifest: "v1.skill.Manifest.SkillManifestEnvelope",
};

/** Where the relay is told what happens to its skill, which is known once it is deployed. */
const endpoint = { uri: "arn:aws:lambda:eu-west-1:123456789012:function:relay" };
const { manifest } = relay;
const deployed = { ...relay, manifest: { ...manifest, events: { ...manifest.events, endpoint } } };

const apps: readonly (readonly [string, Model, Json])[] = [
  ["shop", shopApp({ store: memory() }).model, shop],
  ["relay", relayApp(createWorld({ now: () => 0 }).team, { store: memory() }).model, deployed],
];

test.each(apps)(
  "the %s's skill package is one that Amazon's own description allows",
  (_, model, settings) => {
    const documents = built(model, settings);
    expect(flaws(types.model, documents.get(modelPath("en-US")))).toEqual([]);
    expect(flaws(types.manifest, documents.get("skill.json"))).toEqual([]);
  },
);

test("and what is not is found", () => {
  expect(flaws(types.model, { interactionModel: { languageModel: { intents: [] } } })).not.toEqual([]);
  expect(flaws(types.manifest, { manifest: { publishingInformation: { locales: [] } } })).not.toEqual([]);
});
