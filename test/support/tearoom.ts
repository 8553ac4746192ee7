import {
  catalog,
  composite,
  createApp,
  elicit,
  intent,
  listOf,
  speech,
  type App,
  type AppOptions,
} from "palaver";
import { z } from "zod";

const goods = [
  { id: "oat", name: "oat milk", synonyms: ["oatmilk"], price: 2 },
  { id: "soy", name: "soy milk", price: 3 },
  { id: "whole", name: "whole milk", price: 1 },
  { id: "green", name: "green tea", price: 4 },
  { id: "mint", name: "mint tea", price: 5 },
  { id: "black", name: "black tea", price: 6 },
  { id: "white", name: "white tea", price: 9 },
  { id: "rooibos", name: "rooibos tea", price: 7 },
  { id: "camomile", name: "camomile tea", price: 10 },
  { id: "fennel", name: "fennel tea", price: 11 },
  { id: "coffee", name: "coffee", price: 8 },
  { id: "bread", name: "bread", price: 3 },
  { id: "egg", name: "egg", synonyms: ["eggs"], price: 1 },
];
const goodsIn = catalog("Good", goods, {
  by: { cheap: ({ price }) => price, expensive: ({ price }) => -price },
});
const amount = z.coerce.number().int().min(1).max(20);

/** What a tea room would be asked for: an app with everything that dialogs can do, for conversations to be played on. */
export function tearoom(options: Omit<AppOptions, "name" | "intents">): App {
  const order = intent("Order", {
    about: "Order something",
    utterances: [
      "order {quantity} {good}",
      "order {good}",
      "I want to place an order",
      "order {quantity} {good} for {day}",
    ],
    slots: { good: goodsIn, quantity: amount, day: z.iso.date().optional() },
    elicit: {
      good: ["What would you like?", "Which of our drinks would you like?"],
      quantity: ({ good }) => speech`How many ${good?.name ?? "of them"}?`,
    },
    check: ({ slots: { good, quantity } }) =>
      good?.id === "coffee" && (quantity ?? 0) > 3
        ? elicit("quantity", "We have only 3 coffee left. How many?")
        : undefined,
    confirm: ({ slots: { good, quantity, day } }) =>
      speech`That is ${quantity} ${good.name}${day === undefined ? "" : ` for ${day}`}. Shall I place the order?`,
    fulfil: ({ slots: { good, quantity } }) => speech`Ordered ${quantity} ${good.name}.`,
  });

  const price = intent("Price", {
    about: "Hear what something costs",
    utterances: ["how much is {good}", "what does {good} cost", "what is the price"],
    slots: { good: goodsIn },
    elicit: { good: "The price of what?" },
    fulfil: ({ slots: { good } }) => ({
      speech: speech`${good.name} is ${good.price} euros.`,
      reprompt: "What else?",
      opens: [{ name: "offer", turns: 2, minutes: 5 }],
    }),
  });

  const accept = intent("Accept", {
    utterances: ["I will take it", "deal"],
    when: "offer",
    fulfil: () => "It is yours.",
  });

  const add = intent("Add", {
    about: "Put something in the basket",
    utterances: ["add {good}", "put {good} in my basket", "add {quantity} {good}"],
    slots: { good: goodsIn, quantity: amount.default(1) },
    elicit: { good: "Add what?" },
    fulfil: ({ slots: { good, quantity } }) => speech`${quantity} ${good.name} added.`,
  });

  const several = intent("Several", {
    about: "Fetch several things",
    utterances: ["fetch {goods}", "fetch me some things"],
    slots: { goods: listOf(goodsIn, { most: 5 }) },
    elicit: { goods: "Fetch what?" },
    fulfil: ({ slots: { goods: all } }) => speech`Fetching ${all.map(({ name }) => name).join(" + ")}.`,
  });

  const party = intent("Party", {
    about: "Plan a party",
    utterances: ["plan a party with {lines}", "plan a party"],
    slots: { lines: listOf(composite({ quantity: z.number().int().default(1), good: goodsIn })) },
    elicit: { lines: "With what?" },
    fulfil: ({ slots: { lines } }) =>
      speech`A party with ${lines.map((it) => `${it.quantity} x ${it.good.name}`).join(", ")}.`,
  });

  const invite = intent("Invite", {
    about: "Invite somebody",
    utterances: ["invite {guest}", "invite somebody"],
    slots: { guest: z.string().max(60), table: z.coerce.number().int().min(1).max(9) },
    elicit: { guest: "Whom?", table: "Which table?" },
    confirmSlots: { guest: ({ guest }) => speech`Did you say ${guest ?? ""}?` },
    fulfil: ({ slots: { guest, table } }) => speech`${guest} is invited to table ${table}.`,
  });

  const join = intent("Join", {
    about: "Join the club",
    utterances: ["join the club"],
    slots: { news: z.boolean() },
    elicit: { news: "Do you want our news?" },
    fulfil: ({ slots: { news } }) => (news ? "Welcome, news will follow." : "Welcome, without news."),
  });

  const leave = intent("Leave", {
    about: "Leave the tea room",
    utterances: ["I want to pay", "the bill please"],
    ends: true,
    fulfil: () => "Here is the bill.",
  });

  const intents = [order, price, accept, add, several, party, invite, join, leave];
  return createApp({ name: "the tea room", intents, ...options });
}

/** The same in other languages, as far as it takes to hear that they are spoken throughout. */
export function teehaus(options: Omit<AppOptions, "name" | "intents">): App {
  const tee = catalog("Tee", [
    { id: "green", name: "Grüntee", synonyms: ["té verde", "緑茶"] },
    { id: "mint", name: "Pfefferminztee", synonyms: ["té de menta", "ミントティー"] },
  ]);
  const order = intent("Order", {
    about: { de: "Tee bestellen", es: "Pedir té", ja: "お茶を注文する" },
    utterances: {
      de: ["bestelle {quantity} {tea}", "ich möchte bestellen"],
      es: ["pide {quantity} {tea}", "quiero pedir"],
      ja: ["{tea}を{quantity}つ注文して", "注文したい"],
    },
    slots: { tea: tee, quantity: z.coerce.number().int().min(1).max(20) },
    elicit: {
      tea: { de: "Welcher Tee?", es: "¿Qué té?", ja: "どのお茶ですか。" },
      quantity: { de: "Wie viele?", es: "¿Cuántos?", ja: "いくつですか。" },
    },
    confirm: {
      de: ({ slots }) => speech`${slots.quantity} Tassen. Soll ich bestellen?`,
      es: ({ slots }) => speech`${slots.quantity} tazas. ¿Lo pido?`,
      ja: ({ slots }) => speech`${slots.quantity}杯です。注文しますか。`,
    },
    fulfil: ({ slots, locale }) =>
      locale.startsWith("de")
        ? speech`Bestellt: ${slots.quantity}.`
        : locale.startsWith("es")
          ? speech`Pedido: ${slots.quantity}.`
          : speech`注文しました：${slots.quantity}。`,
  });
  return createApp({ name: "Teehaus", intents: [order], ...options });
}
