import { describe, expect, test } from "vitest";
import { nextLook, usualPace } from "../../../intents/relay/pace.ts";
import { granted, limited, refunded, spent, strictLimits, usualLimits } from "../../../intents/relay/rate.ts";

const minute = 60_000;
const now = 29_000_000 * minute;
const hour = 60 * minute;

describe("calls that may be made", () => {
  test("are so many a minute, less those that were made in it", () => {
    expect(granted(undefined, now, usualLimits)).toEqual({ calls: 50, limit: 200 });
    const rate = spent(undefined, now, 30, usualLimits);
    expect(granted(rate, now + 59_999, usualLimits).calls).toBe(20);
    expect(granted(spent(rate, now + 1, 30, usualLimits), now + 2, usualLimits).calls).toBe(0);
    expect(granted(rate, now + minute, usualLimits).calls).toBe(50);
  });

  test("are given back where they were not made", () => {
    const rate = spent(undefined, now, 30, usualLimits);
    expect(granted(refunded(rate, now, 30, 10), now, usualLimits).calls).toBe(40);
    expect(refunded(undefined, now, 30, 10)).toBeUndefined();
    // Another minute has begun, and knows nothing of those.
    expect(refunded(rate, now + minute, 30, 10)?.used).toBe(30);
  });

  test("are a minute apart where there is one a minute, unless none was made", () => {
    const rate = spent(undefined, now + 59_000, 1, strictLimits);
    expect(granted(rate, now + minute, strictLimits).calls).toBe(0);
    expect(granted(rate, now + 2 * minute, strictLimits)).toEqual({ calls: 1, limit: 15 });
    expect(granted(refunded(rate, now + 59_000, 1, 0), now + minute, strictLimits).calls).toBe(1);
    expect(granted(refunded(rate, now + 59_000, 1, 1), now + minute, strictLimits).calls).toBe(0);
  });

  test("are none while the workspace asks to wait, however many waits there are", () => {
    const rate = limited(limited(undefined, now, 7_000), now, 5_000);
    expect(granted(rate, now + 6_999, usualLimits).calls).toBe(0);
    expect(granted(rate, now + 7_000, usualLimits)).toEqual({ calls: 50, limit: 200 });
    expect(granted(spent(rate, now, 1, usualLimits), now + 6_999, usualLimits).calls).toBe(0);
  });

  test("are one a minute for a day where a long wait comes after hardly a call", () => {
    const strict = limited(spent(undefined, now, 1, usualLimits), now, 58_000);
    expect(granted(strict, now + hour, usualLimits)).toEqual({ calls: 1, limit: 15 });
    expect(granted(strict, now + 25 * hour, usualLimits)).toEqual({ calls: 50, limit: 200 });
    const still = limited(spent(strict, now, 0, usualLimits), now + 1, 1_000);
    expect(granted(still, now + hour, usualLimits).calls).toBe(1);
    const busy = limited(spent(undefined, now, 40, usualLimits), now, 58_000);
    expect(granted(busy, now + hour, usualLimits).calls).toBe(50);
    const short = limited(spent(undefined, now, 1, usualLimits), now, 10_000);
    expect(granted(short, now + hour, usualLimits).calls).toBe(50);
  });

  test("are there again where our clock was set back", () => {
    const rate = limited(spent(undefined, now, 1, strictLimits), now, 50_000);
    expect(granted(rate, now - hour, strictLimits).calls).toBe(1);
    const next = spent(rate, now - hour, 1, strictLimits);
    expect(granted(next, now - hour + minute, strictLimits).calls).toBe(1);
  });
});

describe("the next look", () => {
  const after = (age: number, pushed = false) => nextLook(usualPace, now, now - age, pushed) - now;

  test("is later and later the longer nothing happens", () => {
    const ages = [0, 9, 10, 29, 30, 119, 120, 1_000].map((age) => after(age * minute) / minute);
    expect(ages).toEqual([1, 1, 2, 2, 5, 5, 15, 15]);
  });

  test("is soon also where something happened that is still to come by our clock", () => {
    expect(after(-hour)).toBe(minute);
    expect(after(-hour, true)).toBe(minute);
  });

  test("is far off where answers are pushed, but for the first", () => {
    expect([after(0, true), after(2 * minute, true)]).toEqual([minute, 15 * minute]);
  });
});
