import { intent } from "palaver";
import type { Relay } from "./relay.ts";
import { spoken } from "./words.ts";

export const replies = (relay: Relay) =>
  intent("Replies", {
    about: 'Hear what the team answered: say "any replies"',
    utterances: [
      "any replies",
      "are there any replies",
      "any answers",
      "did anyone answer",
      "did anybody answer",
      "what did they say",
      "what did the team say",
      "read me the replies",
    ],
    async fulfil({ person, store, turn }) {
      await relay.capture(store, turn.at, person);
      const answers = await relay.hear(store, person);
      if (answers.length > 0) return spoken(answers, turn.locale);
      return (await relay.awaits(store, person))
        ? "No replies yet."
        : "You have no replies, and you are waiting for none.";
    },
  });
