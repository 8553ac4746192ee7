import { key } from "./key.ts";
import { trusted } from "./schema.ts";
import type { Interpretation, Turn } from "./turn.ts";
import type { Work } from "./work.ts";

/** Something that somebody said and that was not understood, or hardly. It is kept for 90 days, for whoever teaches the app. */
export interface Unsure {
  readonly text: string;
  readonly locale: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** What it was taken for; nothing where it meant nothing. */
  readonly intent?: string;
  readonly confidence?: number;
}

/** An interpretation that is less sure than this is kept. */
const sure = 0.6;

const unsureKey = key("unsure", trusted<Unsure>(), { lifetime: 90 * 24 * 60 * 60 * 1_000 });

const owner = "understanding";

/** Keeps what was said with the turn, where it was not understood for sure. */
export function noteUnsure(turn: Turn, meaning: Interpretation | undefined, work: Work): void {
  const { input, locale, at } = turn;
  if (input.type !== "text" || input.text.trim() === "" || (meaning?.confidence ?? 0) >= sure) return;
  const guess = meaning && { intent: meaning.intent, confidence: meaning.confidence };
  const place = unsureKey.of(owner, String(at).padStart(15, "0"), `${turn.channel}:${turn.id}`);
  work.set(place, { text: input.text.slice(0, 1_000), locale, at, ...guess });
}

/** Everything that was not understood for sure, the oldest first. */
export const listUnsure = async (work: Work): Promise<readonly Unsure[]> =>
  (await work.list(unsureKey.in(owner))).map(({ value }) => value);
