import { intent, key, optional, speech, type AnswerParts, type Context } from "palaver";
import { z } from "zod";
import type { Delivery } from "./deliver.ts";
import type { Directory } from "./directory.ts";
import { messageTo, posting } from "./post.ts";
import type { Relay } from "./relay.ts";
import { placeSchema } from "./state.ts";
import type { Place } from "./team.ts";

/** What the intents of the relay work with. */
export interface Desk {
  readonly relay: Relay;
  readonly delivery: Delivery;
  readonly directory: Directory;
}

/** What is said to the team. */
export const message = z.string().trim().min(1).max(3_000);

/** Where a person's messages go that name no team. */
export const defaultKey = key("home", placeSchema.extend({ name: z.string() }));

/** Says something in a channel, and awaits the answers. */
async function send(
  { relay, delivery, directory }: Desk,
  { store, person, turn }: Pick<Context, "store" | "person" | "turn">,
  place: Place,
  text: string,
): Promise<NonNullable<AnswerParts["effects"]>> {
  await delivery.remember(store, person, turn);
  const payload = await messageTo({ store, person, turn }, place, text);
  const learning = await directory.learning(store, place.team);
  return [await posting(relay.post, { store, person, turn }, payload), ...learning];
}

/** Below this confidence a message is read back before it is sent. */
const sure = 0.6;

export const tell = (desk: Desk) =>
  intent("Tell", {
    about: 'Tell the team something: say "tell the team I\'m giving the demo now"',
    utterances: [
      "tell the team {message}",
      "tell the team that {message}",
      "tell my team {message}",
      "tell them {message}",
      "ask the team {message}",
      "send {message}",
      "send a message",
      "send the team {message}",
      "post {message}",
      "tell the team something",
      "tell the team",
      "tell the {channel} team {message}",
      "tell the {channel} team that {message}",
      "tell the {channel} channel {message}",
      "ask the {channel} team {message}",
    ],
    slots: { message, channel: optional(desk.directory.channels) },
    elicit: { message: "What shall I tell the team?", channel: "Which team do you mean?" },
    confirm: ({ slots: { message: text, channel }, confidence }) =>
      confidence < sure ? speech`Shall I tell ${nameOf(channel?.name)}: ${text}?` : undefined,
    async fulfil({ slots: { message: text, channel }, ...context }) {
      const own = channel ? undefined : await context.store.get(defaultKey.of(context.person));
      const place = channel?.place ?? own ?? desk.relay.team.home ?? { team: "", channel: "" };
      const effects = await send(desk, context, { team: place.team, channel: place.channel }, text);
      const name = channel?.name ?? own?.name;
      return { speech: speech`I am telling ${nameOf(name)}: ${text}`, effects };
    },
  });

const nameOf = (name: string | undefined) => (name === undefined ? "the team" : speech`the ${name} team`);
