import type { Interpretation } from "./turn.ts";

/** The question that is open while somebody speaks: which intent asks it, and for which slot, whether one is right, or whether to go ahead. */
export interface Expectation {
  readonly intent: string;
  readonly awaits: { readonly slot: string } | { readonly confirm: string } | "confirmation";
}

/** What is known of a text beside its words. */
export interface Hearing {
  readonly locale: string;
  /** An open question is tried first. */
  readonly expectation?: Expectation;
  /** The contexts that are open; without it, all are. */
  readonly contexts?: readonly string[];
  /** When it was said, in milliseconds since 1970: what "tomorrow" counts from. Default: now. */
  readonly at?: number;
  /** The time zone of whoever speaks, such as `Europe/Berlin`. Default: UTC. */
  readonly zone?: string;
}

/** What turns words into intents. */
export interface Recognizer {
  /** What the text may mean, likeliest first; nothing where it means nothing here. */
  understand(text: string, hearing: Hearing): readonly Interpretation[] | Promise<readonly Interpretation[]>;
}
