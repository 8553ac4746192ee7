import {
  isObject,
  join,
  on,
  parked,
  received,
  speech,
  type AnswerParts,
  type EventContext,
  type Json,
  type Listener,
} from "palaver";
import { z } from "zod";
import { consent, type Delivery } from "./deliver.ts";
import type { Directory } from "./directory.ts";
import type { Fresh } from "./keep.ts";
import { leave } from "./leave.ts";
import { looking } from "./poll.ts";
import { forgetThread, notePosted, posting } from "./post.ts";
import type { Relay } from "./relay.ts";
import { jsonSchema } from "./state.ts";
import { ended, settle, tellSome, untold, type Moment } from "./telling.ts";
import { because, troubleOf } from "./trouble.ts";
import { counted, type Gist } from "./words.ts";

const about = z.object({
  team: z.string().default(""),
  channel: z.string(),
  thread: z.string().exactOptional(),
  ts: z.string(),
  by: z.string(),
});
const said = about.extend({ text: z.string() });
const consented = z.object({ notify: z.boolean(), to: jsonSchema });
/** That the app was taken out of a workspace, or tokens from it: of its bots, perhaps, or of users only. */
const removed = z.object({ team: z.string(), bots: z.array(z.string()).exactOptional() });
const reacted = about.extend({ reaction: z.string(), added: z.boolean() });

export interface Listening {
  readonly relay: Relay;
  readonly delivery: Delivery;
  readonly directory: Directory;
  readonly gist: Gist;
  /** Cleans up after the app was taken out of a workspace, or tokens from it: what the relay knows nothing of. */
  readonly removed?: Removed;
}

export type Removed = (context: Pick<EventContext, "turn" | "data">) => Promise<void>;

/** What the relay does when nobody speaks to it. */
export const listeners = (desk: Listening): readonly Listener[] => [
  ...outcomes(desk),
  ...pushes(desk),
  ...removals(desk),
  ...borders(desk),
];

/** What has become of what it set about. */
function outcomes({ relay, delivery, directory }: Listening): readonly Listener[] {
  return [
    received(relay.post, async ({ data: { payload, receipt }, store, person }) => {
      await notePosted(store, person, payload, receipt);
      await relay.watch(store, person, receipt.thread, receipt.ts);
    }),

    parked(relay.post, async ({ data: { payload, reason }, store, person, turn }) => {
      const trouble = troubleOf(reason);
      if (trouble !== "gone" || payload.spot.thread === undefined || payload.day === undefined) {
        const why = trouble ? because[trouble] : "it could not be reached";
        return speech`I could not tell the team: ${why}.`;
      }
      // Somebody deleted the thread of the day, so another one begins.
      await forgetThread(store, person, payload);
      const { team, channel } = payload.spot;
      const { under: _, ...rest } = payload;
      const anew = { ...rest, id: `${payload.id}/anew`, spot: { team, channel } };
      return { effects: [await posting(relay.post, { store, person, turn }, anew)] };
    }),

    received(relay.look, async ({ data: { payload, receipt }, store, turn }) => {
      const news = await relay.keep(store, payload, receipt);
      await directory.meet(store, news);
      const effects = await delivery.deliver(store, turn, news);
      return { effects: [...effects, ...looking(relay, await relay.due(store))] };
    }),

    received(directory.learn, ({ data: { payload, receipt }, store }) =>
      directory.keep(store, payload, receipt),
    ),

    received(delivery.bring, ({ data: { payload, receipt }, store }) =>
      delivery.arrived(store, payload, receipt.outcome),
    ),
    parked(delivery.bring, ({ data: { payload }, store }) => delivery.arrived(store, payload, "unknown")),
  ];
}

/** What is pushed. Some is from threads that nobody watches. */
function pushes({ relay, delivery, directory }: Listening): readonly Listener[] {
  const tellAll = async (
    { store, turn }: Pick<Moment, "store" | "turn">,
    news: readonly Fresh[],
  ): Promise<AnswerParts | undefined> => {
    await directory.meet(store, news);
    return news.length > 0 ? { effects: await delivery.deliver(store, turn, news) } : undefined;
  };

  return [
    on("message", async ({ data, ...moment }) => {
      const { data: message } = said.safeParse(data);
      return message && tellAll(moment, await relay.overhear(moment.store, message));
    }),

    on("edited", async ({ data, ...moment }) => {
      const { data: message } = said.safeParse(data);
      const edited = `${String(Math.floor(moment.turn.at / 1_000)).padStart(10, "0")}.000000`;
      return message && tellAll(moment, await relay.overhear(moment.store, { ...message, edited }));
    }),

    on("deleted", async ({ data, store }) => {
      const { data: message } = about.safeParse(data);
      if (message) await relay.retract(store, message);
    }),

    on("reaction", async ({ data, ...moment }) => {
      const { data: it } = reacted.safeParse(data);
      return it && tellAll(moment, await relay.react(moment.store, { ...it, text: it.reaction }, it.added));
    }),
  ];
}

/** The app is in a workspace no more, or has no token for it. */
function removals({ delivery, removed: cleanUp }: Listening): readonly Listener[] {
  const gone = async (context: EventContext): Promise<AnswerParts | undefined> => {
    await cleanUp?.(context);
    const { data, store, turn } = context;
    const { data: it } = removed.safeParse(data);
    if (!it || it.bots?.length === 0) return undefined;
    return { effects: await delivery.deliver(store, turn, await leave(store, it.team, turn.at)) };
  };
  return [on("uninstalled", gone), on("revoked", gone)];
}

/** The beginning and the end of a conversation. */
function borders({ relay, delivery, directory, gist }: Listening): readonly Listener[] {
  return [
    on("launch", async (moment) => {
      const { person, store, turn } = moment;
      await settle(moment);
      await directory.meet(store, await relay.ask(store, person));
      const entries = await untold(moment);
      const reprompt = "What shall I tell the team?";
      if (entries.length === 0) return { speech: `Welcome to the relay. ${reprompt}`, reprompt };
      if (await relay.awaits(store, person)) await delivery.remember(store, person, turn);
      const { speech: told, goesOn } = tellSome(moment, entries, { gist, open: true });
      const count = entries.filter(({ kind }) => kind !== "notice").length;
      const first = count > 0 ? `You have ${counted(count, "reply", "replies")}. ` : "";
      return {
        speech: join(first, told, goesOn ? "" : ` ${reprompt}`),
        reprompt: goesOn ? "Say more to hear the rest." : reprompt,
        opens: [{ name: "replies" }],
      };
    }),

    on("consent", async ({ data, store, person, turn }) => {
      const { data: given } = consented.safeParse(data);
      // Other permissions than this one come by the same name.
      if (given) await consent(store, person, turn.at, given.notify ? given.to : undefined);
    }),

    on("end", (moment) => ended(moment, isBroken(moment.data))),
  ];
}

/** Whether a conversation ended because something went wrong, as the platform tells it. */
const isBroken = (data: Json | undefined): boolean =>
  isObject(data) &&
  (("error" in data && data["error"] !== null) || ("reason" in data && data["reason"] === "ERROR"));
