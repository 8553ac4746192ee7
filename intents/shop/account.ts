import { key, type Person, type Work } from "palaver";
import { z } from "zod";

/** How long a code is good for, in milliseconds. */
const codeLifetime = 10 * 60_000;
/** How many codes may be tried in a row; after the last of them nobody may try for as long as a code is good. */
const mostTries = 5;

const aliasKey = key("account", z.string());
const codeKey = key("link code", z.string(), { lifetime: codeLifetime });
const ownCodeKey = key("own link code", z.string(), { lifetime: codeLifetime });
const triesKey = key("link tries", z.number().int(), { lifetime: codeLifetime });
const shelf = "shop";

/** Who somebody is, on whichever channel they have come: the account they were joined to, or their own. */
export async function accountOf(store: Work, person: Person): Promise<Person> {
  const id = await store.get(aliasKey.of(person));
  // Whoever they were joined to may have been joined to somebody else since. None is ever joined to itself, so this ends.
  return id === undefined ? person : accountOf(store, { id });
}

/** A code of six digits that joins another channel to this account: once, within ten minutes. The one before it is void. */
export async function newCode(store: Work, person: Person): Promise<string> {
  const account = await accountOf(store, person);
  const before = await store.get(ownCodeKey.of(account));
  if (before !== undefined) store.set(codeKey.of(shelf, before), undefined);
  const code = await freeCode(store);
  store.set(codeKey.of(shelf, code), account.id);
  store.set(ownCodeKey.of(account), code);
  return code;
}

async function freeCode(store: Work): Promise<string> {
  for (;;) {
    // Nobody is to guess it from those before.
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    const code = String(random % 1_000_000).padStart(6, "0");
    if ((await store.get(codeKey.of(shelf, code))) === undefined) return code;
  }
}

/** What came of a code: joined to whom, or why not. */
export type Linked = { readonly account: Person } | { readonly problem: "unknown" | "too many" | "own" };

/** Joins the channel that somebody speaks on to the account that a code was made for. */
export async function link(store: Work, person: Person, code: string): Promise<Linked> {
  const tries = (await store.get(triesKey.of(person))) ?? 0;
  if (tries >= mostTries) return { problem: "too many" };
  store.set(triesKey.of(person), tries + 1);
  const digits = code.replace(/\D/g, "");
  const maker = await store.get(codeKey.of(shelf, digits));
  if (maker === undefined) return { problem: "unknown" };
  const [own, account] = [await accountOf(store, person), await accountOf(store, { id: maker })];
  if (account.id === own.id) return { problem: "own" };
  store.set(codeKey.of(shelf, digits), undefined);
  store.set(ownCodeKey.of(maker), undefined);
  store.set(aliasKey.of(person), account.id);
  return { account };
}

/** Parts the channel that somebody speaks on from the account it was joined to. False where it was joined to none. */
export async function unlink(store: Work, person: Person): Promise<boolean> {
  if ((await store.get(aliasKey.of(person))) === undefined) return false;
  store.set(aliasKey.of(person), undefined);
  return true;
}
