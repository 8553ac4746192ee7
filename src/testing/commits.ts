import type { Store } from "../store.ts";
import { claim, same } from "./claim.ts";
import { at, nothing, numbers, put, valueOf, versionOf, type Promised } from "./items.ts";

/** What every store promises of reading and writing. */
export const commits: readonly Promised[] = [
  ["gives what is at each address in the order asked for", givesInOrder],
  ["answers an address asked for twice twice, and many at once", givesMany],
  ["gives every version once, also after an item was removed and written anew", givesVersionsOnce],
  ["writes all changes of a commit, or none if one version has moved on", commitsWholly],
  ["insists on what is to be kept, and leaves it as it is", keeps],
  ["removes what becomes gone", removes],
  ["lets one of many writers who saw the same win", letsOneWin],
  ["counts a hundred concurrent increments with retries to exactly a hundred", counts],
];

async function givesInOrder(store: Store) {
  const [a, b, c] = [at("p", "a"), at("p", "b"), at("q", "a")];
  await put(store, [a, 1], [b, 2], [c, 3]);
  const found = await store.get([c, at("p", "c"), a, b, at("r", "a")]);
  same(found.map(valueOf), [3, nothing, 1, 2, nothing], "The items came in another order than asked for.");
  same(await store.get([]), [], "Asked for nothing, it gave something.");
}

async function givesMany(store: Store) {
  const addresses = numbers(90).map((n) => at("many", `n${n}`));
  await put(store, ...addresses.map((address, n) => [address, n] as const));
  const found = await store.get([...addresses, ...addresses]);
  same(found.map(valueOf), [...numbers(90), ...numbers(90)], "Of 180 addresses not each was answered.");
}

async function givesVersionsOnce(store: Store) {
  const seen: string[] = [];
  for (const value of ["one", "one", "gone", "one", "gone", "two"]) {
    const was = await versionOf(store, at("p", "a"));
    const becomes = value === "gone" ? value : { value };
    claim(
      await store.commit([{ address: at("p", "a"), was, becomes }]),
      "A commit on the version just read was refused.",
    );
    const version = await versionOf(store, at("p", "a"));
    if (version !== undefined) seen.push(version);
  }
  same(seen.length, 4, "A write left nothing, or a removal something.");
  same(new Set(seen).size, 4, `A version came back: ${seen.join(", ")}.`);
}

async function commitsWholly(store: Store) {
  const [a, b, c] = [at("p", "a"), at("q", "b"), at("r", "c")];
  await put(store, [a, 1], [b, 1]);
  const [was, stale] = [await versionOf(store, a), await versionOf(store, b)];
  await put(store, [b, 2]);
  const change = { address: a, was, becomes: { value: "new" } };
  const refused = [
    [change, { address: b, was: stale, becomes: { value: "new" } }],
    [{ address: b, was: stale, becomes: "gone" as const }, change],
    [change, { address: b, was: stale, becomes: "keep" as const }],
    [change, { address: b, was: undefined, becomes: { value: "new" } }],
    [change, { address: c, was: stale, becomes: { value: "new" } }],
  ];
  for (const changes of refused) {
    same(await store.commit(changes), false, "A commit on a version that has moved on was accepted.");
    same((await store.get([a, b, c])).map(valueOf), [1, 2, nothing], "A refused commit wrote something.");
    same(await versionOf(store, a), was, "A refused commit changed a version.");
  }
  claim(
    await store.commit([change, { address: c, was: undefined, becomes: { value: 3 } }]),
    "A sound commit was refused.",
  );
  same((await store.get([a, b, c])).map(valueOf), ["new", 2, 3], "A commit did not write all its changes.");
  same(await store.commit([]), true, "A commit of nothing was refused.");
}

async function keeps(store: Store) {
  const [a, b] = [at("p", "a"), at("p", "b")];
  await put(store, [a, 1]);
  const was = await versionOf(store, a);
  const keep = { address: a, was, becomes: "keep" as const };
  claim(
    await store.commit([keep, { address: b, was: undefined, becomes: "keep" }]),
    "A commit that only keeps was refused.",
  );
  same(await versionOf(store, a), was, "Keeping an item changed its version.");
  same(await store.get([b]), [undefined], "Keeping nothing made something.");
  await put(store, [a, 2], [b, 2]);
  same(await store.commit([keep]), false, "An item that changed counted as kept.");
  same(
    await store.commit([{ ...keep, address: b, was: undefined }]),
    false,
    "What has appeared counted as still absent.",
  );
}

async function removes(store: Store) {
  const a = at("p", "a");
  claim(
    await store.commit([{ address: a, was: undefined, becomes: "gone" }]),
    "Removing what is not there was refused.",
  );
  await put(store, [a, 1]);
  await put(store, [a, nothing]);
  same(await store.get([a]), [undefined], "What was removed is still there.");
  same((await store.list({ partition: "p", prefix: "" })).items, [], "What was removed is still listed.");
}

async function letsOneWin(store: Store) {
  const race = (was: string | undefined) =>
    Promise.all(
      numbers(20).map((value) => store.commit([{ address: at("p", "a"), was, becomes: { value } }])),
    );
  for (const what of ["create", "change", "change"]) {
    const won = (await race(await versionOf(store, at("p", "a")))).filter(Boolean);
    same(won.length, 1, `Of twenty who meant to ${what} the same item, ${won.length} were told they had.`);
  }
}

async function counts(store: Store) {
  const [total, twin] = [at("p", "total"), at("q", "twin")];
  async function increment(): Promise<void> {
    const [one, two] = await store.get([total, twin]);
    const value = (typeof one?.value === "number" ? one.value : 0) + 1;
    const done = await store.commit([
      { address: total, was: one?.version, becomes: { value } },
      { address: twin, was: two?.version, becomes: { value } },
    ]);
    if (!done) await increment();
  }
  await Promise.all(numbers(100).map(increment));
  same((await store.get([total, twin])).map(valueOf), [100, 100], "An increment was lost or doubled.");
}
