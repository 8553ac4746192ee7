import {
  conversationOf,
  join,
  speech,
  type AnswerParts,
  type Person,
  type Session,
  type Speech,
  type Turn,
  type Work,
} from "palaver";
import { entryPlace, markHeard } from "./inbox.ts";
import { inboxKey, lastKey, restKey, routeKey, type Entry } from "./state.ts";
import { more, spoken, type Gist } from "./words.ts";

/** So many are told at once. */
const breath = 3;

/** How long something may be on its way before it is told by another one, in milliseconds. */
const patience = 120_000;

/** A turn of somebody, and what it may read and write. */
export interface Moment {
  readonly turn: Turn;
  readonly person: Person;
  readonly store: Work;
  readonly session: Session;
}

const waiting = async (store: Work, person: Person): Promise<readonly Entry[]> =>
  (await store.list(inboxKey.in(person))).map(({ value }) => value);

/**
 * Takes what was told before for heard, as far as this turn proves it: it follows in the same conversation, or the other
 * one was over with the answer that told it.
 */
export async function settle({ turn, person, store }: Omit<Moment, "session">): Promise<void> {
  const entries = await waiting(store, person);
  if (entries.length === 0) return;
  const zone = (await store.get(routeKey.of(person)))?.zone ?? turn.zone;
  for (const entry of entries) {
    const { offer } = entry;
    if (!offer || offer.turn === turn.id || offer.sending !== undefined) continue;
    if (offer.closed || offer.conversation === conversationOf(turn)) markHeard(store, person, entry, zone);
  }
}

/** A conversation has ended. Where it broke off, what was told last in it may not have been heard. */
export async function ended(moment: Omit<Moment, "session">, broken: boolean): Promise<void> {
  const { turn, person, store } = moment;
  if (!broken) return settle(moment);
  for (const entry of await waiting(store, person)) {
    const { offer, ...rest } = entry;
    if (offer?.conversation === conversationOf(turn) && offer.sending === undefined)
      store.set(entryPlace(person, entry), { ...rest, again: true });
  }
}

/** What is to be told to somebody now: what never was, and what was told and perhaps not heard. */
export async function untold({ turn, person, store }: Omit<Moment, "session">): Promise<readonly Entry[]> {
  const entries = await waiting(store, person);
  return entries.flatMap((entry) => {
    const { offer, ...rest } = entry;
    if (!offer) return [rest];
    if (offer.turn === turn.id) return [];
    if (offer.sending !== undefined)
      return offer.sending + patience < turn.at ? [{ ...rest, again: true }] : [];
    return [{ ...rest, again: true }];
  });
}

/** The next few of what is to be told, and how it goes on. `open` where an answer is expected afterwards in any case. */
export function tellSome(
  { turn, person, store, session }: Moment,
  entries: readonly Entry[],
  { gist, open = false }: { readonly gist: Gist; readonly open?: boolean },
): { readonly speech: Speech; readonly goesOn: boolean } {
  const now = entries.slice(0, breath);
  const left = entries.length - now.length;
  const long = now.map((entry) => ({ entry, parts: partsOf(entry, gist) }));
  const rest = long.filter(({ parts }) => parts.length > 1);
  const goesOn = left > 0 || rest.length > 0;
  session.set(
    restKey,
    rest.length > 0
      ? { called: rest[0]?.entry.called ?? "", parts: rest.flatMap(({ parts }) => parts.slice(1)) }
      : undefined,
  );
  const conversation = conversationOf(turn);
  for (const { entry } of long) {
    const offer = { turn: turn.id, conversation, closed: !open && !goesOn };
    store.set(entryPlace(person, entry), { ...entry, offer });
    noteLast(store, person, entry);
  }
  const said = spoken(
    long.map(({ entry, parts: [first = ""] }) => ({ ...entry, text: first })),
    turn.locale,
  );
  const after = left > 0 ? more(left) : rest.length > 0 ? "There is more of it. Say more." : "";
  return { speech: after === "" ? said : speech`${said} ${after}`, goesOn };
}

/** What was told, with what is left of it at a word. */
export function toldAnswer(
  before: string,
  { speech: said, goesOn }: { readonly speech: Speech; readonly goesOn: boolean },
): AnswerParts {
  return {
    speech: before === "" ? said : join(before, " ", said),
    ...(goesOn && { reprompt: "Say more to hear the rest.", opens: [{ name: "replies" }] }),
  };
}

/** Whom "reply to Kevin" means: the last message of theirs that was told. */
export function noteLast(store: Work, person: Person, { kind, by, called, thread }: Entry): void {
  if (kind !== "notice") store.set(lastKey.of(person, by), { thread, by, called });
}

function partsOf({ kind, text }: Entry, gist: Gist): readonly string[] {
  const parts = kind === "reply" ? gist(text) : [text];
  return parts.length > 0 ? parts : [text];
}
