import { expect, test } from "vitest";
import { lanes } from "../../src/lanes.ts";
import { quiet } from "../support/clock.ts";

test("work in one lane runs in order, one at a time, and lanes run beside each other", async () => {
  const { run } = lanes();
  const went: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => async () => {
    went.push(`${name} begins`);
    await new Promise<void>((resolve) => ends.push(resolve));
    went.push(`${name} ends`);
    return name;
  };
  const all = [run("a", work("one")), run("a", work("two")), run("b", work("three"))];
  await quiet();
  expect(went).toEqual(["one begins", "three begins"]);
  for (let i = 0; i < 3; i++) {
    ends[i]?.();
    await quiet();
  }
  expect(went).toEqual(["one begins", "three begins", "one ends", "two begins", "three ends", "two ends"]);
  expect(await Promise.all(all)).toEqual(["one", "two", "three"]);
});

test("work that fails holds up nothing behind it", async () => {
  const { run } = lanes();
  const failed = run("a", () => Promise.reject(new Error("no")));
  const next = run("a", async () => "yes");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("yes");
});

test("lanes are busy until the last of them is empty, also of what was added meanwhile", async () => {
  const all = lanes();
  expect(all.busy).toBe(false);
  await all.idle();
  const went: string[] = [];
  void all.run("a", async () => {
    await quiet();
    void all.run("b", async () => {
      await quiet();
      went.push("added");
    });
    went.push("first");
  });
  expect(all.busy).toBe(true);
  await all.idle();
  expect([went, all.busy]).toEqual([["first", "added"], false]);
});
