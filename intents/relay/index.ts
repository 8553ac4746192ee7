import { createApp, systemClock, type App, type AppOptions, type Person } from "palaver";
import { answer } from "./answer.ts";
import { call, preferred } from "./call.ts";
import { createDelivery, type Notify } from "./deliver.ts";
import { createDirectory } from "./directory.ts";
import { partsOf } from "./gist.ts";
import { listeners, type Removed } from "./listen.ts";
import { poll } from "./poll.ts";
import { createRelay, type RelayOptions } from "./relay.ts";
import { moreReplies, mute, replies, who, yesterday } from "./replies.ts";
import type { Team } from "./team.ts";
import { settle } from "./telling.ts";
import { tell } from "./tell.ts";
import { isAwaiting } from "./watch.ts";
import type { Gist } from "./words.ts";

export interface RelayAppOptions extends Omit<AppOptions, "name" | "intents">, Omit<RelayOptions, "clock"> {
  /** Makes of a long text what is told at once, and what follows on "more". Default: {@link partsOf}. */
  readonly gist?: Gist;
  /** Tells people who cannot be reached otherwise that there is something to hear. Default: they hear it when they come. */
  readonly notify?: Notify;
  /** Cleans up after the app was taken out of a workspace, or tokens from it. What was awaited there is ended in any case. */
  readonly removed?: Removed;
}

/** The relay as an app: it carries what people say to their team, and brings the answers back. */
export function relayApp(team: Team, options: RelayAppOptions): App {
  const {
    gist = partsOf,
    notify,
    removed,
    pace,
    limits,
    observe,
    effects = [],
    listeners: more = [],
    jobs = [],
    ...rest
  } = options;
  const clock = options.clock ?? systemClock;
  const relay = createRelay(team, { clock, ...(pace && { pace }), ...(limits && { limits }) });
  const directory = createDirectory(team, options.store, () => clock.now());
  const delivery = createDelivery(gist, notify);
  const desk = { relay, delivery, directory, gist };
  const app = createApp({
    name: "the relay",
    intents: [
      tell(desk),
      replies(desk),
      moreReplies(desk),
      answer(desk),
      who(),
      yesterday(),
      mute(desk),
      call(desk),
      preferred(desk),
    ],
    ...rest,
    listeners: [...listeners({ ...desk, ...(removed && { removed }) }), ...more],
    effects: [relay.post, relay.look, directory.learn, ...delivery.kinds, ...effects],
    jobs: [poll(relay), ...jobs],
    async observe(seen, store) {
      const { turn } = seen;
      await settle({ turn, store, person: personOf(turn) });
      await observe?.(seen, store);
    },
  });
  return {
    ...app,
    connect(channel) {
      delivery.connect(channel);
      app.connect(channel);
    },
    async respond(turn, within) {
      await directory.sync();
      return app.respond(turn, within);
    },
  };
}

const personOf = ({ channel, user }: { readonly channel: string; readonly user: string }): Person => ({
  id: `${channel}:${user}`,
});

/**
 * Whether any answers are awaited in a store. While none are, the job `poll` has nothing to do: a host may then stop its
 * schedule until the next message has been posted.
 */
export const awaiting = isAwaiting;
