import { Undelivered } from "palaver";
import type { Head, Part, Span, Spot, Team, TeamMessage, Thread } from "../../../intents/relay/team.ts";

/** A message of the simulated workspace. */
export interface Said {
  readonly ts: string;
  readonly channel: string;
  readonly thread?: string;
  readonly by?: string;
  /** The key of a message of ours. */
  readonly key?: string;
  text: string;
  edited?: string;
  deleted?: boolean;
  readonly reactions: Map<string, Set<string>>;
  /** Nobody who reads sees it before, in milliseconds since 1970. */
  readonly visible: number;
}

/** What goes wrong with a call. */
export type Wrong = "lost" | "failed" | "limited" | "strict" | undefined;

export interface WorldOptions {
  readonly now: () => number;
  /** What goes wrong with the next call of a method. */
  readonly wrong?: (method: "post" | "find" | "thread" | "heads" | "send") => Wrong;
  /** Milliseconds after which a message shows. */
  readonly late?: () => number;
  /** Why nothing in a channel works, if nothing does. */
  readonly barred?: (channel: string) => string | undefined;
  /** Calls a minute that each method allows. Default: as many as one likes. */
  readonly perMinute?: number;
  readonly mostPerPage?: number;
}

/** A workspace in memory that speaks the relay's own contract with a team: no wire, no time of its own. */
export interface World {
  readonly team: Team;
  readonly said: Said[];
  readonly calls: Map<string, number>;
  say(by: string, text: string, channel: string, thread?: string): Said;
}

export const home = { team: "", channel: "C1" };

export function createWorld({
  now,
  wrong = () => undefined,
  late = () => 0,
  barred = () => undefined,
  perMinute = Infinity,
  mostPerPage = Infinity,
}: WorldOptions): World {
  const said: Said[] = [];
  const calls = new Map<string, number>();
  const recent = new Map<string, number[]>();
  let last = 0n;

  function stamp(): string {
    const time = BigInt(Math.floor(now())) * 1_000n;
    last = time > last ? time : last + 1n;
    return `${(last / 1_000_000n).toString().padStart(10, "0")}.${(last % 1_000_000n).toString().padStart(6, "0")}`;
  }

  function put(part: Pick<Said, "channel" | "text"> & Partial<Pick<Said, "thread" | "by" | "key">>): Said {
    const message: Said = { ...part, ts: stamp(), reactions: new Map(), visible: now() + late() };
    said.push(message);
    return message;
  }

  /** Fails as it was told to; true where it fails only after it was done. */
  function enter(method: "post" | "find" | "thread" | "heads", channel: string): boolean {
    calls.set(method, (calls.get(method) ?? 0) + 1);
    const times = (recent.get(method) ?? []).filter((at) => at > now() - 60_000);
    if (times.length >= perMinute && (method === "thread" || method === "heads")) {
      const retryAfter = Math.max(1_000, (times[0] ?? 0) + 60_000 - now());
      throw new Undelivered("not-done", "asked to wait", { retryAfter });
    }
    recent.set(method, [...times, now()]);
    const why = barred(channel);
    if (why !== undefined) throw new Undelivered("refused", `Slack answered ${why}`);
    switch (wrong(method)) {
      case "failed":
        throw new Undelivered("not-done", "not reached");
      case "limited":
        throw new Undelivered("not-done", "asked to wait", { retryAfter: 7_000 });
      case "strict":
        throw new Undelivered("not-done", "asked to wait", { retryAfter: 58_000 });
      case "lost":
        return true;
      default:
        return false;
    }
  }

  const visible = (channel: string) =>
    said.filter((it) => it.channel === channel && !it.deleted && it.visible <= now());

  function part<T extends { readonly ts: string }>(
    all: readonly T[],
    { oldest, limit, cursor }: Span,
  ): Part<T> {
    const inside = all.filter(({ ts }) => ts > oldest);
    const from = cursor === undefined ? 0 : inside.findIndex(({ ts }) => ts === cursor);
    if (from < 0) throw new Undelivered("refused", "Slack answered invalid_cursor");
    const size = Math.min(limit, mostPerPage);
    const next = inside[from + size]?.ts;
    return { items: inside.slice(from, from + size), ...(next !== undefined && { next }) };
  }

  const reactionsOf = ({ reactions }: Said) =>
    [...reactions].flatMap(([name, by]) => (by.size > 0 ? [{ name, by: [...by] }] : []));

  const team: Team = {
    home,

    async post(text, key, spot: Spot = home) {
      const lost = enter("post", spot.channel);
      const message = put({
        channel: spot.channel,
        text,
        key,
        ...(spot.thread !== undefined && { thread: spot.thread }),
      });
      if (lost) throw new Undelivered("unknown", "the answer was lost");
      return { channel: message.channel, ts: message.ts };
    },

    async find(key, _since, spot: Spot = home) {
      if (enter("find", spot.channel)) throw new Undelivered("unknown", "the answer was lost");
      const found = visible(spot.channel).find((it) => it.key === key && it.thread === spot.thread);
      return found && { channel: found.channel, ts: found.ts };
    },

    async thread({ channel, ts }: Thread, span) {
      if (enter("thread", channel)) throw new Undelivered("unknown", "the answer was lost");
      const all = visible(channel);
      if (!all.some((it) => it.ts === ts))
        throw new Undelivered("refused", "Slack answered thread_not_found");
      const items = all.filter((it) => it.ts === ts || it.thread === ts);
      const page = part(items, span);
      return {
        ...page,
        items: page.items.map((it): TeamMessage => ({
          ts: it.ts,
          text: it.by === undefined ? "" : it.text,
          reactions: reactionsOf(it),
          ...(it.by !== undefined && { by: it.by }),
          ...(it.edited !== undefined && { edited: it.edited }),
        })),
      };
    },

    async heads({ channel }, span) {
      if (enter("heads", channel)) throw new Undelivered("unknown", "the answer was lost");
      const all = visible(channel);
      const heads = all.filter((it) => it.thread === undefined).reverse();
      const page = part(heads, span);
      return {
        ...page,
        items: page.items.map((it): Head => {
          const below = all.filter(({ thread }) => thread === it.ts);
          const latest = below.at(-1)?.ts;
          return {
            ts: it.ts,
            replies: below.length,
            reactions: reactionsOf(it),
            ...(latest !== undefined && { latest }),
          };
        }),
      };
    },

    nameOf: async (id) => id.replace(/^U/, ""),
  };

  return {
    team,
    said,
    calls,
    say: (by, text, channel, thread) => put({ by, text, channel, ...(thread !== undefined && { thread }) }),
  };
}
