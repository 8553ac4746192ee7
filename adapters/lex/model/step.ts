import type { Json } from "palaver";

/** What Lex does next, as in an export: `type` is a DialogActionType of its service model. */
export const nextStep = (
  type:
    | "ElicitSlot"
    | "StartIntent"
    | "ConfirmIntent"
    | "FulfillIntent"
    | "EndConversation"
    | "InvokeDialogCodeHook",
  to?: { readonly slot?: string; readonly intent?: string },
): Json => ({
  sessionAttributes: {},
  intent: { name: to?.intent ?? null, slots: {} },
  dialogAction: { type, slotToElicit: to?.slot ?? null, suppressNextMessage: null },
});

/** A call of the dialog code hook, and what follows it where the app leaves that to Lex. */
export const codeHook = (success: Json): Json => ({
  isActive: true,
  enableCodeHookInvocation: true,
  invocationLabel: null,
  postCodeHookSpecification: {
    failureResponse: null,
    failureNextStep: nextStep("EndConversation"),
    failureConditional: null,
    successResponse: null,
    successNextStep: success,
    successConditional: null,
    timeoutResponse: null,
    timeoutNextStep: nextStep("EndConversation"),
    timeoutConditional: null,
  },
});

/** What comes after fulfilment: nothing, since the app says everything itself. */
export const afterFulfilment: Json = {
  failureResponse: null,
  failureNextStep: nextStep("EndConversation"),
  successResponse: null,
  successNextStep: nextStep("EndConversation"),
  timeoutResponse: null,
  timeoutNextStep: nextStep("EndConversation"),
};
