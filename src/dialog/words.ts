import { pick, type Localized } from "../locale.ts";
import { takesAnything } from "../model.ts";
import { phrasesIn } from "../phrases.ts";
import { sentence, type Phrases } from "../phrases/phrases.ts";
import type { Slot } from "../registry.ts";
import { jsonSchemaOf } from "../schema.ts";
import { isSaid, type Said } from "../speech.ts";
import type { Scene } from "./talk.ts";

/** The framework's own phrases in the language of a turn. */
export const phrasesOf = ({ context }: Pick<Scene, "context">): Phrases => phrasesIn(context.locale);

type Wording<H, A = Said> = Said | ((known: H) => A);

/** The words for this locale, made from what is known where they are a function of it; of several wordings the one for this try. */
export function wordsOf<H, A = Said>(
  prompt: Localized<Wording<H, A> | readonly Wording<H, A>[]>,
  { context }: Pick<Scene, "context">,
  known: H,
  tries = 0,
): Said | A {
  const own = isWording(prompt) ? prompt : (pick(prompt, context.locale) ?? "");
  const words = isList(own) ? (own[tries % Math.max(1, own.length)] ?? "") : own;
  return typeof words === "function" ? words(known) : words;
}

const isList = <T>(thing: T | readonly T[]): thing is readonly T[] => Array.isArray(thing);

const isWording = <H, A>(
  prompt: Localized<Wording<H, A> | readonly Wording<H, A>[]>,
): prompt is Wording<H, A> | readonly Wording<H, A>[] =>
  typeof prompt === "function" || Array.isArray(prompt) || isSaid(prompt);

/** How much of somebody's words is said back to them, in characters. */
const quoted = 40;

/** What a schema refused: the words, how many values they were, and its own reason. */
export interface Refusal {
  readonly text: string;
  readonly count: number;
  readonly why: string | undefined;
}

/** What is wrong with what was heard for a slot, and what would do. */
export function reasonFor(slot: Slot, { text, count, why }: Refusal, scene: Scene): string {
  const phrases = phrasesOf(scene);
  const { type, many } = slot;
  const short = [...text].length > quoted ? `${[...text].slice(0, quoted).join("")}…` : text;
  if (many) {
    const most = jsonSchemaOf(slot.schema)["maxItems"];
    return typeof most === "number" && count > most ? phrases.tooMany(most) : phrases.unknown(short);
  }
  if (type.kind === "list") return phrases.unknown(short);
  // A validator's own words are for developers, unless a developer wrote them.
  if (why !== undefined && !/^(?:invalid|too (?:big|small)|expected|unrecognized|required)/i.test(why))
    return sentence(why);
  if (takesAnything(type)) return phrases.again[0];
  const range = rangeOf(slot, scene);
  return range === undefined ? phrases.needs(phrases.kind(type.kind)) : phrases.wrong(range);
}

/** The numbers that a slot takes, in words; nothing for a slot of another kind, or that takes any. */
function rangeOf(slot: Slot, scene: Scene): string | undefined {
  const { least, most } = limitsOf(slot);
  const isBounded = slot.type.kind === "number" && (least !== undefined || most !== undefined);
  const { format } = new Intl.NumberFormat(scene.context.locale);
  const written = (bound: number | undefined) => (bound === undefined ? undefined : format(bound));
  return isBounded ? phrasesOf(scene).range(written(least), written(most)) : undefined;
}

/** The bounds of a number, as its schema has them. */
function limitsOf({ schema }: Slot): { readonly least?: number; readonly most?: number } {
  const json = jsonSchemaOf(schema);
  const [least, most] = [json["minimum"], json["maximum"]];
  const isBound = (it: unknown): it is number =>
    typeof it === "number" && Math.abs(it) < Number.MAX_SAFE_INTEGER;
  return { ...(isBound(least) && { least }), ...(isBound(most) && { most }) };
}

/** How many possible values are listed. */
const some = 5;

/** What could be said for a slot, where that can be told. */
export function possibleFor(slot: Slot, scene: Scene): string {
  const { type } = slot;
  if (type.kind === "list") {
    const names = type.values.slice(0, some).map(({ name }) => name);
    return names.length === 0 ? "" : phrasesOf(scene).possible(names, type.values.length > some);
  }
  if (takesAnything(type)) return "";
  const { possible, kind } = phrasesOf(scene);
  return possible([rangeOf(slot, scene) ?? kind(type.kind)], false);
}

/** How much of what an app can do is told at a time. */
const helpAtOnce = 8;

/** What can be said here, and how much of it has been told then. */
export interface Help {
  readonly said: string;
  readonly helped: number;
}

/**
 * What can be said here: the help that is made of what the intents say they do, a few at a time, and for an open question
 * what would answer it.
 */
export function helpOf(scene: Scene, asked?: Slot, from = 0): Help {
  const { locale } = scene.context;
  const abouts = scene.registry.entered.flatMap(({ intent: { about } }) =>
    about === undefined ? [] : typeof about === "string" ? about : (pick(about, locale) ?? []),
  );
  const first = from < abouts.length ? from : 0;
  const helped = first + helpAtOnce;
  const phrases = phrasesOf(scene);
  const said = [
    phrases.help(abouts.slice(first, helped)),
    ...(helped < abouts.length ? [phrases.moreHelp] : []),
    asked ? possibleFor(asked, scene) : "",
  ];
  return { said: said.filter((it) => it !== "").join(" "), helped };
}
