import { intent, speech } from "palaver";
import { z } from "zod";
import type { Relay } from "./relay.ts";

export const tell = ({ post }: Relay) =>
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
    ],
    slots: { message: z.string().trim().min(1).max(3_000) },
    elicit: { message: "What shall I tell the team?" },
    fulfil: ({ slots: { message } }) => ({
      speech: speech`I am telling the team: ${message}`,
      effects: [post.of({ text: message })],
    }),
  });
