import { expect, test } from "vitest";
import { systemClock } from "palaver";

test("the system's clock counts milliseconds since 1970, and draws from 0 up to 1", () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  for (let i = 0; i < 100; i++) {
    const chance = systemClock.random();
    expect(chance >= 0 && chance < 1).toBe(true);
  }
});

test("a sleep ends by itself, or as soon as somebody wakes it, before or after it began", async () => {
  await systemClock.sleep(1);
  const alarm = new AbortController();
  const long = systemClock.sleep(1e6, alarm.signal);
  alarm.abort();
  await long;
  await systemClock.sleep(1e6, alarm.signal);
});
