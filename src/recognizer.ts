import type { Interpretation } from "./turn.ts";

/** The question that is open while somebody speaks: which intent asks it, and for which slot or whether to go ahead. */
export interface Expectation {
  readonly intent: string;
  readonly awaits: { readonly slot: string } | "confirmation";
}

/** What turns words into intents. */
export interface Recognizer {
  /** What the text may mean, likeliest first; nothing where it means nothing here. An open question is tried first. */
  understand(
    text: string,
    hearing: { readonly locale: string; readonly expectation?: Expectation },
  ): readonly Interpretation[] | Promise<readonly Interpretation[]>;
}
