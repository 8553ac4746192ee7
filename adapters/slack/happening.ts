import type { Turn } from "palaver";

/** A turn but for what is the same in all turns of this channel. */
export type Happening = Omit<Turn, "channel" | "locale" | "can">;
