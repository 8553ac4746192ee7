import { after, decide, type Dialog, type Scene } from "./dialog.ts";
import type { Listener } from "./event.ts";
import type { Act } from "./line.ts";
import { phrasesIn } from "./phrases.ts";
import type { Recognizer } from "./recognizer.ts";
import type { Registry } from "./registry.ts";
import { complete, partsOf, type AnswerParts, type Elicitation } from "./reply.ts";
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
}

/** What the turns of an app come to: of what was said, of what happened, and of a job whose time has come. */
export interface Acts {
  readonly said: Act;
  readonly happened: Act;
  worked(job: Job): Act;
}

export function acts({ name, registry, recognizer, listeners, zone, keepUnsure }: Repertoire): Acts {
  /** What a platform understood; where it understood nothing, or there is none, what the words mean here. */
  async function understand(
    { input, locale, at, zone: own = zone }: Turn,
    open: Dialog | undefined,
  ): Promise<Interpretation | undefined> {
    const understood =
      input.type === "intent" && input.interpretation.intent !== "Fallback" && input.interpretation;
    if (understood) return understood;
    const words = wordsOf(input);
    if (words === undefined) return undefined;
    const hearing = { locale, at, zone: own, ...(open && { expectation: open }) };
    const [likeliest] = await recognizer.understand(words, hearing);
    return likeliest;
  }

  /** Who says hello, and nothing else is going on, is welcomed as at a launch. */
  const said: Act = async (turn, work, open) => {
    const meaning = await understand(turn, open);
    if (keepUnsure) noteUnsure(turn, meaning, work);
    const greeted = meaning?.intent === "Hello" && !open && !registry.find("Hello");
    if (greeted) return happened({ ...turn, input: { type: "event", name: "launch" } }, work, open);
    const scene = { registry, context: contextOf(turn, work), zone };
    let decision = await decide(meaning, { ...scene, open });
    // What else was said at once has to wait for nobody: a question that is open now comes first.
    for (const next of meaning?.then ?? []) {
      if (decision.dialog) break;
      decision = after(decision, await decide(next, { ...scene, open: undefined }));
    }
    return decision;
  };

  /** An event goes to whoever listens. A launch is always welcomed; neither it nor an end leaves a question open. */
  const happened: Act = async (turn, work, open) => {
    if (turn.input.type !== "event") return undefined;
    const { name: event, data } = turn.input;
    const listener = listeners.get(event);
    const parts = listener
      ? partsOf(await listener.handle({ ...contextOf(turn, work), data }))
      : unheard(event, turn);
    const border = event === "launch" || event === "end";
    if (!parts && !(border && open)) return undefined;
    return {
      reply: complete(parts ?? {}),
      effects: parts?.effects ?? [],
      ...(!border && open && { dialog: open }),
    };
  };

  function unheard(event: string, { locale }: Turn): AnswerParts | Elicitation | undefined {
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

const contextOf = (turn: Turn, work: Work): Scene["context"] => ({
  turn,
  store: work,
  session: sessionOf(work, conversationOf(turn)),
  person: { id: `${turn.channel}:${turn.user}` },
  locale: turn.locale,
});

const wordsOf = (input: Input) =>
  input.type === "press" ? input.says : input.type === "event" ? undefined : input.text;
