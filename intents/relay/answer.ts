import { intent, speech } from "palaver";
import type { Place } from "./team.ts";
import { lastKey } from "./state.ts";
import { posting } from "./post.ts";
import { message, type Desk } from "./tell.ts";

/** Answers a teammate, in the thread in which they answered. */
export const answer = ({ relay, delivery, directory }: Desk) =>
  intent("Answer", {
    about: 'Answer somebody: say "reply to Kevin thank you"',
    utterances: ["reply to {mate} {message}", "reply to {mate} that {message}", "reply to {mate}"],
    slots: { mate: directory.mates, message },
    elicit: {
      mate: "Whom shall I answer?",
      message: ({ mate }) => speech`What shall I tell ${mate?.name ?? "them"}?`,
    },
    async fulfil({ slots: { mate, message: text }, person, store, turn }) {
      const last = await store.get(lastKey.of(person, mate.user));
      if (!last) return speech`${mate.name} has not answered you.`;
      const { ts, ...place } = last.thread;
      await delivery.remember(store, person, turn);
      const spot: Place & { readonly thread: string; readonly mention: string } = {
        ...place,
        thread: ts,
        mention: mate.user,
      };
      const payload = { id: `${turn.channel}/${turn.id}/to ${mate.user}`, text, spot };
      const effects = [await posting(relay.post, { store, person, turn }, payload)];
      return { speech: speech`I am telling ${mate.name}: ${text}`, effects };
    },
  });
