import { z } from "zod";

/*
 * The interaction model and the manifest as the platform's management API has them (`v1.skill.interactionModel`,
 * `v1.skill.Manifest`), and nothing besides. A value may go without synonyms: the API's own description says that it may not, and
 * most real models do.
 */

const text = z.string().min(1);
const prompts = z.strictObject({ elicitation: text.optional(), confirmation: text.optional() });
const strategy = z.enum(["ALWAYS", "SKILL_RESPONSE"]);

const value = z.strictObject({
  id: z.string().optional(),
  name: z.strictObject({ value: text, synonyms: z.array(text).min(1).optional() }),
});

const languageModel = z.strictObject({
  invocationName: text,
  intents: z
    .array(
      z.strictObject({
        name: text,
        slots: z
          .array(
            z.strictObject({
              name: text,
              type: text,
              samples: z.array(text).optional(),
              multipleValues: z.strictObject({ enabled: z.boolean() }).optional(),
            }),
          )
          .optional(),
        samples: z.array(text),
      }),
    )
    .min(1),
  types: z.array(z.strictObject({ name: text, values: z.array(value) })),
});

const dialog = z.strictObject({
  delegationStrategy: strategy,
  intents: z
    .array(
      z.strictObject({
        name: text,
        confirmationRequired: z.boolean(),
        prompts,
        slots: z
          .array(
            z.strictObject({
              name: text,
              type: text,
              elicitationRequired: z.boolean(),
              confirmationRequired: z.boolean(),
              prompts,
            }),
          )
          .optional(),
      }),
    )
    .min(1),
});

const prompt = z.strictObject({
  id: text,
  variations: z.array(z.strictObject({ type: z.enum(["PlainText", "SSML"]), value: text })).min(1),
});

/** An interaction model that is built without an overlay. */
export const interactionModel = z.strictObject({
  interactionModel: z.strictObject({
    languageModel,
    dialog: dialog.optional(),
    prompts: z.array(prompt).optional(),
  }),
});

/** A manifest that is built without settings. */
export const manifest = z.strictObject({
  manifest: z.strictObject({
    manifestVersion: z.literal("1.0"),
    publishingInformation: z.strictObject({
      locales: z.record(
        z.string().regex(/^[a-z]{2}-[A-Z]{2}$/),
        z.strictObject({ name: z.string().min(2), examplePhrases: z.array(z.string().max(200)).max(4) }),
      ),
    }),
    apis: z.strictObject({ custom: z.strictObject({}) }),
  }),
});
