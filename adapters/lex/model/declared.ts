import {
  asString,
  itemsOf,
  look,
  type Finding,
  type Localized,
  type Model,
  type ModelIntent,
  type ModelSlot,
} from "palaver";
import { toPlain } from "../name.ts";
import { folded, wordIntents } from "./bot.ts";
import type { Folder, IntentPaper } from "./folder.ts";
import { languageOf, tagOf, type BotLocale } from "./locales.ts";
import { isUtterance, renamed, slotsIn } from "./made.ts";
import { wordingsOf } from "./prompt.ts";
import { renamer } from "./rename.ts";
import { slotOf } from "./slots.ts";
import { together } from "./together.ts";
import { isWord } from "./words.ts";

/** What the declarations of a bot's app say. */
export interface Declared {
  readonly model: Model;
  readonly locales: readonly BotLocale[];
  /** What the bot calls what has another name in the app. */
  readonly names: ReadonlyMap<string, string>;
  /** The framework's own words that the bot has intents for. */
  readonly words: readonly string[];
  readonly notes: readonly Finding[];
}

/** An intent as the bot has it in each of its locales. */
interface Several {
  readonly name: string;
  readonly papers: readonly (readonly [BotLocale, IntentPaper])[];
}

/** The app that a bot is of, as far as declarations can say what the bot says. */
export function declaredBy(folder: Folder): Declared {
  const locales = localesIn(folder);
  const all = severalIn(folder, locales);
  const parents = new Map(all.map((it) => [it.name, parentOf(it)]));
  const names = new Map<string, string>();
  const words: string[] = [];
  const notes: Finding[] = [];
  for (const [name, parent] of parents) {
    if (parent === undefined) continue;
    const plain = toPlain(parent, {});
    if (plain === "Fallback" || (isWord(plain) && !words.includes(plain))) {
      if (plain !== "Fallback") words.push(plain);
      if (name !== (plain === "Fallback" ? "FallbackIntent" : plain)) names.set(plain, name);
    } else notes.push(builtInNote(name, parent));
  }
  const plainNames = renamer("Intent");
  for (const word of words) plainNames(word);
  const own = all
    .filter(({ name }) => parents.get(name) === undefined)
    .map((it) => {
      const plain = plainNames(it.name);
      if (plain !== it.name) names.set(plain, it.name);
      const { intent, slotNames } = intentOf(plain, it, folder, locales, notes);
      for (const [slot, there] of slotNames) if (slot !== there) names.set(`${plain}/${slot}`, there);
      return { intent, papers: it };
    });
  const spoken = ownWords(
    own.map(({ intent }) => intent),
    locales,
  );
  return {
    model: {
      name: folder.name,
      locales: locales.map(({ language }) => language),
      intents: own.map(({ intent }) => intent).filter(({ name }) => !spoken.has(name)),
    },
    locales,
    names: new Map([...names].filter(([name]) => !spoken.has(name))),
    words: [...words, ...spoken].sort(),
    notes,
  };
}

/** A bot's locales by language, where it has but one of a language. */
function localesIn({ locales }: Folder): readonly BotLocale[] {
  const ids = [...locales.keys()].sort();
  const isOnly = (id: string) => ids.filter((it) => languageOf(it) === languageOf(id)).length === 1;
  return ids.map((id) => ({ id, language: isOnly(id) ? languageOf(id) : tagOf(id) }));
}

function severalIn(folder: Folder, locales: readonly BotLocale[]): readonly Several[] {
  const found = new Map<string, (readonly [BotLocale, IntentPaper])[]>();
  for (const locale of locales) {
    for (const [name, paper] of folder.locales.get(locale.id)?.intents ?? []) {
      const papers = found.get(name) ?? [];
      papers.push([locale, paper]);
      found.set(name, papers);
    }
  }
  return [...found].map(([name, papers]) => ({ name, papers }));
}

const parentOf = ({ papers }: Several) =>
  papers
    .map(([, { document }]) => asString(look(document, "parentIntentSignature")))
    .find((it) => it !== undefined);

/** The intents that are nothing but the framework's own words, as `build` would have made them. */
function ownWords(intents: readonly ModelIntent[], locales: readonly BotLocale[]): ReadonlySet<string> {
  const candidates = intents.filter(
    ({ name, slots, about, when, confirms }) =>
      isWord(name) &&
      slots.length === 0 &&
      about === undefined &&
      when === undefined &&
      confirms === undefined,
  );
  const others = intents.filter((it) => !candidates.includes(it));
  const words = new Set(candidates.map(({ name }) => name));
  const made = new Map(
    locales.map((locale) => [
      locale.language,
      new Map(wordIntents(others, { words }, locale).map((it) => [it.name, it.utterances[""] ?? []])),
    ]),
  );
  const same = candidates.filter(({ name, utterances }) =>
    locales.every(({ language }) => {
      const [mine, theirs] = [
        made.get(language)?.get(name) ?? [],
        utterances[language] ?? utterances[""] ?? [],
      ];
      return mine.map(folded).sort().join("\n") === theirs.map(folded).sort().join("\n");
    }),
  );
  return new Set(same.map(({ name }) => name));
}

