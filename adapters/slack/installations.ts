import type { Installation, InstallationQuery, InstallationStore } from "@slack/bolt";
import { on, PalaverError, systemClock } from "palaver";
import type { Address, Clock, EventContext, Item, Json, Listener, Store } from "palaver";
import { id, list, text } from "./look.ts";
import { seal, type SealingKey } from "./seal.ts";
import type { Where } from "./uninstalled.ts";

export interface InstallationsOptions {
  readonly store: Store;
  /** What tokens are kept under: the key in use and, while it replaces one, the one before. */
  readonly keys: readonly SealingKey[];
  readonly clock?: Clock;
}

/**
 * The workspaces and organisations that have installed the app, their tokens encrypted. An `InstallationStore` of
 * Bolt's as well. Throws {@link PalaverError} (`unreadable-value`) where what is kept was changed or its key is not
 * given; no error quotes a token.
 */
export interface Installations extends Required<InstallationStore> {
  /** The bot's token for a workspace, of its own or of its organisation's. To be given to the channel as its `token`. */
  tokenOf(team: string, enterprise?: string): Promise<string | undefined>;
  /** Keeps an installation in place of the one before. A bot stays where the new one brings none. */
  put(installation: AnyInstallation): Promise<void>;
  /** Removes an installation, unless it is newer than `before`, in milliseconds since 1970. Tells whether it did. */
  remove(where: Where, before?: number): Promise<boolean>;
  /** Where the app is installed. */
  list(): Promise<readonly Where[]>;
  /** Keeps everything under the first key, after which the others can go. How many it was. */
  renew(): Promise<number>;
  /** Cleans up after the events `uninstalled` and `revoked` of Slack's; those of other channels it leaves alone. */
  settle(context: Pick<EventContext, "turn" | "data">): Promise<void>;
  /** {@link settle} as listeners, for an app that has none of its own for these two events. */
  readonly listeners: readonly Listener[];
}

type AnyInstallation = Installation<"v1" | "v2", boolean>;

/** An installation, and when it was last written. */
interface Kept {
  readonly at: number;
  readonly installation: AnyInstallation;
}

/** No channel's name has a space, so nothing of a person's or a conversation's is kept here. */
const partition = "installations of slack";

/** How often something is begun anew that somebody else was faster with. */
const races = 10;

