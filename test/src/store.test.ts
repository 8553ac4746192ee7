import { describe, expect, test } from "vitest";
import { memory, type Change, type Json } from "palaver";
import { storeContract } from "../../src/testing/store.ts";

describe("memory", () => storeContract(test, memory));

const writes = (count: number, from = 0): Change[] =>
  [...Array(count).keys()].map((n) => ({
    address: { partition: "p", sort: `${from + n}` },
    was: undefined,
    becomes: { value: n },
  }));

describe("the feed of a store in memory", () => {
  test("goes back 10,000 changes, in whichever partition, and says so where that is not enough", async () => {
    const store = memory();
    const [start, quiet] = [await store.changes?.("p"), await store.changes?.("quiet")];
    await store.commit(writes(10_000));
    expect(await store.changes?.("p", start?.next)).toMatchObject({ gap: false });
    await store.commit(writes(1, 10_000));
    const late = await store.changes?.("p", start?.next);
    expect(late).toMatchObject({ changes: [], gap: true });
    expect(await store.changes?.("quiet", quiet?.next)).toMatchObject({ changes: [], gap: true });
    await store.commit(writes(1, 10_001));
    const { changes, gap } = (await store.changes?.("p", late?.next)) ?? {};
    expect([changes?.map(({ address }) => address.sort), gap]).toEqual([["10001"], false]);
  });

  test("gives a commit that is larger than any feed in parts", async () => {
    const store = memory();
    const start = await store.changes?.("p");
    await store.commit(writes(2_500));
    const sizes: (number | undefined)[] = [];
    for (let next = start?.next, n = 0; n < 4; n++) {
      const feed = await store.changes?.("p", next);
      sizes.push(feed?.changes.length);
      next = feed?.next;
    }
    expect(sizes).toEqual([1_000, 1_000, 500, 0]);
  });

  test("has a gap after a change that is still to come", async () => {
    const store = memory();
    await store.commit(writes(1));
    const start = await store.changes?.("p");
    expect(await store.changes?.("p", `${start?.next}0`)).toMatchObject({ changes: [], gap: true });
  });

  test("knows nothing of a commit that failed", async () => {
    const store = memory();
    const start = await store.changes?.("p");
    const [one, two] = writes(2);
    // What a handler without types could write.
    const bad = { value: 1n as unknown as Json };
    await expect(store.commit([one!, { ...two!, becomes: bad }])).rejects.toThrow(TypeError);
    expect((await store.changes?.("p", start?.next))?.changes).toEqual([]);
  });
});
