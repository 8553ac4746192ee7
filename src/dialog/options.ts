import type { Entered } from "../registry.ts";
import type { RawSlot } from "../turn.ts";
import { advance, draftOf } from "./advance.ts";
import { ask } from "./ask.ts";
import { choose, optionsOf, pageSize } from "./choose.ts";
import type { Dialog, Outcome, Scene } from "./talk.ts";
import { surroundingsOf } from "./values.ts";

/** What an answer chooses; nothing where nothing is to be chosen, or the answer is something else. */
export async function chosen(
  entered: Entered,
  open: Dialog,
  raw: readonly RawSlot[],
  scene: Scene,
): Promise<Outcome | undefined> {
  const slot = entered.slots.get(open.choices?.slot ?? "");
  if (!slot || !open.choices) return undefined;
  // What was taken for another slot may be the answer to which of several, but not where there is one to it as well.
  const own = raw.find(({ name }) => name === slot.name);
  const texts = (own ? [own] : raw).flatMap(({ values }) => values.slice(0, 1).map(({ text }) => text));
  const options = optionsOf(entered, open);
  const where = surroundingsOf(scene);
  const choice = texts.map((text) => choose(text, options, slot, where)).find((it) => it !== undefined);
  if (!choice) return undefined;
  const [picked, ...others] = choice.some;
  if (!picked) return undefined;
  if (others.length > 0)
    return ask(entered, draftOf(open), { awaits: open.awaits, options: choice.some }, open, scene);
  const match = { id: picked.id, value: picked.name };
  const filled = { name: slot.name, values: [{ text: picked.name, matches: [match] }] };
  return advance(entered, draftOf(open), { raw: [filled], previous: open }, scene);
}

/** Another page of what there is to choose from; the first again after the last. */
export async function turned(entered: Entered, open: Dialog, by: 1 | -1, scene: Scene): Promise<Outcome> {
  const options = optionsOf(entered, open);
  const pages = Math.max(1, Math.ceil(options.length / pageSize));
  const page = ((open.choices?.page ?? 0) + by + pages) % pages;
  const moved: Dialog = { ...open, ...(open.choices && { choices: { ...open.choices, page } }) };
  return ask(entered, draftOf(open), { awaits: open.awaits, options }, moved, scene, false);
}
