import type { Address } from "../key.ts";
import type { Store } from "../store.ts";
import { claim, same } from "./claim.ts";
import { at, listAll, nothing, numbers, put, valueOf, type Promised } from "./items.ts";

/** What every store promises of its lists, and of keeping items apart. */
export const lists: readonly Promised[] = [
  ["lists by the UTF-8 bytes of the sort part", listsInOrder],
  ["lists what begins with the prefix, taking no character for a wildcard", listsByPrefix],
  ["lists a page at a time, each item once, though items vanish meanwhile", listsInPages],
  ["keeps partitions apart, whatever they are called", isolates],
];

async function listsInOrder(store: Store) {
  const sorts = [
    "a",
    "a b",
    "a/",
    "a/b",
    "aa",
    "b",
    "\u007f",
    "é",
    "中",
    "\ufb00",
    "\uffee",
    "😀",
    "\u{10ffff}",
  ];
  const shuffled = [...sorts].sort((one, two) => one.length - two.length || (one < two ? 1 : -1));
  await put(store, ...shuffled.map((sort) => [at("p", sort), sort] as const));
  const listed = await listAll(store, "p", "");
  same(
    listed.map(({ address }) => address.sort),
    sorts,
    "The items are not in the order of their UTF-8 bytes.",
  );
  same(listed.map(valueOf), sorts, "A listed item has the value of another.");
  same(
    listed.map(({ version }) => version),
    (await store.get(sorts.map((sort) => at("p", sort)))).map((item) => item?.version),
    "A listed item has another version than the one read.",
  );
}

async function listsByPrefix(store: Store) {
  const sorts = [
    "a%c",
    "a%cd",
    "a*c",
    "a_c",
    "abc",
    "A%c",
    "a\\c",
    "a\u{10ffff}",
    "a\u{10ffff}z",
    "a😀",
    "b",
  ];
  await put(store, ...sorts.map((sort) => [at("p", sort), sort] as const), [at("P", "a%c"), "other"]);
  for (const prefix of ["a", "a%", "a_", "a*", "a\\", "a%c", "a\u{10ffff}", "a😀", "A", "c", ""]) {
    const listed = (await listAll(store, "p", prefix)).map(({ address }) => address.sort);
    const expected = sorts.filter((sort) => sort.startsWith(prefix));
    same(
      [...listed].sort(),
      expected.sort(),
      `Under the prefix ${JSON.stringify(prefix)} it lists something else.`,
    );
  }
}

async function listsInPages(store: Store) {
  const sorts = numbers(250).map((n) => `n/${String(n).padStart(3, "0")}`);
  for (let n = 0; n < 250; n += 50)
    await put(store, ...sorts.slice(n, n + 50).map((sort) => [at("p", sort), sort] as const));
  await put(store, [at("p", "m"), "before"], [at("p", "o"), "after"]);

  const listed: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list({ partition: "p", prefix: "n/" }, after);
    claim(page.items.length > 0 || page.next === undefined, "An empty page promises more.");
    listed.push(...page.items.map(({ address }) => address.sort));
    after = page.next;
    const last = page.items.at(-1);
    if (last) await put(store, [last.address, nothing]);
  } while (after !== undefined);
  same(listed, sorts, "Page by page, items were lost, doubled or out of order.");
}

async function isolates(store: Store) {
  const names = [
    "p",
    "P",
    "p ",
    "pp",
    "p/q",
    "p#q",
    "p|q",
    "p\u0001q",
    "p%2fq",
    "é",
    "e\u0301",
    "__proto__",
    "constructor",
    "😀",
  ];
  const addresses = names.flatMap((partition) => names.map((sort) => at(partition, sort)));
  const nameOf = ({ partition, sort }: Address) => `${partition} > ${sort}`;
  for (let n = 0; n < addresses.length; n += 50) {
    await put(store, ...addresses.slice(n, n + 50).map((address) => [address, nameOf(address)] as const));
  }
  same((await store.get(addresses)).map(valueOf), addresses.map(nameOf), "Two addresses share an item.");
  for (const partition of names) {
    const listed = await listAll(store, partition, "");
    claim(
      listed.length === names.length && listed.every((item) => item.value === nameOf(item.address)),
      `The partition ${JSON.stringify(partition)} lists what is in another one.`,
    );
  }
}
