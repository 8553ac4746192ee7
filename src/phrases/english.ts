import { anyOf, sentence, type Phrases } from "./phrases.ts";

const kinds = {
  number: "a number",
  ordinal: "a place, such as the first",
  percent: "a percentage",
  money: "an amount of money",
  date: "a day",
  time: "a time of day",
  datetime: "a day and a time",
  duration: "a length of time",
  phone: "a telephone number",
  email: "an e-mail address",
  identifier: "letters and digits, one by one",
  boolean: "a yes or a no",
} as const;

export const english: Phrases = {
  welcome: (app) => `Welcome to ${app}.`,
  sorry: "Sorry, something went wrong. Please try again.",
  notUnderstood: "Sorry, I did not understand that.",
  again: ["Sorry, I did not get that.", "I still did not get that."],
  cancelled: "All right, cancelled.",
  goodbye: "Goodbye.",
  declined: "All right, I will not.",
  welcomed: "You are welcome.",
  late: "Sorry, that took too long. Please try again.",
  moreHelp: 'Say "help" again for more.',
  help: (abouts) => `Here is what I can do. ${abouts.map(sentence).join(" ")}`.trim(),
  whatNext: "What would you like?",
  range: (least, most) =>
    least === undefined
      ? `a number up to ${most}`
      : most === undefined
        ? `a number from ${least} on`
        : `a number from ${least} to ${most}`,
  wrong: (range) => `That has to be ${range}.`,
  tooMany: (most) => `No more than ${most} at once, please.`,
  unknown: (text) => (text === "" ? "I do not know that." : `I do not know "${text}".`),
  kind: (kind) => kinds[kind],
  needs: (thing) => `I need ${thing}.`,
  possible: (names, more) =>
    `You can say ${anyOf("en", more ? [...names, "something else I have"] : names)}.`,
  yesOrNo: "Please say yes or no.",
  choose: (names, more) => `Which one: ${anyOf("en", names)}?${more ? " Or say more." : ""}`,
  whichValue: (slot) => `What is the ${slot}?`,
  whatToChange: (slots) => `What shall I change: ${anyOf("en", slots)}?`,
  nothingBefore: "There is nothing to go back to.",
  nothingSaid: "I have not said anything yet.",
  givingUp: 'Sorry, I am not getting this, so let us leave it. Say "help" to hear what I can do.',
  gone: "Sorry, I can no longer do what we were talking about.",
  moment: "One moment, please.",
};
