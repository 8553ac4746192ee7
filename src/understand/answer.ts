import { takesAnything, type Model, type ModelSlot } from "../model.ts";
import type { Expectation } from "../recognizer.ts";
import type { Interpretation } from "../turn.ts";
import { valuesAmong } from "./among.ts";
import { fits, hear, valueOf, type Heard, type Surroundings } from "./heard.ts";
import { plainWords } from "./words.ts";

/**
 * A text as an answer to the open question: likely where its words suit the slot that is asked for, less so where they suit one other
 * slot of the intent alone ("no, soy milk"), several of them ("two oat milk"), or where only some of them do, and otherwise a poor one
 * that is asked for again.
 */
export function answerTo(
  { intent, awaits }: Expectation,
  heard: Heard,
  model: Model,
  surroundings: Surroundings,
): Interpretation | undefined {
  const text = heard.text.trim();
  if (text === "") return undefined;
  const slots = model.intents.find(({ name }) => name === intent)?.slots ?? [];
  // Who is asked whether a slot was heard rightly may as well say it once more.
  const wanted = awaits === "confirmation" ? undefined : "slot" in awaits ? awaits.slot : awaits.confirm;
  const awaited = slots.find(({ name }) => name === wanted);
  const suits = (words: string, { type }: ModelSlot) => fits(valueOf(words, type, surroundings), type);
  const filled = (slot: ModelSlot, words: string, confidence: number): Interpretation => ({
    intent,
    slots: [{ name: slot.name, values: [valueOf(words, slot.type, surroundings)] }],
    confidence,
  });

  const change = changeOf(heard, slots);
  if (change) return change;
  const several =
    awaited?.many === true ? valuesAmong(0, heard.words.length, awaited.type, heard) : undefined;
  if (awaited && several?.all)
    return { intent, slots: [{ name: awaited.name, values: several.values }], confidence: 0.95 };
  if (awaited && suits(text, awaited)) return filled(awaited, text, 0.95);
  const blunt = withoutLead(text);
  if (awaited && suits(blunt, awaited)) return filled(awaited, blunt, 0.9);
  if (awaited?.type.kind === "list" && isPlace(blunt, surroundings)) return filled(awaited, blunt, 0.9);
  // A number is a day, or an hour, only where one was asked for.
  const spoken = hear(blunt, surroundings);
  const isWhole = ({ type }: ModelSlot) =>
    spoken.ranges(type).some(({ from, to }) => from === 0 && to === spoken.words.length);
  const typed = slots.filter(
    (slot) => !takesAnything(slot.type) && (slot === awaited ? suits(blunt, slot) : isWhole(slot)),
  );
  const [only, another] = typed;
  if (only && !another) return filled(only, blunt, 0.8);
  const all = blunt === "" ? undefined : together(intent, slots, spoken);
  if (all) return all;
  const part = awaited && partOf(awaited, heard);
  if (awaited && part) return filled(awaited, part.text, part.share > 0.4 ? 0.7 : 0.45);
  return awaited && filled(awaited, blunt === "" ? text : blunt, 0.3);
}

/** Whether words name a place among several things: "the second one", "the last". */
function isPlace(text: string, surroundings: Surroundings): boolean {
  const words = plainWords(text).filter((word) => !aroundPlaces.has(word));
  const last = words.length === 1 && /^(?:last|letzte[rsn]?|[uú]ltim[oa])$/u.test(words[0] ?? "");
  return (
    last ||
    (words.length > 0 && valueOf(words.join(" "), { kind: "ordinal" }, surroundings).matches.length > 0)
  );
}

const aroundPlaces = new Set("the one ones please der die das den bitte el la por favor".split(" "));

/** Words between the values of one answer. */
const joints = new Set(
  "and of at on for the a an in with please by make it that und um am von mit bitte für den die das y de el la para por favor の を で に と".split(
    " ",
  ),
);

