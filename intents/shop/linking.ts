import { intent, sayAs, speech } from "palaver";
import { z } from "zod";
import { link, newCode, unlink } from "./account.ts";
import { bring } from "./baskets.ts";

const problems = {
  unknown:
    "That code is not good, or no longer. Say link my account where you have ordered before, and use the new one.",
  "too many": "That were too many codes. Please wait ten minutes.",
  own: "That is this very account.",
} as const;

/** Gives somebody a code with which another channel is joined to their account. */
export const linkAccount = () =>
  intent("LinkAccount", {
    about: 'Use one basket everywhere: say "link my account"',
    utterances: ["link my account", "connect my accounts", "give me a link code", "link another device"],
    async fulfil({ person, store }) {
      const code = await newCode(store, person);
      return speech`Your code is ${sayAs("digits", code)}. Say "my code is" and the code on your other device within ten minutes.`;
    },
  });

/** Takes such a code. */
export const useCode = () =>
  intent("UseCode", {
    about: 'Join another account: say "my code is" and the code',
    utterances: ["my code is {code}", "use code {code}", "the code is {code}", "I have a code"],
    slots: { code: z.string().meta({ format: "identifier" }) },
    elicit: { code: "What is the code?" },
    async fulfil({ slots: { code }, person, store, turn }) {
      const linked = await link(store, person, code);
      if ("problem" in linked) return problems[linked.problem];
      // What was in a basket of one's own comes along; what was in somebody else's is kept there, and stays.
      await bring(store, person, linked.account, turn);
      return "Your accounts are joined. Your basket is the same here and there.";
    },
  });

/** Parts this channel from the account it was joined to. */
export const unlinkAccount = () =>
  intent("UnlinkAccount", {
    about: 'Part this device from your account: say "unlink my account"',
    utterances: ["unlink my account", "unlink this device", "disconnect my account"],
    confirm: "Shall I part this device from your account?",
    fulfil: async ({ person, store }) =>
      (await unlink(store, person))
        ? "This device has a basket of its own again."
        : "This device was linked to nothing.",
  });
