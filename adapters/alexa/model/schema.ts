/** A skill's interaction model in one locale, as the platform's management API has it (`v1.skill.interactionModel`). */
export type InteractionModel = {
  readonly interactionModel: {
    readonly languageModel: {
      readonly invocationName: string;
      readonly intents: readonly IntentJson[];
      readonly types?: readonly TypeJson[];
    };
    readonly dialog?: { readonly delegationStrategy?: string; readonly intents: readonly DialogJson[] };
    readonly prompts?: readonly PromptJson[];
  };
};

/** An intent with its samples. */
export type IntentJson = {
  readonly name: string;
  readonly slots?: readonly SlotJson[];
  readonly samples?: readonly string[];
};

/** A slot of an intent. */
export type SlotJson = {
  readonly name: string;
  readonly type: string;
  readonly multipleValues?: { readonly enabled: boolean };
};

/** A slot type of the skill's own. */
export type TypeJson = { readonly name: string; readonly values: readonly ValueJson[] };

/** One of its values. */
export type ValueJson = {
  readonly id?: string;
  readonly name: { readonly value: string; readonly synonyms?: readonly string[] };
};

/** What is asked in an intent's dialog. */
export type DialogJson = {
  readonly name: string;
  readonly confirmationRequired?: boolean;
  readonly prompts?: PromptsJson;
  readonly slots?: readonly DialogSlotJson[];
};

/** What is asked about one slot. */
export type DialogSlotJson = {
  readonly name: string;
  readonly type: string;
  readonly elicitationRequired?: boolean;
  readonly confirmationRequired?: boolean;
  readonly prompts?: PromptsJson;
};

/** The prompts of a dialog, by their ids. */
export type PromptsJson = { readonly elicitation?: string; readonly confirmation?: string };

/** What is asked, in all its wordings. */
export type PromptJson = {
  readonly id: string;
  readonly variations: readonly { readonly type: string; readonly value: string }[];
};
