import { catalog, createApp, elicit, intent, memory, on, speech, type App, type AppOptions } from "palaver";
import { z } from "zod";

/** The teas there are; a test may change them. */
export const teas = [
  { id: "EARL", name: "Earl Grey", synonyms: ["grey"] },
  { id: "MINT", name: "mint tea", synonyms: ["mint"] },
  { id: "BJ", name: "Ben & Jerry's <best>" },
];

/** An app of one intent, with what was ordered through it. */
export function teaApp(options: Partial<AppOptions> = {}): { readonly app: App; readonly orders: string[] } {
  const orders: string[] = [];
  const order = intent("Order", {
    about: "Order tea",
    utterances: ["order {cups} {tea}", "order {tea}", "I want some tea"],
    slots: { tea: catalog("Tea", () => teas), cups: z.coerce.number().int().min(1) },
    elicit: { tea: "Which tea?", cups: ({ tea }) => speech`How many ${tea?.name ?? "cups"}?` },
    confirm: ({ slots }) => speech`${slots.cups} ${slots.tea.name}. Shall I?`,
    fulfil: ({ slots }) => {
      if (slots.cups > 9) return elicit("cups", "That is a lot. How many?");
      orders.push(`${slots.cups} ${slots.tea.id}`);
      return speech`${slots.cups} ${slots.tea.name} it is.`;
    },
  });
  const app = createApp({
    name: "Tea",
    intents: [order],
    listeners: [on("Messaging.MessageReceived", () => "A message.")],
    store: memory(),
    log: () => undefined,
    ...options,
  });
  return { app, orders };
}
