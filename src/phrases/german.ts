import { anyOf, sentence, type Phrases } from "./phrases.ts";

const kinds = {
  number: "eine Zahl",
  ordinal: "eine Stelle, etwa die erste",
  percent: "eine Prozentzahl",
  money: "einen Geldbetrag",
  date: "einen Tag",
  time: "eine Uhrzeit",
  datetime: "einen Tag und eine Uhrzeit",
  duration: "eine Dauer",
  phone: "eine Telefonnummer",
  email: "eine E-Mail-Adresse",
  identifier: "Buchstaben und Ziffern, eins nach dem anderen",
  boolean: "ein Ja oder ein Nein",
} as const;

export const german: Phrases = {
  welcome: (app) => `Willkommen bei ${app}.`,
  sorry: "Entschuldigung, da ist etwas schiefgegangen. Bitte versuche es noch einmal.",
  notUnderstood: "Das habe ich leider nicht verstanden.",
  again: ["Das habe ich leider nicht verstanden.", "Das habe ich immer noch nicht verstanden."],
  cancelled: "Gut, abgebrochen.",
  goodbye: "Auf Wiedersehen.",
  declined: "Gut, dann nicht.",
  welcomed: "Gern geschehen.",
  late: "Das hat leider zu lange gedauert. Bitte versuche es noch einmal.",
  moreHelp: "Sag noch einmal „Hilfe“, dann kommt mehr.",
  help: (abouts) => `Das kann ich. ${abouts.map(sentence).join(" ")}`.trim(),
  whatNext: "Was möchtest du?",
  range: (least, most) =>
    least === undefined
      ? `eine Zahl bis ${most}`
      : most === undefined
        ? `eine Zahl ab ${least}`
        : `eine Zahl von ${least} bis ${most}`,
  wrong: (range) => `Das muss ${range} sein.`,
  tooMany: (most) => `Bitte nicht mehr als ${most} auf einmal.`,
  unknown: (text) => (text === "" ? "Das kenne ich nicht." : `„${text}“ kenne ich nicht.`),
  kind: (kind) => kinds[kind],
  needs: (thing) => `Ich brauche ${thing}.`,
  possible: (names, more) =>
    `Du kannst ${anyOf("de", more ? [...names, "etwas anderes, das ich habe,"] : names)} sagen.`,
  yesOrNo: "Bitte sag ja oder nein.",
  choose: (names, more) => `Welches davon: ${anyOf("de", names)}?${more ? " Oder sag: mehr." : ""}`,
  whichValue: (slot) => `Was ist mit ${slot}?`,
  whatToChange: (slots) => `Was soll ich ändern: ${anyOf("de", slots)}?`,
  nothingBefore: "Davor war nichts.",
  nothingSaid: "Ich habe noch nichts gesagt.",
  givingUp: "Das verstehe ich leider nicht, also lassen wir es. Sag „Hilfe“, um zu hören, was ich kann.",
  gone: "Das, worüber wir gesprochen haben, kann ich leider nicht mehr.",
  moment: "Einen Moment, bitte.",
};
