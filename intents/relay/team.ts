/** Where a message to the team was put: the channel, and the message that answers are written under. */
export type Thread = {
  readonly channel: string;
  readonly ts: string;
};

/** An answer of a teammate. `ts` orders the answers of one thread as text, and tells them apart. */
export interface TeamReply {
  readonly ts: string;
  /** The teammate's id. */
  readonly by: string;
  readonly text: string;
}

/** The team's end of the relay: one channel of theirs, as far as the relay needs it. */
export interface Team {
  /** Posts a message once for each key, as far as that can be told. */
  post(text: string, key: string): Promise<Thread>;
  /** Where the message of that key was put, if it was. `since` is when it was first tried, in milliseconds since 1970. */
  find(key: string, since: number): Promise<Thread | undefined>;
  /** The answers under a message after that `ts`, perhaps with some from a little before. */
  replies(ts: string, after: string): Promise<readonly TeamReply[]>;
  /** What a teammate is called. */
  nameOf(id: string): Promise<string>;
}