/** Several slots in one answer: "two oat milk, tomorrow", where hardly anything else is said. */
function together(intent: string, slots: readonly ModelSlot[], heard: Heard): Interpretation | undefined {
  const found = slots
    .flatMap((slot) =>
      takesAnything(slot.type) ? [] : heard.ranges(slot.type).map((range) => ({ ...range, slot })),
    )
    .sort(
      (a, b) =>
        Number(a.slot.type.kind !== "list") - Number(b.slot.type.kind !== "list") ||
        b.to - b.from - (a.to - a.from),
    );
  const taken: typeof found = [];
  for (const it of found) {
    const isFree = taken.every(
      ({ from, to, slot }) => (to <= it.from || from >= it.to) && (slot !== it.slot || slot.many),
    );
    if (isFree) taken.push(it);
  }
  const rest = heard.words.filter(
    ({ plain }, i) => !joints.has(plain) && taken.every(({ from, to }) => i < from || i >= to),
  );
  if (rest.length > 0 || new Set(taken.map(({ slot }) => slot)).size < 2) return undefined;
  const names = [...new Set(taken.map(({ slot }) => slot.name))];
  return {
    intent,
    slots: names.map((name) => ({
      name,
      values: taken
        .filter(({ slot }) => slot.name === name)
        .sort((a, b) => a.from - b.from)
        .map(({ from, to, slot }) => ({
          text: heard.text.slice(heard.words[from]?.start, heard.words[to - 1]?.end),
          matches: heard.meaning(from, to, slot.type),
        })),
    })),
    confidence: 0.85,
  };
}

const changing =
  /^(?:(?:no|please|can you|could you|can i|i want to|i would like to|let me|nein|bitte|kannst du|ich möchte|quiero) )*(?:change|edit|correct|fix|cambia|cambiar|ändere|ändern) ?(?:the|my|that|it|something|der|die|das|den|el|la|mi)? ?(?<slot>[\p{L} ]{0,40})$|^(?:the )?(?<other>[\p{L} ]{1,40}) (?:is wrong|is not right|ändern|stimmt nicht|ist falsch|を変えて|を変更)$/u;

/** "change the quantity": the name of a slot that is to be asked for again, or of none. */
function changeOf(heard: Heard, slots: readonly ModelSlot[]): Interpretation | undefined {
  if (heard.words.length > 10) return undefined;
  const groups = changing.exec(heard.words.map(({ plain }) => plain).join(" "))?.groups;
  if (!groups) return undefined;
  const named = (groups["slot"] ?? groups["other"] ?? "").trim();
  const isSlot = slots.some(({ name }) =>
    plainWords(apart(name)).some((word) => named.split(" ").includes(word)),
  );
  if (named !== "" && !isSlot) return undefined;
  const slot = { name: "slot", values: [{ text: named, matches: [] }] };
  return { intent: "Change", slots: named === "" ? [] : [slot], confidence: 0.9 };
}

/** The words of a name that is written together. */
const apart = (name: string) => name.replace(/_/g, " ").replace(/(?<=[a-z])(?=[A-Z])/g, " ");

const lead =
  /^(?:(?:no|nope|yes|yeah|ja|sí|but|aber|pero|actually|sorry|um|uh|well|ok|okay|oh|just|nein|ähm|also|i'?d like|i would like|i want|i'?ll (?:take|have)|i will (?:take|have)|make (?:it|that)|make|better|rather|change (?:it|that) to|let'?s say|let'?s make it|i mean|i meant|give me|ich (?:will|möchte|hätte gern|nehme)|lieber|sagen wir|mach)\b[\s,]*)+/iu;

/** What was said after all that people say before they come to the point. */
const withoutLead = (text: string) =>
  text.replace(lead, "").replace(/[\s,]*\b(?:please|bitte|thanks|danke|then|instead)[.!\s]*$/iu, "");

/** The one value of the slot's type in the text, and the share of the words it is. */
function partOf(
  { type }: ModelSlot,
  heard: Heard,
): { readonly text: string; readonly share: number } | undefined {
  if (takesAnything(type)) return undefined;
  const ranges = heard.ranges(type);
  const [only, another] = ranges;
  if (!only || another) return undefined;
  const { from, to } = only;
  const text = heard.text.slice(heard.words[from]?.start, heard.words[to - 1]?.end);
  return { text, share: (to - from) / heard.words.length };
}
