import { hasWords, slotsIn } from "../kinds.ts";
import { languageOf } from "../places.ts";
import type { IntentShape } from "../shape.ts";
import { found, repeated, type Rule, type View } from "./rule.ts";

type Check = (view: View, intent: IntentShape, utterance: string) => ReturnType<Rule>;

/** The same words are the same sample, whatever their case. */
const plain = (sample: string) => sample.toLowerCase().replace(/\s+/g, " ").trim();
const withoutSlots = (sample: string) => sample.replace(/\{[^{}]*\}/g, " ");

/** What intents are known by: their samples, one by one and all together. */
export const samples: Rule = (view) => [
  ...view.shape.intents.flatMap((intent) => [
    ...intent.samples.flatMap((utterance) => checks.flatMap((check) => check(view, intent, utterance))),
    ...repeated(intent.samples, plain).map((utterance) =>
      found(
        view,
        "same-utterance",
        "error",
        { intent: intent.name, utterance },
        `"${utterance}" stands twice in the same intent, which Alexa does not take.`,
        "Take it out once.",
      ),
    ),
  ]),
  ...across(view),
  ...silent(view),
];

const characters: Check = (view, { name: intent }, utterance) => {
  const words = withoutSlots(utterance);
  const wrong = /[^\p{L}\p{M}\p{N}\s._'’\p{Join_C}-]/u.exec(words.replace(/[{}]/g, ""))?.[0];
  // A period after a single letter belongs to an abbreviation: "a. p. l."
  const full = /(?<!(?<!\p{L})\p{L})\./u.test(words);
  if (wrong === undefined && !full) return [];
  const what = wrong === undefined ? 'has a "." that belongs to no abbreviation' : `has a "${wrong}"`;
  const rule = "Alexa takes letters, spaces, apostrophes, hyphens, underscores, and periods of abbreviations";
  return [
    found(
      view,
      "characters",
      "error",
      { intent, utterance },
      `"${utterance}" ${what}; ${rule}.`,
      "Write it as it is spoken.",
    ),
  ];
};

const digits: Check = (view, { name: intent }, utterance) =>
  /\p{Nd}/u.test(withoutSlots(utterance))
    ? [
        found(
          view,
          "digits",
          "warning",
          { intent, utterance },
          `"${utterance}" has digits in it, which are not what Alexa hears.`,
          "Write numbers in words.",
        ),
      ]
    : [];

const braces: Check = (view, { name: intent, slots }, utterance) => {
  if (utterance.trim() === "")
    return [
      found(view, "no-words", "error", { intent, utterance }, "An utterance says nothing.", "Take it out."),
    ];
  if (/[{}]/.test(withoutSlots(utterance)))
    return [
      found(
        view,
        "braces",
        "error",
        { intent, utterance },
        `The braces of "${utterance}" do not match.`,
        'Write it as "order {item}".',
      ),
    ];
  const known = new Set(slots.map(({ name }) => name));
  return slotsIn(utterance)
    .filter((slot) => !known.has(slot))
    .map((slot) =>
      found(
        view,
        "undeclared-slot",
        "error",
        { intent, utterance },
        `"${utterance}" has {${slot}} in it, which is not a slot of the intent.`,
        "Declare the slot, or take it out.",
      ),
    );
};

const adjacent: Check = (view, { name: intent }, utterance) =>
  /\}\{/.test(utterance)
    ? [
        found(
          view,
          "adjacent-slots",
          "warning",
          { intent, utterance },
          `"${utterance}" has two slots with no space between them, which Alexa may not tell apart.`,
          "Put a space, or better a word, between them.",
        ),
      ]
    : [];

const phrases: Check = (view, { name: intent, slots }, utterance) => {
  const own = new Set(slots.filter(({ type }) => type === "AMAZON.SearchQuery").map(({ name }) => name));
  const used = slotsIn(utterance);
  const slot = used.find((it) => own.has(it));
  if (slot === undefined) return [];
  const place = { intent, slot, utterance };
  const remedy =
    'Say something beside it in the utterance, or let it be of another type: .meta({ slotType: { alexa: "PalaverText" } }).';
  if (used.length > 1)
    return [
      found(
        view,
        "phrase-slot-alone",
        "error",
        place,
        `"${utterance}" has another slot beside {${slot}}, which is a phrase: Alexa takes no other slot beside one.`,
        remedy,
      ),
    ];
  if (!hasWords(utterance))
    return [
      found(
        view,
        "carrier-words",
        "error",
        place,
        `"${utterance}" has no words beside {${slot}}, which is a phrase: Alexa needs some.`,
        remedy,
      ),
    ];
  return [];
};

const wakeWords = /(?<!\p{L})(?:alexa|amazon|echo)(?!\p{L})/iu;

const wake: Check = (view, { name: intent }, utterance) => {
  const { invocationName } = view.shape;
  const words = ` ${plain(utterance)} `;
  const isCalled = invocationName.includes(" ") && words.includes(` ${invocationName.toLowerCase()} `);
  if (!isCalled && !wakeWords.test(withoutSlots(utterance))) return [];
  const what = isCalled ? "the name of the skill" : "a word that wakes a device";
  return [
    found(
      view,
      "wake-word",
      "warning",
      { intent, utterance },
      `"${utterance}" has ${what} in it, which Alexa hears before the utterance begins.`,
      "Leave it out.",
    ),
  ];
};

const checks: readonly Check[] = [characters, digits, braces, adjacent, phrases, wake];

/** The same sample in several intents: who wins is not defined. */
const across: Rule = (view) => {
  const first = new Map<string, string>();
  return view.shape.intents.flatMap(({ name: intent, samples: all }) =>
    all.flatMap((utterance) => {
      const key = plain(utterance);
      const other = first.get(key);
      if (other === undefined) first.set(key, intent);
      if (other === undefined || other === intent) return [];
      return [
        found(
          view,
          "shared-utterance",
          "error",
          { intent, utterance },
          `"${utterance}" is said for "${view.intentHere(other)}" as well, and nobody knows which of the two Alexa takes.`,
          "Leave it to one of them.",
        ),
      ];
    }),
  );
};

/** Intents that nothing is said for, and the one that nothing may be said for. */
const silent: Rule = (view) =>
  view.shape.intents.flatMap(({ name: intent, samples: said, slots }) => {
    if (intent === "AMAZON.FallbackIntent" && (said.length > 0 || slots.length > 0))
      return [
        found(
          view,
          "fallback",
          "error",
          { intent },
          "AMAZON.FallbackIntent has utterances or slots, and must have none.",
          "Take them out.",
        ),
      ];
    if (intent.startsWith("AMAZON.") || said.length > 0) return [];
    const what = `Nothing is said for "${view.intentHere(intent)}" in ${languageOf(view.locale)}, so that Alexa will never take anything for it.`;
    return [
      found(
        view,
        "no-utterances",
        "warning",
        { intent },
        what,
        "Give it utterances, unless it is only gone on to.",
      ),
    ];
  });
