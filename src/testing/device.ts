/** The person's end of a channel: it says lines and hears the answers, in the channel's own JSON. */
export interface Device {
  /** Says a line. Resolves with the lines heard in answer: what is spoken or shown, without markup. */
  say(line: string): Promise<readonly string[]>;
  /** Opens the app without a word, on a channel that knows such a thing. */
  open?(): Promise<readonly string[]>;
  /** What has come by itself since the last line was heard. */
  heard?(): Promise<readonly string[]>;
}
