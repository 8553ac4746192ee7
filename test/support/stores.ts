import type { Store } from "palaver";

/** What can go wrong with one call of a store. */
export type Fault =
  /** Nothing is done, and it throws. */
  | "before"
  /** It is done, and it throws all the same: the answer was lost. */
  | "after"
  /** It is done, and a commit is told that it was not: a retry below met its own first try. */
  | "denied";

export interface Faulty extends Store {
  /** Whether anything has gone wrong yet. */
  readonly struck: boolean;
}

/**
 * A store whose calls number `from` up to `to` go wrong; without `to`, only the first of them. What was begun is
 * whole: a commit is done or not done, as every store promises.
 */
export function faulty(store: Store, fault: Fault, from: number, to = from): Faulty {
  let calls = 0;

  async function pass<T>(call: () => Promise<T>, denial?: T): Promise<T> {
    const number = ++calls;
    if (number < from || number > to) return call();
    if (fault === "before") throw new Error("the store did not answer");
    const answer = await call();
    if (fault === "after") throw new Error("the store's answer was lost");
    return denial ?? answer;
  }

  return {
    get struck() {
      return calls >= from;
    },
    get: (addresses) => pass(() => store.get(addresses)),
    commit: (changes) => pass(() => store.commit(changes), false),
    list: (prefix, after) => pass(() => store.list(prefix, after)),
  };
}

/** A store that also tells which addresses each commit insisted on. */
export function watched(store: Store): Store & { readonly commits: string[][] } {
  const commits: string[][] = [];
  return {
    ...store,
    commits,
    commit: (changes) => {
      commits.push(changes.map(({ address: { partition, sort } }) => `${partition} ${sort}`));
      return store.commit(changes);
    },
  };
}
