import type { Finding, Json, Model, ModelFile, ModelIntent, ModelSlot, SlotType } from "palaver";
import { alexaPlatform } from "palaver/alexa";

/** A slot, as the registry would describe it. */
export const slot = (name: string, type: SlotType, more: Partial<ModelSlot> = {}): ModelSlot => ({
  name,
  type,
  required: false,
  many: false,
  ...more,
});

/** An intent that is the same in every language. */
export const said = (
  name: string,
  utterances: readonly string[],
  slots: readonly ModelSlot[] = [],
  more: Partial<ModelIntent> = {},
): ModelIntent => ({ name, utterances: { "": utterances }, slots, ...more });

/** An app of these intents. */
export const appOf = (...intents: readonly ModelIntent[]): Model => ({ name: "corner shop", intents });

export const listOf = (name: string, ...values: readonly string[]): SlotType => ({
  kind: "list",
  name,
  dynamic: false,
  values: values.map((value) => ({ id: value, name: value })),
});

export const textOf = ({ bytes }: ModelFile): string => new TextDecoder().decode(bytes);

/** A file as somebody may give it. */
export const file = (path: string, content: unknown): ModelFile => ({
  path,
  bytes: new TextEncoder().encode(typeof content === "string" ? content : JSON.stringify(content)),
});

/** The documents that are built, by path. */
export function built(model: Model, settings: Json = {}): ReadonlyMap<string, Json> {
  const files = alexaPlatform.build(model, settings);
  // What was built is JSON.
  return new Map(files.map((it) => [it.path, JSON.parse(textOf(it)) as Json]));
}

export const modelPath = (locale: string): string => `interactionModels/custom/${locale}.json`;

/** The parts of the interaction model of one locale, as it is built. */
export function modelIn(model: Model, settings: Json = {}, locale = "en-US") {
  const json = built(model, settings).get(modelPath(locale));
  // It is what the platform calls an interaction model; the test says what has to be in it.
  const { interactionModel } = json as unknown as { readonly interactionModel: InteractionModel };
  const { languageModel, dialog, prompts = [] } = interactionModel;
  return { ...languageModel, dialog, prompts };
}

interface InteractionModel {
  readonly languageModel: {
    readonly invocationName: string;
    readonly intents: readonly {
      readonly name: string;
      readonly samples: readonly string[];
      readonly slots?: readonly { readonly name: string; readonly type: string }[];
    }[];
    readonly types: readonly {
      readonly name: string;
      readonly values: readonly {
        readonly id?: string;
        readonly name: { readonly value: string; readonly synonyms?: readonly string[] };
      }[];
    }[];
  };
  readonly dialog?: Json;
  readonly prompts?: readonly Json[];
}

/** The codes of what is found, each once. */
export const codesIn = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.map(({ code }) => code)),
];
