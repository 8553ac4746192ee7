import type { Json, ModelIntent, ModelSlot } from "palaver";
import { own, saidIn, type BotLocale } from "./locales.ts";
import { renamed, type Made } from "./made.ts";
import { identifierOf } from "./naming.ts";
import { messageGroups, promptOf } from "./prompt.ts";
import { afterFulfilment, codeHook, nextStep } from "./step.ts";
import { declinedIn } from "./words.ts";

/** An intent as an export has it. */
export function intentDocument(made: Made, intent: ModelIntent, locale: BotLocale): Json {
  const { settings, naming } = made;
  const slotName = (slot: string) => naming.slot(intent.name, slot);
  const name = naming.intent(intent.name);
  const about = typeof intent.about === "string" ? intent.about : intent.about && own(intent.about, locale);
  const confirm = saidIn(intent.confirm, locale);
  return {
    ...frame({ settings, name, identifier: identifierOf(locale.id, "intent", name) }),
    description: about ?? null,
    sampleUtterances: saidIn(intent.utterances, locale).map((it) => ({ utterance: renamed(it, slotName) })),
    intentConfirmationSetting: confirm.length > 0 ? confirmation(confirm, locale, settings) : null,
    initialResponseSetting: initial(settings, stepAfter(made, intent, locale)),
    inputContexts: intent.when ? intent.when.map((context) => ({ name: context })) : null,
    slotPriorities: intent.slots.map((slot, i) => ({ priority: i + 1, slotName: slotName(slot.name) })),
  };
}

/** The intent of what is not understood, which every locale has to have. */
export function fallbackDocument({ settings, naming }: Made): Json {
  return {
    ...frame({ settings, name: naming.intent("Fallback"), identifier: "FALLBCKINT" }),
    description: "Default intent when no other intent matches",
    parentIntentSignature: "AMAZON.FallbackIntent",
    initialResponseSetting: initial(settings, nextStep("FulfillIntent")),
  };
}

/** What Lex does by itself once everything up to a slot is known: asks for the next one, has it confirmed, or has it done. */
export function stepAfter({ naming }: Made, intent: ModelIntent, locale: BotLocale, after?: ModelSlot): Json {
  const from = after ? intent.slots.indexOf(after) + 1 : 0;
  const next = intent.slots.slice(from).find(({ required }) => required);
  if (next) return nextStep("ElicitSlot", { slot: naming.slot(intent.name, next.name) });
  return nextStep(saidIn(intent.confirm, locale).length > 0 ? "ConfirmIntent" : "FulfillIntent");
}

function frame({
  settings: { dialogCodeHook, fulfillmentCodeHook },
  name,
  identifier,
}: Pick<Made, "settings"> & { readonly name: string; readonly identifier: string }) {
  return {
    name,
    identifier,
    description: null,
    parentIntentSignature: null,
    sampleUtterances: null,
    intentConfirmationSetting: null,
    intentClosingSetting: null,
    inputContexts: null,
    outputContexts: null,
    kendraConfiguration: null,
    dialogCodeHook: { enabled: dialogCodeHook },
    fulfillmentCodeHook: {
      isActive: true,
      enabled: fulfillmentCodeHook,
      fulfillmentUpdatesSpecification: null,
      postFulfillmentStatusSpecification: afterFulfilment,
    },
    slotPriorities: [],
  } satisfies Json;
}

const initial = ({ dialogCodeHook }: Made["settings"], next: Json): Json => ({
  conditional: null,
  codeHook: dialogCodeHook ? codeHook(next) : null,
  nextStep: dialogCodeHook ? nextStep("InvokeDialogCodeHook") : next,
  initialResponse: null,
});

/** Lex's own question whether to go ahead. Where the app has a code hook, it is told of a no as well. */
function confirmation(
  wordings: readonly string[],
  locale: BotLocale,
  { dialogCodeHook }: Made["settings"],
): Json {
  return {
    isActive: true,
    promptSpecification: promptOf(wordings),
    confirmationResponse: null,
    confirmationNextStep: nextStep("FulfillIntent"),
    confirmationConditional: null,
    declinationResponse: {
      messageGroupsList: messageGroups([declinedIn(locale)]),
      allowInterrupt: true,
    },
    declinationNextStep: nextStep(dialogCodeHook ? "InvokeDialogCodeHook" : "EndConversation"),
    declinationConditional: null,
    failureResponse: null,
    failureNextStep: nextStep("EndConversation"),
    failureConditional: null,
    codeHook: dialogCodeHook ? codeHook(nextStep("EndConversation")) : null,
    elicitationCodeHook: null,
  };
}