function intentOf(
  name: string,
  several: Several,
  folder: Folder,
  locales: readonly BotLocale[],
  notes: Finding[],
): { readonly intent: ModelIntent; readonly slotNames: ReadonlyMap<string, string> } {
  const { papers } = several;
  const slotName = renamer("Slot");
  const there = new Map(slotOrder(papers.map(([, paper]) => paper)).map((slot) => [slot, slotName(slot)]));
  const said = eachOf(papers, ({ document }, locale) =>
    itemsOf(look(document, "sampleUtterances")).flatMap((item) => {
      const utterance = look(item, "utterance");
      if (typeof utterance === "string" && canBeSaid(utterance, there))
        return [renamed(utterance, (slot) => there.get(slot) ?? slot)];
      notes.push(utteranceNote(name, locale, utterance));
      return [];
    }),
  );
  const utterances = together(said, locales) ?? { "": [] };
  const spoken = new Set(Object.values(utterances).flat().flatMap(slotsIn));
  const slots = [...there].map(([slot, own]): ModelSlot => {
    const found = papers.flatMap(([locale, paper]) => {
      const document = paper.slots.get(slot);
      return document === undefined ? [] : [[locale, document] as const];
    });
    return slotOf({ name: own, intent: name, spoken: spoken.has(own) }, found, {
      folder,
      locales,
      notes,
    });
  });
  const confirm = together(
    eachOf(papers, ({ document }) => {
      const setting = look(document, "intentConfirmationSetting");
      return look(setting, "isActive") === false ? [] : wordingsOf(look(setting, "promptSpecification"));
    }),
    locales,
  );
  const about = aboutOf(papers, locales);
  const when = papers
    .map(([, { document }]) =>
      itemsOf(look(document, "inputContexts")).flatMap((it) => asString(look(it, "name")) ?? []),
    )
    .find((contexts) => contexts.length > 0);
  return {
    intent: {
      name,
      ...(about !== undefined && { about }),
      utterances,
      ...(when && { when }),
      slots,
      ...(confirm && { confirms: true, confirm }),
    },
    slotNames: new Map([...there].map(([slot, own]) => [own, slot])),
  };
}

/** The slots of an intent in the order in which they are asked for; those without a priority at the end. */
function slotOrder(papers: readonly IntentPaper[]): readonly string[] {
  const ordered = papers.flatMap(({ document, slots }) => {
    const priorities = new Map(
      itemsOf(look(document, "slotPriorities")).map((it) => [
        look(it, "slotName"),
        Number(look(it, "priority")),
      ]),
    );
    const rank = (slot: string) => priorities.get(slot) ?? Number.MAX_SAFE_INTEGER;
    return [...slots.keys()].sort((one, other) => rank(one) - rank(other) || 0);
  });
  return [...new Set(ordered)];
}

/** Whether the framework can take an utterance: something is said, and each of its slots is one of the intent's. */
const canBeSaid = (utterance: string, slots: ReadonlyMap<string, string>): boolean =>
  isUtterance(utterance) && slotsIn(utterance).every((slot) => slots.has(slot));

const eachOf = <T>(
  papers: readonly (readonly [BotLocale, T])[],
  read: (paper: T, locale: BotLocale) => readonly string[],
): ReadonlyMap<string, readonly string[]> =>
  new Map(papers.map(([locale, paper]) => [locale.language, read(paper, locale)]));

function aboutOf(papers: Several["papers"], locales: readonly BotLocale[]): Localized<string> | undefined {
  const said = eachOf(papers, ({ document }) => {
    const description = asString(look(document, "description"));
    return description === undefined ? [] : [description];
  });
  const about = together(said, locales);
  if (!about) return undefined;
  const one = Object.entries(about).map(([language, [text = ""]]) => [language, text] as const);
  return about[""]?.[0] ?? Object.fromEntries(one);
}

const builtInNote = (intent: string, parent: string): Finding => ({
  code: "lex/built-in-intent",
  level: "warning",
  intent,
  message: `"${intent}" is Lex's own ${parent}, which no declaration stands for; it is kept in the settings as it is.`,
  remedy: "Leave it to Lex, or declare an intent that does the same on every channel.",
});

const utteranceNote = (intent: string, { id }: BotLocale, utterance: unknown): Finding => ({
  code: "lex/unreadable-utterance",
  level: "warning",
  locale: id,
  intent,
  ...(typeof utterance === "string" && { utterance }),
  message: `An utterance of "${intent}" says nothing, or names a slot that the intent does not have; it is kept in the settings alone.`,
  remedy: "Give the intent that slot, or take the utterance out of the bot.",
});
