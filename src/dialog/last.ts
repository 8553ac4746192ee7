import { key } from "../key.ts";
import { trusted } from "../schema.ts";
import type { Person } from "../turn.ts";
import type { Work } from "../work.ts";
import type { Done } from "./talk.ts";

/** How long it is remembered what somebody had carried out, in milliseconds: half a year. */
const lifetime = 180 * 24 * 60 * 60 * 1_000;

const lastKey = key("last", trusted<Done>(), { lifetime });

/** Of any intent. */
const any = "any";

/** What this person last had carried out, in whichever conversation: of one intent, or of any. */
export const lastOf = (work: Work, person: Person, intent?: string): Promise<Done | undefined> =>
  work.get(intent === undefined ? lastKey.of(person, any) : lastKey.of(person, "intent", intent));

/** Remembers what was carried out, to be had again as "the usual"; what nothing was heard for is no usual. */
export function noteDone(work: Work, person: Person, done: Done): void {
  if (done.heard.length === 0) return;
  work.set(lastKey.of(person, any), done);
  work.set(lastKey.of(person, "intent", done.intent), done);
}
