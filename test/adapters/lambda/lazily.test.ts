import { afterEach, expect, test, vi } from "vitest";
import { lazily, setting } from "palaver/lambda";

const context = { getRemainingTimeInMillis: () => 3_000 };

afterEach(() => vi.unstubAllEnvs());

test("a handler is made once, at its first call, and takes two arguments", async () => {
  let made = 0;
  const handler = lazily(() => {
    made++;
    return async (event) => event;
  });
  expect(handler).toHaveLength(2);
  expect(made).toBe(0);
  expect([await handler("a", context), await handler("b", context)]).toEqual(["a", "b"]);
  expect(made).toBe(1);
});

test("a handler that is not set up fails at every call, and says what is missing", async () => {
  vi.stubEnv("PALAVER_TEST_SECRET", "");
  const handler = lazily(() => {
    setting("PALAVER_TEST_SECRET");
    return async () => "served";
  });
  for (let call = 0; call < 2; call++) {
    await expect(handler({}, context)).rejects.toThrow(
      "The environment variable PALAVER_TEST_SECRET is not set",
    );
  }
  vi.stubEnv("PALAVER_TEST_SECRET", "set");
  expect(await handler({}, context)).toBe("served");
});
