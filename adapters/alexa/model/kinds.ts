import type { BuiltInKind, Model, ModelIntent, ModelSlot, SlotType } from "palaver";
import type { Free } from "./said.ts";

/** The platform's own types that hear a kind of values, and give them as {@link readSlots} expects them. */
const own: Readonly<Partial<Record<BuiltInKind, string>>> = {
  number: "AMAZON.NUMBER",
  ordinal: "AMAZON.Ordinal",
  date: "AMAZON.DATE",
  time: "AMAZON.TIME",
  duration: "AMAZON.DURATION",
  phone: "AMAZON.PhoneNumber",
  identifier: "AMAZON.AlphaNumeric",
};

/** The type of free speech. It takes no bare slot, no other slot beside it, and only once in an intent. */
export const phraseType = "AMAZON.SearchQuery";

/** The type of a yes or a no. */
export const answerType = "PalaverAnswer";

/**
 * The types of what is said in words of one's own. Their values are only like what could be said, so that nothing is ever
 * taken for one of them: {@link isOpen}.
 */
const open: Readonly<Record<Free, string>> = {
  text: "PalaverText",
  money: "PalaverMoney",
  percent: "PalaverPercent",
  email: "PalaverEmail",
  datetime: "PalaverDatetime",
};
const composed = "PalaverThings_";

/** Whether a type is such that what is said for it counts, and not what it was taken for. */
export const isOpen = (type: string): boolean =>
  type.startsWith(composed) || Object.values(open).includes(type);

/** Whether Palaver makes a type by this name itself. */
export const isReserved = (type: string): boolean => type === answerType || isOpen(type);

/** What an open type is of; nothing for other types, and those of several slots each. */
export const freeOf = (type: string): Free | undefined => kindsByType.get(type);
const kindsByType = new Map(Object.entries(open).map(([kind, name]) => [name, kind as Free]));

/** What the platform calls the type of a slot. `phrases` are the names of slots that can be phrases. */
export function typeOf({ name, type, own: told }: ModelSlot, phrases: ReadonlySet<string>): string {
  const alexa = told && Object.hasOwn(told, "alexa") ? told["alexa"] : undefined;
  if (alexa !== undefined) return alexa;
  if (type.kind === "list") return type.name;
  if (type.kind === "composite") return composed + name;
  if (type.kind === "text") return phrases.has(name) ? phraseType : open.text;
  if (type.kind === "boolean") return answerType;
  return own[type.kind] ?? open[type.kind as Free];
}

const kinds: ReadonlyMap<string, SlotType> = new Map<string, SlotType>([
  ...Object.entries(own).map(([kind, name]) => [name, { kind: kind as BuiltInKind }] as const),
  ...Object.entries(open).map(([kind, name]) => [name, { kind: kind as Free }] as const),
  [answerType, { kind: "boolean" }],
  [phraseType, { kind: "text" }],
  // No number: what begins with a zero would lose it.
  ["AMAZON.FOUR_DIGIT_NUMBER", { kind: "identifier" }],
]);

/** The kind of values that a type of the platform's, or of Palaver's, stands for, however its name is written; free speech where it is none of them. */
export const kindOf = (type: string): SlotType =>
  kinds.get(type) ??
  (type.startsWith("AMAZON.") ? kindsInAnyCase.get(type.toLowerCase()) : undefined) ?? { kind: "text" };
const kindsInAnyCase = new Map([...kinds].map(([name, kind]) => [name.toLowerCase(), kind]));

/**
 * The names of the slots for free speech that can be of the platform's type for it, everywhere: a slot has the same type wherever it
 * has the same name.
 */
export function phrasesIn({ intents }: Model): ReadonlySet<string> {
  const texts = new Set<string>();
  const spoilt = new Set<string>();
  for (const intent of intents) {
    const own = intent.slots.filter(({ type }) => type.kind === "text");
    const several = own.filter(({ own }) => (own?.["alexa"] ?? phraseType) === phraseType).length > 1;
    for (const { name, many } of own) {
      texts.add(name);
      if (many || several) spoilt.add(name);
    }
    for (const name of crowded(intent)) spoilt.add(name);
  }
  return new Set([...texts].filter((name) => !spoilt.has(name)));
}

/** The slots that stand somewhere without any words, or beside another slot. */
function crowded({ utterances }: ModelIntent): readonly string[] {
  return Object.values(utterances)
    .flat()
    .flatMap((utterance) => {
      const slots = slotsIn(utterance);
      return slots.length > 1 || !hasWords(utterance) ? slots : [];
    });
}

/** The slots of an utterance, as often as they stand in it. */
export const slotsIn = (utterance: string): readonly string[] =>
  [...utterance.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name.trim());

/** Whether something is said in an utterance beside its slots. */
export const hasWords = (utterance: string): boolean =>
  /[\p{L}\p{N}]/u.test(utterance.replace(/\{[^{}]*\}/g, " "));
