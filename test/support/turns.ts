import type { Interpretation, Json, Turn } from "palaver";
import { start } from "./clock.ts";

let turns = 0;

/** A turn in which somebody says words. Each has an id of its own, unless it is given one. */
export const said = (text: string, more: Partial<Turn> = {}): Turn => ({
  id: `turn ${++turns}`,
  channel: "test",
  conversation: "kitchen",
  user: "ann",
  locale: "en-US",
  at: start,
  input: { type: "text", text },
  can: { voice: true, screen: true, buttons: true, audio: true },
  ...more,
});

/** A turn of words that a platform has understood already. */
export const understood = (interpretation: Partial<Interpretation>, more: Partial<Turn> = {}): Turn =>
  said("", {
    input: { type: "intent", interpretation: { intent: "", slots: [], confidence: 1, ...interpretation } },
    ...more,
  });

/** A turn in which something happens that nobody said. */
export const happening = (name: string, data?: Json, more: Partial<Turn> = {}): Turn =>
  said("", { input: { type: "event", name, ...(data !== undefined && { data }) }, ...more });
