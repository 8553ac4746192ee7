/** One channel of a team's workspace. Both are ids; the workspace may be "" where there is only one. */
export type Place = {
  readonly team: string;
  readonly channel: string;
};

/** A message in a channel. `ts` names it there; it is text throughout, and sorts by time as text does. */
export type Thread = Place & { readonly ts: string };

/** Where something is to be said: in a channel, or under a message in it, perhaps to one person. */
export type Spot = Place & {
  /** The `ts` of the message that begins the thread. */
  readonly thread?: string;
  /** The id of a teammate who is to be mentioned. */
  readonly mention?: string;
};

/** How many have reacted to a message in one way. Not everybody is always named. */
export interface Reaction {
  readonly name: string;
  readonly by: readonly string[];
}

/** A message in a thread, whoever it is from. */
export interface TeamMessage {
  readonly ts: string;
  /** The teammate's id; nothing where no person said it, so that it is no answer. */
  readonly by?: string;
  /** In words, without markup. */
  readonly text: string;
  /** When it was edited last, as text that sorts by time. */
  readonly edited?: string;
  readonly reactions: readonly Reaction[];
}

/** What a channel tells about a message that begins a thread. */
export interface Head {
  readonly ts: string;
  /** How many answers there are. */
  readonly replies: number;
  /** The `ts` of the newest answer; nothing where there is none. */
  readonly latest?: string;
  readonly reactions: readonly Reaction[];
  /** It was deleted, and stands there only for its answers. */
  readonly gone?: boolean;
}

/** Which part of a list is asked for. */
export interface Span {
  /** Only what is newer. */
  readonly oldest: string;
  /** At most so many, perhaps fewer: only `next` tells whether there are more. */
  readonly limit: number;
  /** The `next` of the page before. */
  readonly cursor?: string;
}

/** A part of a list, in no order that could be relied on. */
export interface Part<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A channel as the workspace lists it. */
export interface Room {
  readonly id: string;
  readonly name: string;
}

/**
 * The team's end of the relay, as far as the relay needs it. All of it throws `Undelivered`: `retryAfter` where it was
 * asked too often, and otherwise a message that ends with the code of what is wrong.
 */
export interface Team {
  /** Where messages go that name no team. */
  readonly home?: Place;
  /** Posts a message once for each try with this key: look before trying again. */
  post(text: string, key: string, spot?: Spot): Promise<{ readonly channel: string; readonly ts: string }>;
  /** Where the message of that key was put, if it was. `since` is when it was first tried, in milliseconds since 1970. */
  find(
    key: string,
    since: number,
    spot?: Spot,
  ): Promise<{ readonly channel: string; readonly ts: string } | undefined>;
  /** What was said under a message, that message perhaps among it. */
  thread(thread: Thread, span: Span): Promise<Part<TeamMessage>>;
  /** The messages of a channel that begin threads, or could. */
  heads(place: Place, span: Span): Promise<Part<Head>>;
  /** What a teammate is called. */
  nameOf(id: string, team?: string): Promise<string>;
  /** The channels there are. */
  rooms?(team: string): Promise<readonly Room[]>;
}
