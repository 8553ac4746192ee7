import type { Turn } from "palaver";
import type { To } from "./to.ts";

/** A turn but for what is the same in all turns of this channel. */
export type Happening = Omit<Turn, "channel" | "locale" | "can" | "to" | "reach"> & {
  readonly to?: To;
  readonly reach?: To;
};
