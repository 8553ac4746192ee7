import { memory, type App, type Store } from "palaver";
import { relayApp, type RelayAppOptions } from "../../../intents/relay/index.ts";
import type { Team } from "../../../intents/relay/team.ts";
import { testClock } from "../../support/clock.ts";
import { watched } from "../../support/stores.ts";
import { createWorld, type WorldOptions } from "./world.ts";

/** The relay in a workspace in memory, and time that a test lets go by. */
export function setting(
  options: Partial<WorldOptions> = {},
  more: Partial<RelayAppOptions> = {},
  its: Partial<Team> = {},
) {
  const clock = testClock();
  const world = createWorld({ now: () => clock.now(), ...options });
  const store: Store & { readonly commits: string[][] } = watched(memory());
  let jumped = 0;
  const ours = { ...clock, now: () => clock.now() + jumped };
  const app: App = relayApp({ ...world.team, ...its }, { store, clock: ours, log: () => {}, ...more });
  const minute = async (count = 1) => {
    for (let n = 0; n < count; n++) {
      await clock.pass(60_000);
      await app.deliver();
      await app.tick("poll", ours.now());
      await app.settled();
    }
  };
  const root = () => world.said.findLast((it) => it.key !== undefined && it.thread === undefined)?.ts ?? "";
  const calls = () => (world.calls.get("thread") ?? 0) + (world.calls.get("heads") ?? 0);
  /** Our clock, and nobody else's, is set to another time. */
  const jump = (milliseconds: number) => void (jumped = milliseconds);
  return { clock, world, store, app, minute, root, calls, jump };
}
