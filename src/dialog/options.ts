import type { Entry } from "../catalog.ts";
import type { Entered } from "../registry.ts";
import type { RawSlot } from "../turn.ts";
import { advance, draftOf } from "./advance.ts";
import { ask } from "./ask.ts";
import { choose, pageSize } from "./choose.ts";
import type { Dialog, Outcome, Scene } from "./talk.ts";
import { surroundingsOf } from "./values.ts";

/** What there is to choose from, as far as it is still there. */
export function optionsOf(entered: Entered, { choices }: Dialog): readonly Entry[] {
  const type = entered.slots.get(choices?.slot ?? "")?.type;
  if (!choices || type?.kind !== "list") return [];
  const all = new Map(type.values.map((entry) => [entry.id, entry]));
  return choices.ids.flatMap((id) => all.get(id) ?? []);
}

/** What an answer chooses; nothing where nothing is to be chosen, or the answer is something else. */
export async function chosen(
  entered: Entered,
  open: Dialog,
  raw: readonly RawSlot[],
  scene: Scene,
): Promise<Outcome | undefined> {
  const slot = entered.slots.get(open.choices?.slot ?? "");
  const [only, another] = raw;
  const [value] = only?.values ?? [];
  if (!slot || !open.choices || !value || another) return undefined;
  // A number could be one of another slot, but it was asked which of several.
  const choice = choose(value.text, optionsOf(entered, open), slot, surroundingsOf(scene));
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
