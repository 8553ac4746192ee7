import type { Store } from "../store.ts";
import type { Json } from "../turn.ts";
import { claim, same } from "./claim.ts";
import { at, listAll, put, valueOf, versionOf, type Promised } from "./items.ts";

/** What every store promises of the values it keeps. */
export const values: readonly Promised[] = [
  ["gives back the JSON it was given", roundTrips],
  ["gives its readers nothing through which they could change it", givesCopies],
  ["keeps the expiry of an item until the next write", keepsExpiry],
  ["lets an item that has expired be written over", overwritesExpired],
];

async function roundTrips(store: Store) {
  const value = JSON.parse(awkward) as Json; // JSON.parse gives JSON.
  const values = [value, "", 0, false, null, [], {}, "\ud800 alone", "null", [[[[]]]], "x".repeat(100_000)];
  for (const [n, each] of values.entries()) {
    await put(store, [at("p", `v${n}`), each]);
    const [item] = await store.get([at("p", `v${n}`)]);
    same(item?.value, each, `It gave back something else than ${JSON.stringify(each).slice(0, 200)}.`);
  }
  const listed = await listAll(store, "p", "v");
  claim(listed.length === values.length, "Some values are not listed.");
  for (const item of listed)
    same(item.value, values[Number(item.address.sort.slice(1))], "It lists another value than it was given.");
}

async function givesCopies(store: Store) {
  const given = { list: ["milk"] };
  await put(store, [at("p", "a"), given]);
  given.list.push("changed by the writer");
  const [read, [listed]] = [await store.get([at("p", "a")]), await listAll(store, "p", "a")];
  for (const item of [read[0], listed]) {
    // What a handler without types could do to what it read.
    const { list } = (item ?? { value: given }).value as typeof given;
    try {
      list.push("changed by a reader");
    } catch {
      // A store may also stop it.
    }
  }
  same(
    (await store.get([at("p", "a")])).map(valueOf),
    [{ list: ["milk"] }],
    "It was changed without a commit.",
  );
}

async function keepsExpiry(store: Store) {
  const a = at("p", "a");
  for (const expires of [8.64e15, undefined, 4_102_444_800_000, 4_102_444_800_001]) {
    const was = await versionOf(store, a);
    await store.commit([
      { address: a, was, becomes: { value: 1, ...(expires !== undefined && { expires }) } },
    ]);
    const [item, [listed]] = [(await store.get([a]))[0], await listAll(store, "p", "a")];
    same(item?.expires, expires, "The expiry read is not the one written.");
    same(listed?.expires, expires, "The expiry listed is not the one written.");
  }
}

async function overwritesExpired(store: Store) {
  const a = at("p", "a");
  await store.commit([{ address: a, was: undefined, becomes: { value: 1, expires: 1 } }]);
  claim(
    await store.commit([{ address: a, was: await versionOf(store, a), becomes: { value: 2 } }]),
    "It was refused.",
  );
  same((await store.get([a])).map(valueOf), [2], "What was written over is still there.");
}

const awkward = `{
  "text": "Grüße, 中文, 😀, \\ud800, \\u0000, \\u2028, \\", \\\\, ' ; DROP TABLE items; --",
  "": "an empty name", "__proto__": { "polluted": true }, "constructor": null, "a.b": [1, [2, [3, { "deep": {} }]]],
  "numbers": [0, -1, 0.1, 1e300, 5e-324, 9007199254740991, -9007199254740991], "truths": [true, false, null],
  "empty": ["", [], {}]
}`;
