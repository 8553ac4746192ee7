import type { Entry } from "../catalog.ts";
import type { Slot } from "../registry.ts";
import type { Mention } from "../reply.ts";
import type { RawSlot, RawValue } from "../turn.ts";
import { plain } from "../understand/words.ts";
import { pick } from "./choose.ts";
import type { Done, HeardSlot, Scene } from "./talk.ts";
import { surroundingsOf } from "./values.ts";

const set = (list: string): ReadonlySet<string> => new Set(list.split(",").map((it) => plain(it)));

/** Words that stand for what was last spoken of. */
const that = set(
  "it,that,this,them,that one,this one,the same,the same one,same,one of those,one of them,those,these," +
    "das,es,die,den,das da,dasselbe,das gleiche,davon,den gleichen,lo,eso,esto,el mismo,la misma,それ,これ,同じ,同じもの",
);
/** Words for one more of it. */
const another = set(
  "another one,another,one more,one more of those,one more of them,noch eins,noch einen,noch eine,noch mal das gleiche,otro,otra,uno más,もう一つ",
);
/** Words for what it was the last time. */
const usual = set(
  "the usual,my usual,usual,the same as last time,same as last time,like last time,as usual,as always,what i had last time," +
    "das übliche,wie immer,wie letztes mal,das gleiche wie letztes mal,dasselbe wie letztes mal,lo de siempre,lo mismo que la última vez,いつもの",
);

/** What has been spoken of last of a slot's kind. */
export function mentionFor({ type }: Slot, mentions: readonly Mention[]): RawValue | undefined {
  if (type.kind !== "list") return undefined;
  const mention = mentions.find((it) => it.type === type.name);
  // Some platforms know no ids, and give names in their place.
  const entry = mention && type.values.find(({ id, name }) => id === mention.id || name === mention.id);
  return entry && { text: entry.name, matches: [{ id: entry.id, value: entry.name }] };
}

/** The word that says which, where of "the second one" only the last word was taken for a value; "one" alone says nothing. */
function before(said: string, { context: { turn } }: Scene): string | undefined {
  const text = "text" in turn.input ? plain(turn.input.text ?? "") : "";
  const words = text.split(" ");
  const place = words.lastIndexOf(said);
  return place > 0 ? words[place - 1] : undefined;
}

/** The only one of several whose name has all of these words. */
function called(said: string, entries: readonly Entry[]): Entry | undefined {
  const words = said.split(" ").filter((it) => !/^(?:the|ones?)$/.test(it));
  const found = entries.filter(({ name }) => {
    const own = new Set(plain(name).split(" "));
    return words.every((word) => own.has(word));
  });
  return words.length > 0 && found.length === 1 ? found[0] : undefined;
}

/** One of the things that were told last: "the second one". */
function oneOf(said: string, slot: Slot, scene: Scene): RawValue | undefined {
  const { type } = slot;
  if (type.kind !== "list") return undefined;
  const listed = (scene.talk.listed ?? []).filter((it) => it.type === type.name);
  const entries = listed.flatMap(({ id }) => type.values.find((it) => it.id === id) ?? []);
  const which = said === "one" ? before(said, scene) : said;
  if (entries.length < 2 || which === undefined) return undefined;
  const entry = pick(which, entries, slot, surroundingsOf(scene)) ?? called(which, entries);
  return entry && { text: entry.name, matches: [{ id: entry.id, value: entry.name }] };
}

/** Whether one was meant of those that were told, by a word of its name: "the lemon one" is no lemon. */
function isOne(said: string, { context: { turn } }: Scene): boolean {
  const words = "text" in turn.input ? ` ${plain(turn.input.text ?? "")} ` : "";
  return / ones?$/.test(said) || words.includes(` ${said} one `);
}

/** Whether a platform, or we, know which thing of the list was meant; some platforms give the words back as their own meaning. */
const isKnown = ({ matches }: RawValue) => matches.some(({ id }) => id !== undefined);

const one: RawValue = { text: "1", matches: [{ value: "1" }] };

/** What was heard, with what words such as "it", "another one" and "the usual" stand for. */
export async function recalled(
  intent: string,
  slots: ReadonlyMap<string, Slot>,
  raw: readonly RawSlot[],
  before: readonly HeardSlot[],
  scene: Scene,
): Promise<readonly RawSlot[]> {
  const made = new Map<string, RawSlot>();
  const isEmpty = (name: string) => !made.has(name) && ![...raw, ...before].some((it) => it.name === name);
  for (const heard of raw) {
    const slot = slots.get(heard.name);
    const [value] = heard.values;
    const said = plain(value?.text ?? "").replace(
      /^(?:some of|one of|some|of) (?:the (?=it$|that$|them$|those$))?/,
      "",
    );
    const stands = usual.has(said) || that.has(said) || another.has(said);
    if (!slot || slot.type.kind !== "list" || !value || (isKnown(value) && !stands)) {
      const listed =
        slot && value && isOne(said, scene) ? oneOf(said.replace(/ ones?$/, ""), slot, scene) : undefined;
      made.set(heard.name, listed ? { name: heard.name, values: [listed] } : heard);
      continue;
    }
    if (usual.has(said)) {
      const last = await scene.last(intent);
      made.set(heard.name, heard);
      for (const it of slotsOfLast(last, slots))
        if (it.name === heard.name || isEmpty(it.name)) made.set(it.name, it);
      continue;
    }
    const meant =
      that.has(said) || another.has(said) ? mentionFor(slot, scene.talk.mentions) : oneOf(said, slot, scene);
    made.set(heard.name, meant ? { name: heard.name, values: [meant] } : heard);
    const numbers = [...slots.values()].filter(({ type, name }) => type.kind === "number" && isEmpty(name));
    if (meant && another.has(said) && numbers[0] && numbers.length === 1)
      made.set(numbers[0].name, { name: numbers[0].name, values: [one] });
  }
  return [...made.values()];
}

/** What was heard the last time, as far as there still is a slot for it. */
export const slotsOfLast = (last: Done | undefined, slots: ReadonlyMap<string, Slot>): readonly RawSlot[] =>
  (last?.heard ?? []).flatMap(({ name, values }) => (slots.has(name) ? { name, values } : []));

/** The slots for one more of what was done: the same, but one of it where there is one number. */
export function oneMore(last: Done, slots: ReadonlyMap<string, Slot>): readonly RawSlot[] {
  const numbers = [...slots.values()].filter(({ type }) => type.kind === "number");
  const [number] = numbers;
  return slotsOfLast(last, slots).map((it) =>
    numbers.length === 1 && it.name === number?.name ? { name: it.name, values: [one] } : it,
  );
}
