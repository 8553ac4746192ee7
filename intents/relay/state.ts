import { key, type Json } from "palaver";
import { z } from "zod";
import { troubles } from "./trouble.ts";

const day = 24 * 3_600_000;

/** Whose everything is that belongs to no one person. */
export const hub = "relay";

/** Anything that is kept for somebody else, who knows what it is. */
export const jsonSchema = z.custom<Json>();

export const placeSchema = z.object({ team: z.string(), channel: z.string() });
export const threadSchema = placeSchema.extend({ ts: z.string() });
export const spotSchema = placeSchema.extend({
  thread: z.string().exactOptional(),
  mention: z.string().exactOptional(),
});

/** A thread that somebody awaits answers in. Times are in milliseconds since 1970, everything named `ts` is text. */
const awaitedSchema = z.object({
  ts: z.string(),
  person: z.string(),
  /** The newest answer of which all before it have been read as well. It moves only together with the inbox. */
  watermark: z.string(),
  /** Answers are waited for until then. */
  until: z.number(),
  /** When something was last said in it. */
  active: z.number(),
  /** When it is looked at next. */
  next: z.number(),
  /** The messages of our own in it, to which people may react. */
  own: z.array(z.string()),
  /** Who has reacted how, by `ts`, name and id. */
  reactions: z.array(z.string()),
  /** How many answers have been read, and those of them that are read again each time. */
  replies: z.number(),
  recent: z.array(z.string()),
  /** What the channel said of the thread when all of it had been read. */
  counted: z.string().exactOptional(),
  /** Known to have more than was read. */
  behind: z.boolean(),
  /** It has to be read from its beginning, for the numbers did not agree. */
  full: z.boolean(),
  /** Since when, and in how many looks in a row, it was not there. A message may show up late. */
  missing: z.object({ since: z.number(), looks: z.number() }).exactOptional(),
  /** Where reading stopped in the middle. */
  resume: z
    .object({ oldest: z.string(), cursor: z.string(), newest: z.string(), last: z.boolean() })
    .exactOptional(),
});
export type Awaited = z.infer<typeof awaitedSchema>;

/** A channel in which answers are awaited. */
const watchSchema = z.object({
  place: placeSchema,
  threads: z.array(awaitedSchema),
  /** Where it is in the index of what is due. */
  due: z.number(),
  /** Changes with every look that is begun: whoever has an older one has no say in when the next one is. */
  turn: z.number(),
  /** How many pages of the channel had to be read to see all its threads. */
  depth: z.number(),
  /** Looks in a row that came to nothing. */
  failures: z.number(),
  /** What is wrong with the channel, as it was told. */
  trouble: z.enum(troubles).exactOptional(),
});
export type Watch = z.infer<typeof watchSchema>;

export const watchKey = key("watch", watchSchema);
/** The channels in the order in which they are looked at. */
export const dueKey = key("due", placeSchema);
/** The channels in which somebody awaits something. */
export const mineKey = key("awaits", placeSchema);

/** How often a method of a workspace may be called, and has been. */
const rateSchema = z.object({
  /** Not before this instant. */
  notBefore: z.number(),
  /** The minute that is counted in, since 1970, and what was called in it. */
  minute: z.number(),
  used: z.number(),
  /** Until when the workspace is taken for one that allows one call a minute. */
  strict: z.number(),
});
export type Rate = z.infer<typeof rateSchema>;
export const rateKey = key("rate", rateSchema, { lifetime: 2 * day });

/** When a workspace last pushed something. */
export const pushedKey = key("pushed", z.object({ at: z.number() }), { lifetime: 2 * day });

/** Something in a person's inbox. */
const entrySchema = z.object({
  /** `reply` and `reaction` are a teammate's; a `notice` is our own. */
  kind: z.enum(["reply", "reaction", "notice"]),
  thread: threadSchema,
  /** The name it has among those of its thread: its `ts`, or what it is a reaction of. */
  name: z.string(),
  /** The teammate's id, and what they are called. */
  by: z.string(),
  called: z.string(),
  text: z.string(),
  edited: z.string().exactOptional(),
  /** The answer in which it was told; whether that was taken is not known yet. */
  offer: z
    .object({
      turn: z.string(),
      conversation: z.string(),
      /** Nothing more was expected in that conversation, so nothing more will come from it. */
      closed: z.boolean(),
      /** It was sent by itself: `sending` until it has arrived. */
      sending: z.number().exactOptional(),
    })
    .exactOptional(),
  /** It was told before, and perhaps not heard. */
  again: z.boolean(),
});
export type Entry = z.infer<typeof entrySchema>;

/** What has not been heard. */
export const inboxKey = key("inbox", entrySchema);
/** What has been heard, by the day it was said on. */
export const heardKey = key("heard", entrySchema, { lifetime: 30 * day });
/** What has been captured, so that it is captured once. */
export const capturedKey = key(
  "captured",
  z.object({
    name: z.string(),
    withdrawn: z.enum(["seen", "told"]).exactOptional(),
    edited: z.string().optional(),
  }),
  { lifetime: 30 * day },
);

/** The thread that a person's messages of one day go to. */
export const dayKey = key(
  "day",
  z.object({
    /** The key of the message that began it. */
    first: z.string(),
    since: z.number(),
    thread: z.string().exactOptional(),
    /** How many messages there are. */
    count: z.number(),
  }),
  { lifetime: 3 * day },
);

/** The place in its lane of the last message of a person to a channel. */
export const orderKey = key("order", z.object({ last: z.number() }), { lifetime: 3 * day });

/** How somebody can be told something without being asked. */
export const routeKey = key(
  "route",
  z.object({
    channel: z.string(),
    conversation: z.string(),
    to: jsonSchema.exactOptional(),
    locale: z.string(),
    zone: z.string().exactOptional(),
  }),
  { lifetime: 30 * day },
);

/** The last a person heard from each teammate. */
export const lastKey = key("from", z.object({ thread: threadSchema, by: z.string(), called: z.string() }), {
  lifetime: 30 * day,
});

/** What is left of an answer that was too long to be told at once. */
export const restKey = key("rest", z.object({ called: z.string(), parts: z.array(z.string()) }), {
  lifetime: 3_600_000,
});
