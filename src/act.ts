import { contextsAfter, openIn } from "./dialog/contexts.ts";
import { after, decide } from "./dialog/decide.ts";
import { lastOf, noteDone } from "./dialog/last.ts";
import { nothingSaid, type Repair, type Scene, type Talk } from "./dialog/talk.ts";
import { isOutboxEvent, type Listener } from "./event.ts";
import { hold, withHeld } from "./later.ts";
import type { Act } from "./line.ts";
import { phrasesIn } from "./phrases.ts";
import type { Recognizer } from "./recognizer.ts";
import type { Registry } from "./registry.ts";
import { complete, partsOf, type Reply, type Told } from "./reply.ts";
import type { Job } from "./schedule.ts";
import { conversationOf, type Input, type Interpretation, type Turn } from "./turn.ts";
import { noteUnsure } from "./unsure.ts";
import { sessionOf, type Work } from "./work.ts";

/** What an app knows that its turns are decided by. */
export interface Repertoire {
  readonly name: string;
  readonly registry: Registry;
  readonly recognizer: Recognizer;
  readonly listeners: ReadonlyMap<string, Listener>;
  /** The time zone of whoever does not tell theirs. */
  readonly zone: string;
  /** Whether what is not understood is kept. */
  readonly keepUnsure: boolean;
  readonly repair: Repair;
  readonly observe: Observe | undefined;
}

/** What came of a turn in which somebody said something. */
export interface Observation {
  readonly turn: Turn;
  /** What it was taken for; nothing where it was not understood. */
  readonly intent: string | undefined;
  /** The intent that was carried out, if one was. */
  readonly done: string | undefined;
}

/** Notes what came of a turn, in the same commit. */
export type Observe = (seen: Observation, store: Work) => Promise<void> | void;

/** What the turns of an app come to: of what was said, of what happened, and of a job whose time has come. */
export interface Acts {
  readonly said: Act;
  readonly happened: Act;
  worked(job: Job): Act;
}

export function acts({
  name,
  registry,
  recognizer,
  listeners,
  zone,
  keepUnsure,
  repair,
  observe,
}: Repertoire): Acts {
  /** What a platform understood; where it understood nothing, or there is none, what the words mean here. */
  async function understand(
    { input, locale, at, zone: own = zone }: Turn,
    talk: Talk,
  ): Promise<Interpretation | undefined> {
    const understood =
      input.type === "intent" && input.interpretation.intent !== "Fallback" && input.interpretation;
    if (understood) return understood;
    const words = wordsOf(input);
    if (words === undefined) return undefined;
    const contexts = openIn(talk, at).map(({ name: context }) => context);
    const hearing = { locale, at, zone: own, contexts, ...(talk.open && { expectation: talk.open }) };
    const [likeliest] = await recognizer.understand(words, hearing);
    return likeliest;
  }

  /** Who says hello, and nothing else is going on, is welcomed as at a launch. */
  const said: Act = async (turn, work, before) => {
    const talk = before ?? nothingSaid;
    const meaning = await understand(turn, talk);
    if (keepUnsure) noteUnsure(turn, meaning, work);
    const greeted = meaning?.intent === "Hello" && !talk.open && !registry.find("Hello");
    if (greeted) return happened({ ...turn, input: { type: "event", name: "launch" } }, work, before);
    const context = { ...contextOf(turn, work), confidence: meaning?.confidence ?? 1 };
    const last = (intent?: string) => lastOf(work, context.person, intent);
    const scene = { registry, context, zone, repair, last };
    let decision = await decide(meaning, { ...scene, talk });
    // What else was said at once has to wait for nobody: a question that is open now comes first.
    for (const next of meaning?.then ?? []) {
      if (decision.talk?.open) break;
      const own = { ...context, confidence: next.confidence };
      const then = { ...scene, context: own, talk: decision.talk ?? nothingSaid };
      decision = after(decision, await decide(next, then));
    }
    await observe?.({ turn, intent: meaning?.intent, done: decision.done?.intent }, work);
    if (decision.done) noteDone(work, context.person, decision.done);
    if (canBeReached(turn)) return decision;
    return { ...decision, reply: await withHeld(work, context.person, decision.reply) };
  };

  /** An event goes to whoever listens. A launch is always welcomed; neither it nor an end leaves a question open. */
  const happened: Act = async (turn, work, talk) => {
    if (turn.input.type !== "event") return undefined;
    const { name: event, data } = turn.input;
    const listener = listeners.get(event);
    const parts = listener
      ? partsOf(await listener.handle({ ...contextOf(turn, work), data }))
      : unheard(event, turn);
    const border = event === "launch" || event === "end";
    if (!parts && !(border && talk)) return undefined;
    const reply = complete(parts ?? {});
    const { person } = contextOf(turn, work);
    if (isOutboxEvent(event) && !canBeReached(turn)) {
      if (reply.next.type !== "silent") await hold(work, person, reply);
      return { reply: complete({}), effects: parts?.effects ?? [], ...(talk && { talk }) };
    }
    if (event === "launch" && !canBeReached(turn)) {
      const held = await withHeld(work, person, reply);
      return { reply: held, effects: parts?.effects ?? [], ...told(held, parts, undefined, turn) };
    }
    return { reply, effects: parts?.effects ?? [], ...told(reply, parts, border ? undefined : talk, turn) };
  };

  function unheard(event: string, { locale }: Turn): Told | undefined {
    const { welcome, whatNext } = phrasesIn(locale);
    return event === "launch" ? { speech: `${welcome(name)} ${whatNext}`, reprompt: whatNext } : undefined;
  }

  const worked =
    (job: Job): Act =>
    async (turn, work) => {
      const { effects = [] } = (await job.run({ at: turn.at, turn, store: work })) ?? {};
      return { reply: complete({}), effects };
    };

  return { said, happened, worked };
}

/** Whether something can be told to somebody who has not just said something. */
const canBeReached = ({ to, reach }: Turn) => to !== undefined || reach !== undefined;

/** What is kept after something happened: what was open, and what was said and spoken of now. */
function told(
  { next, speech, text }: Reply,
  parts: Told | undefined,
  talk: Talk | undefined,
  { at }: Turn,
): { readonly talk?: Talk } {
  if (next.type === "silent") return talk ? { talk } : {};
  const { mentions = [], opens = [] } = parts ?? {};
  const before = talk ?? nothingSaid;
  const contexts = opens.length === 0 ? before.contexts : contextsAfter(before, opens, at);
  return {
    talk: { ...before, said: { speech, text }, mentions: [...mentions, ...before.mentions], contexts },
  };
}

const contextOf = (turn: Turn, work: Work): Scene["context"] => ({
  turn,
  store: work,
  session: sessionOf(work, conversationOf(turn)),
  person: { id: `${turn.channel}:${turn.user}` },
  locale: turn.locale,
  confidence: 1,
});

const wordsOf = (input: Input) =>
  input.type === "press" ? input.says : input.type === "event" ? undefined : input.text;
