import { embedded, expand, plainWords, sameUtterances } from "palaver/understanding";
import { builtInWords, pick, type Finding, type Model, type ModelIntent } from "palaver";
import { crossCheck } from "../understanding/cross.ts";

/** So many utterances are judged by learning them; more take minutes. */
const mostLearned = 3_000;
/** How alike the words of two utterances have to be, from 0 to 1, to be told as near. */
const near = 0.7;
/** How many ways of filling an utterance's slots are tried. */
const tries = 3;

/**
 * What is wrong with an app's utterances wherever it runs, as its own understanding judges them: in several intents, near to
 * those of others, heard as something else, missing in a language. In a fixed order.
 */
export function commonLint(model: Model, fallback: string): readonly Finding[] {
  const locales = model.locales && model.locales.length > 0 ? model.locales : [fallback];
  const findings = [
    ...same(model),
    ...locales.flatMap((locale) => [...missing(model, locale), ...shadowed(model, locale)]),
  ];
  const count = model.intents.reduce(
    (sum, { utterances }) => sum + Object.values(utterances).flat().length,
    0,
  );
  if (count > mostLearned) return [...findings, tooMany(count)];
  return [
    ...findings,
    ...locales.flatMap((locale) => [...pulled(model, locale), ...misheard(model, locale)]),
  ];
}

/** The same words in several intents, all of which can be meant at any time. */
const same = (model: Model): readonly Finding[] => {
  const bound = new Set(model.intents.flatMap(({ name, when }) => (when ? [name] : [])));
  return sameUtterances(model).flatMap(({ utterance, intents }): readonly Finding[] => {
    const [first, ...others] = intents.filter((name) => !bound.has(name));
    if (first === undefined || others.length === 0) return [];
    return others.map((intent) => ({
      code: "palaver/same-utterance",
      level: "error",
      intent,
      utterance,
      message: `"${first}" has it as well, so nobody can tell which is meant.`,
      remedy: "Leave it out of one of them, or let one be reached only in a context (`when`).",
    }));
  });
};

function missing({ intents, locales = [] }: Model, locale: string): readonly Finding[] {
  return intents.flatMap(({ name, utterances }): readonly Finding[] => {
    const own = Object.keys(utterances).filter((tag) => tag === "" || languageOf(tag) === languageOf(locale));
    if (own.some((tag) => (utterances[tag] ?? []).length > 0)) return [];
    const several = locales.length > 1;
    return [
      {
        code: several ? "palaver/missing-locale" : "palaver/no-utterances",
        level: "warning",
        locale,
        intent: name,
        message: several
          ? `Nobody can say it in ${locale}, which the app is in.`
          : "It has no utterances, so nobody can say it.",
        remedy: "Give it utterances there, or leave it out.",
      },
    ];
  });
}

const languageOf = (locale: string) => locale.split("-")[0] ?? locale;

/** What every app understands, taken by an intent that is not called like it. Where it can be reached only at times, it is meant to be. */
function shadowed(model: Model, locale: string): readonly Finding[] {
  const said = Object.entries(builtInWords(locale));
  const words = new Map(
    said.flatMap(([meant, all]) => all.map((it) => [plainWords(it).join(" "), meant] as const)),
  );
  const open = model.intents.filter(({ when }) => when === undefined);
  return open.flatMap(({ name, utterances }) =>
    [...new Set(pick(utterances, locale) ?? [])].flatMap((utterance): readonly Finding[] => {
      const meant = words.get(plainWords(utterance).join(" "));
      if (meant === undefined || meant === name) return [];
      return [
        {
          code: "palaver/shadowed-word",
          level: "warning",
          locale,
          intent: name,
          utterance,
          message: `Every app understands it as "${meant}", which nobody can say this way any more.`,
          remedy:
            "Leave it out, call the intent by that name, or let it be reached only in a context (`when`).",
        },
      ];
    }),
  );
}

/** Utterances that are heard as another intent where they are not learned, because of one there that is much like them. */
function pulled(model: Model, locale: string): readonly Finding[] {
  const kinds = new Map(model.intents.map((intent) => [intent.name, intent]));
  return crossCheck(model, locale)
    .pulls.filter(
      ({ intent, utterance, heard, by }) =>
        likeness(wordsOf(utterance, kinds.get(intent)), wordsOf(by, kinds.get(heard))) >= near,
    )
    .map(({ intent, utterance, heard, by }) => ({
      code: "palaver/near-utterance",
      level: "warning",
      locale,
      intent,
      utterance,
      message: `It is hard to tell from "${by}" of "${heard}".`,
      remedy: "Say one of them in other words, or give each intent more utterances of its own.",
    }));
}

/** The words of an utterance, slots by what may fill them. */
const wordsOf = (utterance: string, intent: ModelIntent | undefined): ReadonlySet<string> =>
  new Set(
    plainWords(
      utterance.replace(/\{([^}]*)\}/g, (_, slot: string) => {
        const type = intent?.slots.find(({ name }) => name === slot.trim())?.type;
        return ` slot${type?.kind ?? ""}${type?.kind === "list" ? type.name : ""} `;
      }),
    ),
  );

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}

/** Utterances that the app's own understanding takes for something else, with values in their slots. */
function misheard(model: Model, locale: string): readonly Finding[] {
  const recognizer = embedded(model);
  const own = new Set(model.intents.map(({ name }) => name));
  return model.intents.flatMap((intent) =>
    [...new Set(pick(intent.utterances, locale) ?? [])].flatMap((utterance): readonly Finding[] => {
      // What is only a slot that takes any words is no way to tell an intent.
      const heard = expand(utterance, intent, locale)
        .slice(0, tries)
        .map(
          ({ text }) =>
            recognizer.understand(text, { locale, at: 0, contexts: intent.when ?? [] })[0]?.intent,
        );
      if (heard.includes(intent.name)) return [];
      const [first] = heard;
      return [{ ...elsewhere(first, own), locale, intent: intent.name, utterance }];
    }),
  );
}

function elsewhere(
  heard: string | undefined,
  own: ReadonlySet<string>,
): Pick<Finding, "code" | "level" | "message" | "remedy"> {
  if (heard === undefined)
    return {
      code: "palaver/unheard-utterance",
      level: "warning",
      message: "Where Palaver does the understanding, it is not understood.",
      remedy: "Say it in words that tell what is meant, not by slots alone.",
    };
  return {
    code: "palaver/misheard-utterance",
    level: "warning",
    message: own.has(heard)
      ? `Where Palaver does the understanding, it is heard as "${heard}".`
      : `Every app understands it as "${heard}", which comes first.`,
    remedy: "Say it in other words; `palaver explain` tells which words decided.",
  };
}

const tooMany = (count: number): Finding => ({
  code: "palaver/not-judged",
  level: "warning",
  message: `There are ${count} utterances; of more than ${mostLearned} it is not told which are near to those of others.`,
  remedy: "Use `palaver evaluate` for that.",
});
