import { intent, speech } from "palaver";
import { z } from "zod";
import { defaultKey, type Desk } from "./tell.ts";

/** Gives a channel a name to speak of it by. */
export const call = ({ directory }: Desk) =>
  intent("Call", {
    about: 'Give a channel a name: say "rename the general channel to design"',
    utterances: ["rename the {channel} channel to {alias}", "rename {channel} to {alias}"],
    slots: { channel: directory.channels, alias: z.string().trim().min(1).max(80) },
    elicit: {
      channel: "Which channel?",
      alias: ({ channel }) => speech`What shall I call ${channel?.name ?? "it"}?`,
    },
    async fulfil({ slots: { channel, alias }, store }) {
      await directory.rename(store, channel, alias);
      return speech`All right, ${channel.name} is ${alias} from now on.`;
    },
  });

/** Says where messages go that name no team. */
export const preferred = ({ directory }: Desk) =>
  intent("DefaultTeam", {
    about: 'Choose your team: say "my team is design"',
    utterances: ["make {channel} my default team", "use {channel} as my default team"],
    slots: { channel: directory.channels },
    elicit: { channel: "Which team is yours?" },
    fulfil({ slots: { channel }, store, person }) {
      store.set(defaultKey.of(person), { ...channel.place, name: channel.name });
      return speech`All right, your team is ${channel.name}.`;
    },
  });
