import { randomUUID } from "node:crypto";
import { look, type Clock } from "palaver";
import type { Active } from "../bot.ts";
import { openContexts, shownContexts, type Kept } from "./context.ts";
import type { Place } from "./place.ts";
import type { Given } from "./state.ts";

/** What Lex remembers of one conversation. */
export interface Session {
  readonly sessionAttributes: Readonly<Record<string, string>>;
  readonly contexts: readonly Kept[];
  readonly intent?: Active | undefined;
  /** The dialogAction that came last: the question that is open, if one is. */
  readonly action?: unknown;
  readonly runtimeHints?: unknown;
  /** How often the open question was not answered. */
  readonly missed: number;
  readonly originatingRequestId: string;
  /** What was last said, and what that was an answer to. */
  readonly messages: readonly unknown[];
  readonly interpretations: readonly unknown[];
}

/** The sessions of all bots, each for so many seconds after it was last used. */
export interface Sessions {
  find(place: Place): Session | undefined;
  put(place: Place, session: Session): void;
  /** Whether there was one. */
  remove(place: Place): boolean;
  /** Begins to use a session. False where somebody else is still at it. */
  take(place: Place): boolean;
  leave(place: Place): void;
}

export function createSessions(clock: Clock, idle: number): Sessions {
  const kept = new Map<string, { readonly session: Session; readonly until: number }>();
  const taken = new Set<string>();

  function sweep(now: number): void {
    for (const [name, { until }] of kept) if (until <= now) kept.delete(name);
  }

  return {
    find(place) {
      const now = clock.now();
      sweep(now);
      const session = kept.get(nameOf(place))?.session;
      return session && { ...session, contexts: openContexts(session.contexts, now) };
    },
    put: (place, session) => void kept.set(nameOf(place), { session, until: clock.now() + idle * 1_000 }),
    remove(place) {
      sweep(clock.now());
      return kept.delete(nameOf(place));
    },
    take: (place) => !taken.has(nameOf(place)) && Boolean(taken.add(nameOf(place))),
    leave: (place) => void taken.delete(nameOf(place)),
  };
}

const nameOf = ({ botId, botAliasId, localeId, sessionId }: Place) =>
  [botId, botAliasId, localeId, sessionId].join("/");

/** A session in which nothing has been said. */
export const newSession = (): Session => ({
  sessionAttributes: {},
  contexts: [],
  missed: 0,
  originatingRequestId: randomUUID(),
  messages: [],
  interpretations: [],
});

/** A session with what somebody set of it. An intent that is set without a question leaves none open. */
export const within = (session: Session, { intent, action, contexts, ...given }: Given): Session => ({
  ...session,
  ...given,
  ...(contexts && { contexts }),
  ...(intent && { intent, action: undefined, missed: 0 }),
  ...(action !== undefined && { action, missed: 0 }),
});

/** A session as Lex shows it to its client. */
export const shown = (session: Session, now: number): object => ({
  ...(session.action !== undefined && { dialogAction: session.action }),
  ...(session.intent && { intent: session.intent }),
  activeContexts: shownContexts(session.contexts, now),
  sessionAttributes: session.sessionAttributes,
  ...(session.runtimeHints !== undefined && { runtimeHints: session.runtimeHints }),
  originatingRequestId: session.originatingRequestId,
});

/** Whether a session has a question open, and which one. */
export const asksFor = ({ action, intent }: Session): "ConfirmIntent" | "ElicitSlot" | undefined => {
  const type = look(action, "type");
  return intent && (type === "ConfirmIntent" || type === "ElicitSlot") ? type : undefined;
};
