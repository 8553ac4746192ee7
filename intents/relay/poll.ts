import { job, type Effect } from "palaver";
import type { Relay } from "./relay.ts";
import type { Look } from "./plan.ts";

/** Looks for answers every minute, where some are awaited. Otherwise it asks nobody and writes nothing. */
export const poll = (relay: Relay) =>
  job("poll", "* * * * *", async ({ store }) => ({ effects: looking(relay, await relay.due(store)) }));

/** Looks as effects. Each channel has a lane of its own: one that is slow holds up no other. */
export const looking = ({ look }: Pick<Relay, "look">, looks: readonly Look[]): readonly Effect[] =>
  looks.map((it) => ({ ...look.of(it), lane: `relay look ${it.place.team}/${it.place.channel}` }));
