import { memory, type Changed, type Feed, type Store } from "../store.ts";
import type { Json } from "../turn.ts";
import { claim, same } from "./claim.ts";
import { at, nothing, numbers, put, valueOf, versionOf, type Promised } from "./items.ts";

/** What every store with a feed promises of it; one without has nothing to keep. */
export const changes: readonly Promised[] = [
  ["gives whoever begins to follow nothing, but where to go on from now", fed(beginsNow)],
  ["feeds what was written, written over and removed, the latest state last", fed(feedsLatest)],
  ["feeds nothing of a commit that was refused, nor what was kept", fed(feedsCommitted)],
  ["feeds each partition its own changes", fed(feedsApart)],
  ["feeds at most 1,000 changes at a time, and loses none on the way", fed(feedsInPages)],
  ["feeds the changes of a commit together, while many write and one follows", fed(feedsTogether)],
  ["says that there is a gap after a cursor it does not know, and goes on from there", fed(tellsGaps)],
  ["feeds its readers nothing through which they could change it", fed(feedsCopies)],
];

interface Fed extends Store {
  changes(partition: string, after?: string): Promise<Feed>;
}

const feeds = (store: Store): store is Fed => store.changes !== undefined;

function fed(check: (store: Fed) => Promise<void>): (store: Store) => Promise<void> {
  return async (store) => {
    if (feeds(store)) await check(store);
  };
}

const stateOf = ({ address, item }: Changed): readonly [string, Json] => [address.sort, valueOf(item)];

/** Where to go on from now. */
const begin = async (store: Fed, partition: string): Promise<string> => (await store.changes(partition)).next;

/** Feed after feed without a gap, until one is empty; and where to go on. */
async function follow(store: Fed, partition: string, after: string) {
  const feeds: (readonly Changed[])[] = [];
  let next = after;
  for (;;) {
    const feed = await store.changes(partition, next);
    claim(!feed.gap, "It says that there is a gap where there is none.");
    claim(feed.changes.length <= 1_000, `It gave ${feed.changes.length} changes at once.`);
    next = feed.next;
    if (feed.changes.length === 0) return { feeds, changes: feeds.flat(), next };
    feeds.push(feed.changes);
  }
}

async function beginsNow(store: Fed) {
  const empty = await store.changes("p");
  same([empty.changes, empty.gap], [[], false], "A store that is empty has something to tell, or a gap.");
  await put(store, [at("p", "a"), 1]);
  const now = await store.changes("p");
  same([now.changes, now.gap], [[], false], "Whoever begins is told what was before, or of a gap.");
  await put(store, [at("p", "b"), 2]);
  for (const time of ["once", "twice"]) {
    const { changes } = await follow(store, "p", now.next);
    same(changes.map(stateOf), [["b", 2]], `Asked ${time}, it told something else than what came since.`);
  }
  const { changes } = await follow(store, "p", empty.next);
  const told = [
    ["a", 1],
    ["b", 2],
  ];
  same(changes.map(stateOf), told, "What came since the store was empty is not told.");
}

async function feedsLatest(store: Fed) {
  const [a, b, c] = [at("p", "a"), at("p", "b"), at("p", "c")];
  const start = await begin(store, "p");
  for (const n of [1, 2, 3]) await put(store, [a, n], [c, n]);
  await put(store, [b, 1]);
  const middle = await follow(store, "p", start);
  await put(store, [a, nothing], [c, nothing]);
  await put(store, [c, 4]);
  await put(store, [b, 2]);
  const end = await follow(store, "p", middle.next);

  const last = (changes: readonly Changed[]) => Object.fromEntries(changes.map(stateOf));
  same(last(middle.changes), { a: 3, b: 1, c: 3 }, "The last told of an address is not its latest.");
  same(last(end.changes), { a: nothing, b: 2, c: 4 }, "The last told of an address is not its latest.");
  same(end.changes.at(-1)?.address, b, "What was committed last is not told last.");
  same(end.changes.at(-1)?.item, (await store.get([b]))[0], "The item told is another than the one read.");
  same((await follow(store, "p", end.next)).changes, [], "A change was told twice.");
}

async function feedsCommitted(store: Fed) {
  const [a, b] = [at("p", "a"), at("p", "b")];
  await put(store, [a, 1]);
  const start = await begin(store, "p");
  const was = await versionOf(store, a);
  const stale = { address: b, was, becomes: { value: 1 } };
  same(
    await store.commit([{ address: a, was, becomes: { value: 2 } }, stale]),
    false,
    "A commit on a version that never was is accepted.",
  );
  claim(await store.commit([{ address: a, was, becomes: "keep" }]), "A commit that only keeps was refused.");
  same((await follow(store, "p", start)).changes, [], "It told a change that never came about.");
  const kept = { address: a, was, becomes: "keep" as const };
  claim(
    await store.commit([kept, { address: b, was: undefined, becomes: { value: 2 } }]),
    "A sound commit was refused.",
  );
  same((await follow(store, "p", start)).changes.map(stateOf), [["b", 2]], "It told what was kept.");
}

