import { effect, type Attempt, type Effect, type EffectKind, type EffectOptions } from "./effect.ts";
import { receiptOf, type Listener } from "./event.ts";
import { key } from "./key.ts";
import { asString, itemsOf, look } from "./look.ts";
import { complete, joined, partsOf, type Answer, type AnswerParts, type Reply } from "./reply.ts";
import { trusted, type Schema } from "./schema.ts";
import type { Said, Speech } from "./speech.ts";
import type { Json, Person } from "./turn.ts";
import type { Work } from "./work.ts";

/** Work that takes longer than anybody waits: an effect whose outcome is an answer, given when it is ready. */
export interface Task<Payload> extends EffectKind<Payload, Json> {
  /** Tells the effects that are answers from all others. */
  readonly answers: true;
}

export interface TaskOptions<Payload> extends Pick<EffectOptions<Payload, Json>, "retry"> {
  readonly payload: Schema<unknown, Payload>;
  /** Does the work, and says what came of it. It may be asked more than once, with the same key. */
  work(payload: Payload, attempt: Attempt): Promise<Answer>;
}

/** Declares work that takes longer. It belongs among the app's effects. */
export const task = <Payload extends Json>(
  name: string,
  { payload, retry, work }: TaskOptions<Payload>,
): Task<Payload> => ({
  ...effect<Payload, Json>(name, {
    payload,
    ...(retry && { retry }),
    // A reply is plain data throughout.
    deliver: async (it, attempt) => complete(partsOf(await work(it, attempt))) as unknown as Json,
  }),
  answers: true,
});

/** An answer that is given later: the work is begun with this turn, and its own answer reaches the person when it is there. */
export const later = (effect: Effect, said: Said): AnswerParts => ({ speech: said, effects: [effect] });

/** What gives the answers of tasks when their receipts come back. */
export const listenersOf = (kinds: readonly EffectKind[]): readonly Listener[] =>
  kinds.filter((kind) => "answers" in kind).map(({ name }) => ({ event: receiptOf(name), handle: answered }));

function answered({ data }: { readonly data?: Json | undefined }): AnswerParts {
  const reply = look(data, "receipt");
  const speech = look(reply, "speech");
  const text = asString(look(reply, "text"));
  // What is there was made by `task`, above.
  return {
    ...(itemsOf(look(speech, "parts")).length > 0 && { speech: speech as Speech }),
    ...(text !== undefined && { text }),
    ...(look(reply, "card") !== undefined && { card: look(reply, "card") as NonNullable<Reply["card"]> }),
  };
}

type Held = readonly Pick<Reply, "speech" | "text">[];

/** How long an answer is held for somebody who cannot be reached, in milliseconds: a week. */
const lifetime = 7 * 24 * 60 * 60 * 1_000;
const heldKey = key("held", trusted<Held>(), { lifetime });

/** So many answers are held; the oldest are given up first. */
const most = 10;

/** Keeps an answer for somebody who can only be told when they come back. */
export async function hold(work: Work, person: Person, { speech, text }: Reply): Promise<void> {
  const held = (await work.get(heldKey.of(person))) ?? [];
  work.set(heldKey.of(person), [...held, { speech, text }].slice(-most));
}

/** A reply, with what was held for this person before it. */
export async function withHeld(work: Work, person: Person, reply: Reply): Promise<Reply> {
  const held = await work.get(heldKey.of(person));
  if (!held || held.length === 0 || reply.next.type === "silent") return reply;
  work.set(heldKey.of(person), undefined);
  return held.reduceRight<Reply>(
    (after, { speech, text }) => joined(complete({ speech, text }), after),
    reply,
  );
}
