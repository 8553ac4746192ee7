import type { Clock } from "palaver";
import { conversationOf, type Conversation } from "./conversation.ts";
import { createPeople, type People, type Person } from "./people.ts";

/** A workspace in memory: its people and its conversations, with what was said there. */
export interface World {
  readonly team: string;
  readonly name: string;
  readonly app: string;
  readonly bot: { readonly user: string; readonly id: string };
  readonly clock: Clock;
  readonly people: People;
  /** The channel that everybody is in. */
  readonly channel: Conversation;
  all(): readonly Conversation[];
  conversation(id: string): Conversation | undefined;
  /** The direct messages of a user with the bot. */
  direct(user: string): Conversation;
  /** A new channel, with these users in it; a private one is a "group", but its id does not tell. */
  create(name: string, kind: "channel" | "group" | "mpim", members: readonly string[]): Conversation;
  /** A ts for now; later than any before, even where the clock stands still. */
  stamp(): string;
}

/** The app that the sandbox is for. */
export const appId = "ASANDBOX1";

/** The workspace of that number, 1 being the default one. No two share an id. */
export function createWorld(number: number, name: string, clock: Clock): World {
  const bot = { user: `UPALAVER${number}`, id: `BPALAVER${number}` };
  const us: Person = {
    id: bot.user,
    name: "palaver",
    display_name: "",
    real_name: "Palaver",
    tz: "Etc/UTC",
    bot_id: bot.id,
  };
  const from = (number - 1) * 1_000_000;
  const channel = conversationOf(`CTEAM000${number}`, "team", "channel", clock.now(), [bot.user]);
  const people = createPeople(us, from, ({ id }) => void channel.members.add(id));
  const conversations = new Map([[channel.id, channel]]);
  let last = 0n;

  function stamp(): string {
    const now = BigInt(Math.floor(clock.now())) * 1_000n;
    last = now > last ? now : last + 1n;
    const [seconds, rest] = [last / 1_000_000n, last % 1_000_000n];
    return `${seconds.toString().padStart(10, "0")}.${rest.toString().padStart(6, "0")}`;
  }

  function add(made: Conversation): Conversation {
    conversations.set(made.id, made);
    return made;
  }

  return {
    team: `TSANDBOX${number}`,
    name,
    app: appId,
    bot,
    clock,
    people,
    channel,
    all: () => [...conversations.values()],
    conversation: (id) => conversations.get(id),
    direct(user) {
      const id = `D${user.slice(1)}`;
      const made = () => conversationOf(id, "directmessage", "im", clock.now(), [user, bot.user]);
      return conversations.get(id) ?? add({ ...made(), user });
    },
    create(title, kind, members) {
      const id = `C${String(from + conversations.size).padStart(8, "0")}`;
      return add(conversationOf(id, title, kind, clock.now(), members));
    },
    stamp,
  };
}
