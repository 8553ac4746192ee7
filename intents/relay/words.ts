import { join, pause, speech, type Speech } from "palaver";
import type { Answer } from "./relay.ts";

/** "Kevin says: break a leg!", one after the other. */
export const spoken = (answers: readonly Answer[]): Speech =>
  join(
    ...answers.flatMap(({ by, text }, i) => [...(i > 0 ? [pause(400)] : []), speech`${by} says: ${text}`]),
  );
