import { join, on, received, type Listener } from "palaver";
import { z } from "zod";
import type { Relay } from "./relay.ts";
import { spoken } from "./words.ts";

const overheard = z.object({
  channel: z.string(),
  thread: z.string(),
  ts: z.string(),
  by: z.string(),
  text: z.string(),
});

/** What the relay does when nobody speaks to it: it watches what it has posted, and keeps answers that are pushed. */
export const listeners = (relay: Relay): readonly Listener[] => [
  received(relay.post, ({ data: { receipt }, store, person, turn }) =>
    relay.watch(store, person, receipt, turn.at),
  ),

  on("message", async ({ data, store }) => {
    const { data: message } = overheard.safeParse(data);
    if (!message) return;
    const { channel, thread, ...reply } = message;
    await relay.overhear(store, { channel, ts: thread }, reply);
  }),

  on("launch", async ({ person, store, turn }) => {
    await relay.capture(store, turn.at, person);
    const answers = await relay.hear(store, person);
    const reprompt = "What shall I tell the team?";
    return answers.length > 0
      ? { speech: join(spoken(answers, turn.locale), " ", reprompt), reprompt }
      : { speech: `Welcome to the relay. ${reprompt}`, reprompt };
  }),
];
