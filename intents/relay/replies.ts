import { intent, speech } from "palaver";
import { dayOf } from "./inbox.ts";
import type { Directory } from "./directory.ts";
import type { Relay } from "./relay.ts";
import { heardKey, inboxKey, restKey, routeKey, type Entry } from "./state.ts";
import { settle, tellSome, toldAnswer, untold } from "./telling.ts";
import { counted, spoken, type Gist } from "./words.ts";

/** What is needed to tell answers. */
export interface Telling {
  readonly relay: Relay;
  readonly directory: Directory;
  readonly gist: Gist;
}

export const replies = ({ relay, directory, gist }: Telling) =>
  intent("Replies", {
    about: 'Hear what the team answered: say "any replies"',
    utterances: [
      "any replies",
      "are there any replies",
      "any answers",
      "did anyone answer",
      "did anybody answer",
      "who answered me",
      "any news from them",
      "what did they say",
      "what did the team say",
      "read me the replies",
    ],
    async fulfil(moment) {
      const { person, store } = moment;
      await settle(moment);
      await directory.meet(store, await relay.ask(store, person));
      const entries = await untold(moment);
      if (entries.length > 0) return toldAnswer("", tellSome(moment, entries, { gist }));
      return (await relay.awaits(store, person))
        ? "No replies yet."
        : "You have no replies, and you are waiting for none.";
    },
  });

/** What is left of a long answer, and then what else there is. */
export const moreReplies = ({ gist }: Telling) =>
  intent("MoreReplies", {
    about: "Hear more of the replies",
    utterances: ["more", "say more", "more replies", "hear the rest"],
    when: "replies",
    async fulfil(moment) {
      await settle(moment);
      const rest = await moment.session.get(restKey);
      const [next, ...parts] = rest?.parts ?? [];
      const entries = await untold(moment);
      if (rest && next !== undefined) {
        moment.session.set(restKey, parts.length > 0 ? { ...rest, parts } : undefined);
        const goesOn = parts.length > 0 || entries.length > 0;
        return toldAnswer("", { speech: speech`${next}${goesOn ? " Say more." : ""}`, goesOn });
      }
      return entries.length > 0 ? toldAnswer("", tellSome(moment, entries, { gist })) : "That was all.";
    },
  });

/** So many answers of one day are read. */
const mostOfDay = 20;

const heardOn = async (
  { person, store }: Parameters<typeof settle>[0],
  day: string,
): Promise<readonly Entry[]> =>
  (await store.list(heardKey.in(person, day), mostOfDay)).map(({ value }) => value);

const zoneOf = async ({ person, store, turn }: Parameters<typeof settle>[0]): Promise<string | undefined> =>
  (await store.get(routeKey.of(person)))?.zone ?? turn.zone;

/** Who has answered today. */
export const who = () =>
  intent("WhoAnswered", {
    about: 'Hear who answered: say "who else answered"',
    utterances: ["who else answered", "who else replied", "and who else"],
    async fulfil(moment) {
      await settle(moment);
      const today = dayOf(moment.turn.at, await zoneOf(moment));
      const heard = await heardOn(moment, today);
      const waiting = (await moment.store.list(inboxKey.in(moment.person))).map(({ value }) => value);
      const names = new Set(
        [...heard, ...waiting].flatMap((it) => (it.kind === "notice" ? [] : [it.called])),
      );
      if (names.size === 0) return "Nobody has answered today.";
      const list = new Intl.ListFormat("en", { type: "conjunction" }).format(names);
      const unheard = waiting.filter(({ offer, kind }) => !offer && kind !== "notice").length;
      const rest = unheard > 0 ? ` You have not heard ${counted(unheard, "reply", "replies")} yet.` : "";
      return speech`${list} answered today.${rest}`;
    },
  });

/** What was heard yesterday, once more. */
export const yesterday = () =>
  intent("Yesterday", {
    about: "Hear yesterday's replies again: say \"read me yesterday's\"",
    utterances: ["read me yesterday's", "read me yesterday's replies", "what did they say yesterday"],
    async fulfil(moment) {
      await settle(moment);
      const day = dayOf(moment.turn.at - 24 * 3_600_000, await zoneOf(moment));
      const entries = await heardOn(moment, day);
      if (entries.length === 0) return "There were no replies yesterday.";
      const told = entries.map((it) => ({ ...it, again: false }));
      return speech`Yesterday: ${spoken(told, moment.turn.locale)}`;
    },
  });

/** Awaits nothing more. */
export const mute = ({ relay }: Telling) =>
  intent("Mute", {
    about: 'Wait for no more replies: say "stop waiting"',
    utterances: ["mute", "stop waiting", "stop waiting for replies"],
    async fulfil(moment) {
      await settle(moment);
      const closed = await relay.mute(moment.store, moment.person);
      return closed === 0
        ? "You are waiting for no replies."
        : "All right, I am waiting for no more replies.";
    },
  });