async function feedsApart(store: Fed) {
  const names = ["p", "P", "p/q", "é", "__proto__", "😀"];
  const starts = await Promise.all(names.map((name) => begin(store, name)));
  await put(store, ...names.map((name) => [at(name, "a"), name] as const));
  for (const [n, name] of names.entries()) {
    const { changes } = await follow(store, name, starts[n] ?? "");
    const [told, own] = [{ address: changes[0]?.address, value: valueOf(changes[0]?.item) }, at(name, "a")];
    same(changes.length, 1, `The partition ${name} is told the changes of another.`);
    same(told, { address: own, value: name }, `The partition ${name} is told something else.`);
  }
}

async function feedsInPages(store: Fed) {
  const [start, elsewhere] = [await begin(store, "p"), await begin(store, "q")];
  const sorts = numbers(1_080).map((n) => `n${n}`);
  for (let n = 0; n < sorts.length; n += 90) {
    await put(store, ...sorts.slice(n, n + 90).map((sort) => [at("p", sort), n] as const));
  }
  await put(store, [at("q", "a"), 1]);
  const { feeds, changes } = await follow(store, "p", start);
  same(
    changes.map(({ address }) => address.sort).sort(),
    [...sorts].sort(),
    "Feed by feed, changes were lost or doubled.",
  );
  const commits = changes.map(({ item }) => Number(item?.value));
  same(
    commits,
    commits.toSorted((one, two) => one - two),
    "Commits are told in another order.",
  );
  for (const feed of feeds)
    claim(feed.length % 90 === 0, "A commit is told half in one feed, half in the next.");
  same((await follow(store, "q", elsewhere)).changes.length, 1, "Another partition's change was lost.");
}

async function feedsTogether(store: Fed) {
  const [one, two] = [at("p", "one"), at("p", "two")];
  async function increment(): Promise<void> {
    const before = await store.get([one, two]);
    const value = Number(before[0]?.value ?? 0) + 1;
    const twins = [one, two].map((address, n) => ({ address, was: before[n]?.version, becomes: { value } }));
    if (!(await store.commit(twins))) await increment();
  }
  let next = await begin(store, "p");
  const told: Changed[] = [];
  async function watch(): Promise<void> {
    const feed = await store.changes("p", next);
    const counted = (address: typeof one) =>
      feed.changes.filter((change) => change.address.sort === address.sort).length;
    same(counted(one), counted(two), "One half of a commit is told without the other.");
    told.push(...feed.changes);
    next = feed.next;
  }
  await Promise.all(numbers(30).flatMap(() => [increment(), watch()]));
  told.push(...(await follow(store, "p", next)).changes);
  const last = Object.fromEntries(told.map(stateOf));
  same(last, { one: 30, two: 30 }, "Whoever followed along missed the last of thirty.");
}

async function tellsGaps(store: Fed) {
  await put(store, [at("p", "a"), 1]);
  const other = await memory().changes?.("p");
  const strange = ["", "0", "1", "-1", "NaN", ".", "no cursor", "{}", "😀", "\u0000", "9".repeat(40)];
  for (const [n, after] of [...strange, other?.next ?? ""].entries()) {
    const feed = await store.changes("p", after);
    same(feed.gap, true, `After ${JSON.stringify(after)}, which is no cursor of it, it knows of no gap.`);
    const { next } = await follow(store, "p", feed.next);
    await put(store, [at("p", "b"), n]);
    const { changes } = await follow(store, "p", next);
    same(changes.map(stateOf), [["b", n]], "After a gap, what came then is not told.");
  }
}

async function feedsCopies(store: Fed) {
  const start = await begin(store, "p");
  await put(store, [at("p", "a"), { list: ["milk"] }]);
  const [change] = (await follow(store, "p", start)).changes;
  // What a handler without types could do to what it was told.
  const value = change?.item?.value as { list: string[] } | undefined;
  try {
    value?.list.push("changed by a reader");
  } catch {
    // A store may also stop it.
  }
  const told = [
    (await store.get([at("p", "a")])).map(valueOf),
    (await follow(store, "p", start)).changes.map(({ item }) => valueOf(item)),
  ];
  same(told, [[{ list: ["milk"] }], [{ list: ["milk"] }]], "It was changed without a commit.");
}
