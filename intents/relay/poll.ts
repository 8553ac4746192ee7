import { job } from "palaver";
import type { Relay } from "./relay.ts";

/** Looks for answers every minute, in the threads that are watched. With none it asks nobody anything. */
export const poll = (relay: Relay) => job("poll", "* * * * *", ({ store, at }) => relay.capture(store, at));
