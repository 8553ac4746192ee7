import type { Json, ModelIntent, ModelSlot } from "palaver";
import { saidIn, type BotLocale } from "./locales.ts";
import { identifierOf } from "./naming.ts";
import type { Made } from "./made.ts";
import { promptOf } from "./prompt.ts";
import { codeHook, nextStep } from "./step.ts";
import { isCustom, typeName } from "./type.ts";
import { questionFor } from "./words.ts";

/** A slot as an export has it. `next` is what follows once it is filled. */
export function slotDocument(
  { settings, naming }: Made,
  { name: intent }: ModelIntent,
  slot: ModelSlot,
  locale: BotLocale,
  { spoken, next }: { readonly spoken: boolean; readonly next: Json },
): Json {
  const type = typeName(slot, spoken);
  const name = naming.slot(intent, slot.name);
  const asked = saidIn(slot.elicit, locale);
  // What has to be filled has to have a question, even where the app asks it in words that only it knows.
  const wordings = asked.length > 0 || !slot.required ? asked : [questionFor(name, locale)];
  const { dialogCodeHook } = settings;
  return {
    name,
    identifier: identifierOf(locale.id, "slot", naming.intent(intent), name),
    description: null,
    slotTypeName: type,
    obfuscationSetting: null,
    valueElicitationSetting: {
      slotConstraint: slot.required ? "Required" : "Optional",
      promptSpecification: wordings.length > 0 ? promptOf(wordings) : null,
      slotCaptureSetting: {
        captureResponse: null,
        captureNextStep: dialogCodeHook ? nextStep("InvokeDialogCodeHook") : next,
        captureConditional: null,
        failureResponse: null,
        failureNextStep: nextStep("StartIntent", { intent: naming.intent("Fallback") }),
        failureConditional: null,
        codeHook: dialogCodeHook ? codeHook(next) : null,
        elicitationCodeHook: { enableCodeHookInvocation: dialogCodeHook, invocationLabel: null },
      },
      defaultValueSpecification: null,
      sampleUtterances: null,
      waitAndContinueSpecification: null,
    },
    multipleValuesSetting: slot.many && isCustom(type) ? { allowMultipleValues: true } : null,
  };
}