/** Keeps installations in a store. Throws {@link PalaverError} without a key. */
export function installations({ store, keys, clock = systemClock }: InstallationsOptions): Installations {
  const sealing = seal(keys);

  // What opens was sealed below, so it is of this shape.
  const open = ({ value }: Item, { sort }: Address) => JSON.parse(sealing.open(value, sort)) as Kept;

  async function kept(where: Where): Promise<AnyInstallation | undefined> {
    const address = addressOf(where);
    const [item] = await store.get([address]);
    return item && open(item, address).installation;
  }

  /** Writes what becomes of an installation: another one, nothing, or "keep" for no change. Tells whether it wrote. */
  async function change(
    where: Where,
    becomes: (item: Item | undefined, address: Address) => AnyInstallation | "keep" | "gone",
  ): Promise<boolean> {
    const address = addressOf(where);
    for (let lost = 0; lost < races; lost++) {
      const [item] = await store.get([address]);
      const next = becomes(item, address);
      if (next === "keep" || (next === "gone" && !item)) return false;
      const value: Json | undefined =
        next === "gone"
          ? undefined
          : sealing.close(JSON.stringify({ at: clock.now(), installation: next }), address.sort);
      const written = {
        address,
        was: item?.version,
        becomes: value === undefined ? "gone" : { value },
      } as const;
      if (await store.commit([written])) return true;
    }
    throw new PalaverError(
      "lost-races",
      `Slack's "${address.sort}" is being changed all the time; try again.`,
    );
  }

  /** What can be read of it. What cannot is no reason to keep it, or to refuse what replaces it. */
  function readable(item: Item | undefined, address: Address): Kept | undefined {
    try {
      return item && open(item, address);
    } catch {
      return undefined;
    }
  }

  const put = async (installation: AnyInstallation) => {
    await change(whereIn(installation), (item, address) => {
      const before = readable(item, address)?.installation.bot;
      return { ...installation, ...(!installation.bot && before && { bot: before }) };
    });
  };

  const remove = (where: Where, before = Infinity) =>
    change(where, (item, address) => ((readable(item, address)?.at ?? 0) > before ? "keep" : "gone"));

  /** Forgets the tokens of users, or all of an installation that has no others. */
  const forget = (where: Where, users: readonly string[], before: number) =>
    change(where, (item, address) => {
      const found = readable(item, address);
      if (!found || found.at > before || !users.includes(found.installation.user.id)) return "keep";
      const { user, ...rest } = found.installation;
      return rest.bot ? { ...rest, user: { id: user.id, token: undefined, scopes: undefined } } : "gone";
    });

  async function settle({ turn: { channel, input, at }, data }: Pick<EventContext, "turn" | "data">) {
    if (channel !== "slack" || input.type !== "event") return;
    const [team, enterprise] = [id(data, "team"), id(data, "enterprise")];
    const where = { ...(team && { team }), ...(enterprise && { enterprise }) };
    // Slack tells the second. Who has installed the app again meanwhile keeps it.
    const before = at + 999;
    const bots = list(data, "bots").length > 0;
    if (input.name === "uninstalled" || (input.name === "revoked" && bots)) await remove(where, before);
    else if (input.name === "revoked") await forget(where, idsOf(data, "users"), before);
  }

  async function* everything(): AsyncGenerator<readonly [Item, Address]> {
    let after: string | undefined;
    do {
      const page = await store.list({ partition, prefix: "" }, after);
      for (const { address, ...item } of page.items) yield [item, address];
      after = page.next;
    } while (after !== undefined);
  }

  return {
    put,
    remove,
    settle,
    listeners: [on("uninstalled", settle), on("revoked", settle)],

    async tokenOf(team, enterprise) {
      if (enterprise !== undefined) {
        const token = (await kept({ enterprise }))?.bot?.token;
        if (token !== undefined) return token;
      }
      // Where an event names no workspace, the organisation stands for it.
      return (await kept(team.startsWith("E") ? { enterprise: team } : { team }))?.bot?.token;
    },

    async list() {
      const found: Where[] = [];
      for await (const [, { sort }] of everything()) found.push(whereAt(sort));
      return found;
    },

    async renew() {
      let renewed = 0;
      for await (const [item, address] of everything()) {
        if (sealing.isCurrent(item.value)) continue;
        const value = sealing.close(sealing.open(item.value, address.sort), address.sort);
        // Whoever was faster has used the first key too.
        if (await store.commit([{ address, was: item.version, becomes: { value } }])) renewed++;
      }
      return renewed;
    },

    storeInstallation: put,

    async fetchInstallation(query) {
      const found = await kept(whereOf(query));
      if (!found) throw new Error("The app is not installed there.");
      return found;
    },

    async deleteInstallation(query) {
      if (query.userId === undefined) await remove(whereOf(query));
      else await forget(whereOf(query), [query.userId], Infinity);
    },
  };
}

/** An organisation's own installation and one in a workspace of it are two. */
function addressOf({ team, enterprise }: Where): Address {
  const sort = team === undefined ? `org/${enterprise ?? ""}` : `team/${team}`;
  if (id([team ?? enterprise], 0) !== undefined) return { partition, sort };
  throw new PalaverError("invalid-value", "This is no workspace of Slack's, and no organisation.");
}

const whereAt = (sort: string): Where =>
  sort.startsWith("org/") ? { enterprise: sort.slice(4) } : { team: sort.slice(5) };

const whereIn = ({ team, enterprise, isEnterpriseInstall = false }: AnyInstallation): Where =>
  placeIn(team?.id, enterprise?.id, isEnterpriseInstall);

const whereOf = ({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>): Where =>
  placeIn(teamId, enterpriseId, isEnterpriseInstall);

function placeIn(team: string | undefined, enterprise: string | undefined, org: boolean): Where {
  if (org) return enterprise === undefined ? {} : { enterprise };
  return team === undefined ? {} : { team };
}

const idsOf = (data: unknown, name: string): readonly string[] =>
  list(data, name).flatMap((one) => text([one], 0) ?? []);
