import type { Channel } from "../channel.ts";
import { complete, type Reply } from "../reply.ts";
import { speech, toSpeech } from "../speech.ts";
import { claim, same } from "./claim.ts";
import type { Test } from "./store.ts";

/** Real events of a channel: what it has to read. */
export interface ChannelFixtures {
  /** Events that are turns. */
  readonly turns: readonly unknown[];
  /** Events of this channel that are no turns: its own echoes, greetings of the platform. */
  readonly others: readonly unknown[];
}

/** What every channel promises. Give it your runner's `test`, the channel and some real events. */
export function channelContract(test: Test, channel: Channel, { turns, others }: ChannelFixtures): void {
  test(`${channel.name} reads turns as plain data that says who, where and what`, () => {
    for (const event of turns) {
      const turn = channel.read(event);
      claim(turn !== undefined, `An event that is a turn was not read: ${shown(event)}.`);
      claim(turn?.channel === channel.name, `A turn of "${channel.name}" says it is of "${turn?.channel}".`);
      for (const part of ["id", "conversation", "user", "locale"] as const) {
        claim(
          typeof turn?.[part] === "string" && turn[part] !== "",
          `A turn has no ${part}: ${shown(event)}.`,
        );
      }
      same(JSON.parse(JSON.stringify(turn)), turn, "A turn did not survive JSON.");
    }
  });

  test(`${channel.name} gives a turn the same id each time, and different turns different ones`, () => {
    const ids = turns.map((event) => channel.read(structuredClone(event))?.id);
    same(
      turns.map((event) => channel.read(event)?.id),
      ids,
      "A second delivery got another id.",
    );
    same(new Set(ids).size, ids.length, "Two turns have one id.");
  });

  test(`${channel.name} reads nothing out of what is no turn, and never throws`, () => {
    for (const event of [...others, ...nonsense, ...turns.flatMap((event) => [...damaged(event)])]) {
      const before = JSON.stringify(event);
      const turn = channel.read(event);
      claim(
        !others.includes(event) || turn === undefined,
        `An event that is no turn was read as one: ${shown(event)}.`,
      );
      claim(JSON.stringify(event) === before, "Reading changed the event.");
      channel.write(undefined, event);
      channel.refuse?.(event);
    }
  });

  test(`${channel.name} writes every kind of reply as JSON, and the same reply the same way`, () => {
    for (const event of turns) {
      for (const reply of replies) {
        const once = JSON.stringify(channel.write(reply, event));
        claim(
          once === JSON.stringify(channel.write(structuredClone(reply), event)),
          "One reply was written in two ways.",
        );
      }
    }
  });

  test(`${channel.name} shows the words of a reply, whatever is in them`, () => {
    for (const name of hostile) {
      const written = JSON.stringify(
        channel.write(complete({ speech: speech`Hello ${name} goodbye` }), turns[0]),
      );
      claim(
        written.includes("Hello") && written.includes("goodbye"),
        `The words around ${shown(name)} are gone.`,
      );
    }
  });
}

const nonsense: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  "",
  "text",
  [],
  {},
  [[]],
  { type: null },
  { request: null },
  { event: [] },
  { session: "" },
  JSON.parse(`{"__proto__":{"type":"message"}}`),
  { constructor: { name: "x" } },
  { toString: 1 },
  Number.NaN,
];

const hostile = ["Ben & Jerry", "<b>", "</speak>", "<!channel>", "<@U1>", "]]>", "\u0000", "\ud800", "🍕"];

const heard = [{ name: "quantity", values: [{ text: "two", matches: [{ value: "2" }] }] }];

const replies: readonly Reply[] = [
  complete({}),
  complete({ speech: "Done." }),
  complete({ speech: "And now?", reprompt: "What would you like?" }),
  complete({
    speech: "Look.",
    card: { title: "Order 1", body: "2 mugs", buttons: [{ label: "Cancel", says: "cancel it" }] },
  }),
  complete(
    { speech: "What?", reprompt: "What?" },
    { type: "elicit", intent: "Order", slot: "item", heard, declared: true },
  ),
  {
    ...complete({ speech: "Shall I?", reprompt: "Shall I?" }, { type: "confirm", intent: "Order", heard }),
    speech: toSpeech("Shall I?"),
  },
];

/** An event with each of its parts in turn taken away or turned into something else. */
function* damaged(event: unknown): Generator<unknown> {
  if (typeof event !== "object" || event === null) return;
  for (const part of Object.keys(event)) {
    for (const other of [undefined, null, 7, "", [], {}]) yield { ...event, [part]: other };
    for (const inner of damaged(Object.entries(event).find(([name]) => name === part)?.[1]))
      yield { ...event, [part]: inner };
  }
}

const shown = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 300);
