import { describe, expect, onTestFinished, test, vi } from "vitest";
import { memory } from "palaver";
import { accountOf, link, newCode, unlink } from "../../../intents/shop/account.ts";
import { clerkOf, counter } from "../../support/counter.ts";
import { testClock } from "../../support/clock.ts";

const [ann, ben, cleo] = [{ id: "ann" }, { id: "ben" }, { id: "cleo" }];
const minutes = 60_000;

function office() {
  const clock = testClock();
  return { clock, clerk: clerkOf(memory(), clock) };
}

describe("a code", () => {
  test("is good for ten minutes", async () => {
    const { clock, clerk } = office();
    const code = await clerk((work) => newCode(work, ann));
    await clock.pass(10 * minutes - 1);
    expect(await clerk((work) => link(work, ben, code))).toEqual({ account: ann });
  });

  test("is good no longer than that", async () => {
    const { clock, clerk } = office();
    const code = await clerk((work) => newCode(work, ann));
    await clock.pass(10 * minutes);
    expect(await clerk((work) => link(work, ben, code))).toEqual({ problem: "unknown" });
    expect(await clerk((work) => accountOf(work, ben))).toEqual(ben);
  });

  test("is good once", async () => {
    const { clerk } = office();
    const code = await clerk((work) => newCode(work, ann));
    await clerk((work) => link(work, ben, code));
    expect(await clerk((work) => link(work, cleo, code))).toEqual({ problem: "unknown" });
  });

  test("is void as soon as there is a newer one", async () => {
    const { clerk } = office();
    const before = await clerk((work) => newCode(work, ann));
    const code = await clerk((work) => newCode(work, ann));
    expect(await clerk((work) => link(work, ben, before))).toEqual({ problem: "unknown" });
    expect(await clerk((work) => link(work, ben, code))).toEqual({ account: ann });
  });

  test("joins nobody to themselves, and stays good for somebody else", async () => {
    const { clerk } = office();
    const code = await clerk((work) => newCode(work, ann));
    expect(await clerk((work) => link(work, ann, code))).toEqual({ problem: "own" });
    expect(await clerk((work) => link(work, ben, code))).toEqual({ account: ann });
  });

  test("is heard in whichever way its digits are grouped", async () => {
    const { clerk } = office();
    const code = await clerk((work) => newCode(work, ann));
    const spoken = `${code.slice(0, 2)} ${code.slice(2, 4)}-${code.slice(4)}`;
    expect(await clerk((work) => link(work, ben, spoken))).toEqual({ account: ann });
  });

  /** Chance brings these codes, one after the other. */
  function drawn(...codes: number[]): void {
    const spy = vi.spyOn(crypto, "getRandomValues").mockImplementation((numbers) => {
      if (numbers instanceof Uint32Array) numbers[0] = codes.shift() ?? 9;
      return numbers;
    });
    onTestFinished(() => spy.mockRestore());
  }

  test("is nobody else's", async () => {
    const { clerk } = office();
    drawn(7, 7, 8);
    expect(await clerk((work) => newCode(work, ann))).toBe("000007");
    expect(await clerk((work) => newCode(work, ben))).toBe("000008");
  });

  test("that somebody else has now is not void because it was one's own before", async () => {
    const { clerk } = office();
    drawn(7, 7, 8);
    await clerk(async (work) => link(work, ben, await newCode(work, ann)));
    const code = await clerk((work) => newCode(work, cleo));
    await clerk((work) => newCode(work, ann));
    expect(await clerk((work) => link(work, ben, code))).toEqual({ account: cleo });
  });
});

test("after five tries not even the right code is taken, until ten minutes are over", async () => {
  const { clock, clerk } = office();
  for (let i = 0; i < 5; i++) {
    expect(await clerk((work) => link(work, ben, "nonsense"))).toEqual({ problem: "unknown" });
  }
  const code = await clerk((work) => newCode(work, ann));
  expect(await clerk((work) => link(work, ben, code))).toEqual({ problem: "too many" });
  // Others have done nothing.
  expect(await clerk((work) => link(work, cleo, code))).toEqual({ account: ann });
  await clock.pass(10 * minutes);
  const later = await clerk((work) => newCode(work, ann));
  expect(await clerk((work) => link(work, ben, later))).toEqual({ account: ann });
});

describe("an account", () => {
  test("that is joined to another takes along whoever was joined to it", async () => {
    const { clerk } = office();
    const first = await clerk((work) => newCode(work, ann));
    await clerk((work) => link(work, ben, first));
    const second = await clerk((work) => newCode(work, cleo));
    await clerk((work) => link(work, ann, second));
    expect(await clerk((work) => accountOf(work, ben))).toEqual(cleo);
    // So each is the other's own, and they go in no circle.
    const third = await clerk((work) => newCode(work, ben));
    expect(await clerk((work) => link(work, cleo, third))).toEqual({ problem: "own" });
  });

  test("is what a code is good for, whatever device it was made on", async () => {
    const { clerk } = office();
    await clerk(async (work) => link(work, ben, await newCode(work, ann)));
    const code = await clerk((work) => newCode(work, ben));
    await clerk((work) => unlink(work, ben));
    expect(await clerk((work) => link(work, cleo, code))).toEqual({ account: ann });
  });

  test("is joined as it is by now, and stays so when the device that made the code parts from it", async () => {
    const { clerk } = office();
    const code = await clerk((work) => newCode(work, ann));
    await clerk(async (work) => link(work, ann, await newCode(work, cleo)));
    expect(await clerk((work) => link(work, ben, code))).toEqual({ account: cleo });
    await clerk((work) => unlink(work, ann));
    expect(await clerk((work) => accountOf(work, ben))).toEqual(cleo);
  });

  test("is parted from once", async () => {
    const { clerk } = office();
    const code = await clerk((work) => newCode(work, ann));
    await clerk((work) => link(work, ben, code));
    expect(await clerk((work) => unlink(work, ben))).toBe(true);
    expect(await clerk((work) => accountOf(work, ben))).toEqual(ben);
    expect(await clerk((work) => unlink(work, ben))).toBe(false);
  });
});

describe("the basket of somebody who joins an account", () => {
  const codeIn = (answer: string) => /\d{6}/.exec(answer)?.[0] ?? "";

  test("comes along, and is theirs no more when they part", async () => {
    const { say } = await counter();
    await say("ann", "add two apples");
    await say("ben", "add one apples", "add one rye bread");
    const code = codeIn(await say("ann", "link my account"));
    await say("ben", `my code is ${code}`);
    const all = "You have 3 bags of apples and 1 loaf of rye bread. That is €12.26.";
    expect(await say("ann", "what is in my basket")).toBe(all);
    expect(await say("ben", "what is in my basket")).toBe(all);
    await say("ben", "unlink my account", "yes");
    expect(await say("ben", "what is in my basket")).toBe("Your basket is empty.");
    expect(await say("ann", "what is in my basket")).toBe(all);
  });

  test("stays where it is if it is that of an account they were joined to before", async () => {
    const { say } = await counter();
    await say("ann", "add two apples");
    await say("ben", `my code is ${codeIn(await say("ann", "link my account"))}`);
    await say("ben", `my code is ${codeIn(await say("cleo", "link my account"))}`);
    expect(await say("ben", "what is in my basket")).toBe("Your basket is empty.");
    expect(await say("ann", "what is in my basket")).toContain("2 bags of apples");
  });
});
