import type { Work } from "palaver";
import type { Fresh } from "./keep.ts";
import { instantOf } from "./stamp.ts";
import { hub, watchKey, type Awaited } from "./state.ts";
import { putWatch, warn } from "./watch.ts";

/**
 * The app was taken out of a workspace, at an instant in milliseconds since 1970: what was awaited there until then is
 * awaited no more. Gives what is told to those who did so, once to each.
 */
export async function leave(store: Work, team: string, at: number): Promise<readonly Fresh[]> {
  const told = new Set<string>();
  const news: Fresh[] = [];
  // Of what was said since, the app has been there again.
  const isOver = ({ ts, own }: Awaited) => instantOf(own.at(-1) ?? ts) <= at;
  // Where there is one workspace, it may have no name here.
  for (const name of new Set([team, ""]))
    for (const { value: watch } of await store.list(watchKey.in(hub, name))) {
      const over = watch.threads.filter(isOver);
      if (over.length === 0) continue;
      const threads = watch.threads.filter((it) => !isOver(it));
      putWatch(store, watch, { ...watch, threads, turn: watch.turn + 1 });
      for (const { person } of watch.trouble === "revoked" ? [] : over) {
        if (told.has(person)) continue;
        told.add(person);
        news.push(...(await warn(store, person, watch.place, "revoked", at)));
      }
    }
  return news;
}
