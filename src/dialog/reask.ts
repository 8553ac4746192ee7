import { complete } from "../reply.ts";
import { advance, draftOf } from "./advance.ts";
import { ask, slotOf } from "./ask.ts";
import type { Dialog, Outcome, Scene } from "./talk.ts";
import { phrasesOf } from "./words.ts";

/** Asks the open question again, because something came between; that is nobody's fault. */
export async function reask(open: Dialog, scene: Scene): Promise<Outcome> {
  return again(open, scene, false);
}

/** Asks the open question again, because nothing that was said answers it. */
export async function missed(open: Dialog, scene: Scene): Promise<Outcome> {
  return again(open, scene, true);
}

async function again(open: Dialog, scene: Scene, counts: boolean): Promise<Outcome> {
  const entered = scene.registry.find(open.intent);
  if (!entered) return { reply: complete({ speech: phrasesOf(scene).gone }), effects: [] };
  const draft = draftOf(open);
  if (open.choices) {
    const type = entered.slots.get(open.choices.slot)?.type;
    const all = type?.kind === "list" ? type.values : [];
    const options = open.choices.ids.flatMap((id) => all.find((it) => it.id === id) ?? []);
    if (options.length > 1) return ask(entered, draft, { awaits: open.awaits, options }, open, scene, counts);
  }
  const slot = slotOf(open.awaits);
  // What a handler asked for, of a slot that need not be filled, is asked for no more by the intent itself.
  const isFilled = slot !== undefined && open.heard.some(({ name }) => name === slot);
  if (open.awaits !== "confirmation" && "slot" in open.awaits && !isFilled)
    return ask(entered, draft, { awaits: open.awaits }, open, scene, counts);
  return advance(entered, draft, { previous: open, counts }, scene);
}
