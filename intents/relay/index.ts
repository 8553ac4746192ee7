import { createApp, type App, type AppOptions } from "palaver";
import { listeners } from "./listen.ts";
import { poll } from "./poll.ts";
import { createRelay } from "./relay.ts";
import { replies } from "./replies.ts";
import type { Team } from "./team.ts";
import { tell } from "./tell.ts";

/** The relay as an app: it carries what people say to their team, and brings the answers back. */
export function relayApp(team: Team, options: Omit<AppOptions, "name" | "intents">): App {
  const relay = createRelay(team);
  return createApp({
    name: "the relay",
    intents: [tell(relay), replies(relay)],
    listeners: listeners(relay),
    effects: [relay.post],
    jobs: [poll(relay)],
    ...options,
  });
}
