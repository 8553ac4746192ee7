import {
  catalog,
  effect,
  key,
  type Catalog,
  type Effect,
  type EffectKind,
  type Entry,
  type Key,
  type Store,
  type Work,
} from "palaver";
import { z } from "zod";
import type { Fresh } from "./keep.ts";
import { hub } from "./state.ts";
import type { Place, Team } from "./team.ts";

/** A channel, by the names that people have for it. */
export interface Channel extends Entry {
  readonly place: Place;
}

/** Somebody who has answered. */
export interface Mate extends Entry {
  readonly user: string;
}

const channelKey = key("channel", z.object({ name: z.string(), aliases: z.array(z.string()) }));
const mateKey = key("mate", z.object({ called: z.string() }), { lifetime: 90 * 24 * 3_600_000 });
const learntKey = key("learnt", z.object({ at: z.number() }));

/** Which channels and teammates can be spoken of. It is known here as it was in the store some seconds ago. */
export interface Directory {
  readonly channels: Catalog<Channel>;
  readonly mates: Catalog<Mate>;
  readonly learn: EffectKind<string, readonly { readonly id: string; readonly name: string }[]>;
  /** Reads the store anew, if that was not just done. Where it fails, what was known stays. */
  sync(): Promise<void>;
  /** To be done now and then: the workspace's channels are asked for once a day. */
  learning(store: Work, team: string): Promise<readonly Effect[]>;
  /** Keeps the channels that a workspace has; names that people gave them stay. */
  keep(
    store: Work,
    team: string,
    rooms: readonly { readonly id: string; readonly name: string }[],
  ): Promise<void>;
  /** Gives a channel another name as well. A name belongs to one channel: it is taken from any other. */
  rename(store: Work, channel: Channel, alias: string): Promise<void>;
  /** Keeps who has answered, and what they are called. */
  meet(store: Work, news: readonly Fresh[]): Promise<void>;
}

const day = 24 * 3_600_000;
/** Milliseconds for which what is known is not read again. */
const freshness = 10_000;
/** Milliseconds after which what a turn has changed is in the store, if it ever is: until then it is read each time. */
const underway = 10_000;
/** So many channels are known of one workspace. */
const most = 500;

export function createDirectory(team: Team, store: Store, now: () => number): Directory {
  let channels: readonly Channel[] = [];
  let mates: readonly Mate[] = [];
  let [read, changed] = [-Infinity, -Infinity];

  async function sync(): Promise<void> {
    if (now() - read < freshness && read - changed >= underway) return;
    read = now();
    const rows = await all(store, channelKey);
    channels = rows.map(({ parts: [workspace = "", channel = ""], value }) =>
      channelOf({ team: workspace, channel }, value),
    );
    mates = (await all(store, mateKey)).map(({ parts: [workspace = "", user = ""], value }) => ({
      id: `${workspace}/${user}`,
      user,
      name: value.called,
      synonyms: [value.called.split(" ")[0] ?? value.called],
    }));
  }

  return {
    channels: catalog("Channel", () => channels),
    mates: catalog("Mate", () => mates),

    learn: effect("relay.learn", {
      payload: z.string(),
      retry: { attempts: 2 },
      deliver: async (workspace: string) => {
        const rooms = await team.rooms?.(workspace).catch(() => undefined);
        return (rooms ?? []).slice(0, most).map(({ id, name }) => ({ id, name }));
      },
    }),

    sync: async () => sync().catch(() => undefined),

    async learning(work, workspace) {
      if (!team.rooms) return [];
      const place = learntKey.of(hub, workspace);
      const before = await work.get(place);
      if (before && now() - before.at < day) return [];
      work.set(place, { at: now() });
      return [{ ...this.learn.of(workspace), lane: `relay learn ${workspace}` }];
    },

    async keep(work, workspace, rooms) {
      for (const { id, name } of rooms) {
        const place = channelKey.of(hub, workspace, id);
        const before = await work.get(place);
        if (before?.name !== name) work.set(place, { name, aliases: before?.aliases ?? [] });
      }
      changed = now();
    },

    async rename(work, { place }, alias) {
      const where = channelKey.of(hub, place.team, place.channel);
      for (const { place: other, value } of await work.list(channelKey.in(hub, place.team))) {
        const left = value.aliases.filter((it) => plain(it) !== plain(alias));
        if (left.length < value.aliases.length) work.set(other, { ...value, aliases: left });
      }
      const own = (await work.get(where)) ?? { name: place.channel, aliases: [] };
      work.set(where, { ...own, aliases: [...own.aliases, alias].slice(-10) });
      changed = now();
    },

    async meet(work, news) {
      for (const { entry } of news) {
        if (entry.kind === "notice") continue;
        const { called, by, thread } = entry;
        const place = mateKey.of(hub, thread.team, by);
        if ((await work.get(place))?.called === called) continue;
        work.set(place, { called });
        changed = now();
      }
    },
  };
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/^the /, "")
    .replace(/ (?:team|channel)$/, "")
    .trim();

/** A channel's names: the one people gave it last, its own, and both with "team" and "channel". */
function channelOf(
  place: Place,
  { name, aliases }: { readonly name: string; readonly aliases: readonly string[] },
): Channel {
  const own = name.replace(/[-_]+/g, " ").trim();
  const names = [...aliases.toReversed(), own].map(plain).filter((it) => it !== "");
  const all = names.flatMap((it) => [
    it,
    `${it} team`,
    `the ${it} team`,
    `${it} channel`,
    `the ${it} channel`,
  ]);
  return { id: `${place.team}/${place.channel}`, name: names[0] ?? own, synonyms: [...new Set(all)], place };
}

/** Everything of a kind that belongs to nobody, with the parts of its address. */
async function all<T>(
  store: Store,
  kind: Key<T>,
): Promise<readonly { readonly parts: readonly string[]; readonly value: T }[]> {
  const { partition, prefix } = kind.in(hub);
  const found: { parts: string[]; value: T }[] = [];
  let after: string | undefined;
  do {
    const page = await store.list({ partition, prefix }, after);
    for (const { address, value } of page.items)
      found.push({ parts: address.sort.slice(prefix.length).split("/"), value: kind.parse(value) });
    after = page.next;
  } while (after !== undefined);
  return found;
}
