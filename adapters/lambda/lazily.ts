import type { Handler } from "./handler.ts";

/**
 * A handler that is made at its first call, so that a function which serves one channel needs no other channel's
 * settings. What is not set up fails at every call and answers nobody.
 */
export function lazily<Result>(make: () => Handler<Result>): Handler<Result> {
  let made: Handler<Result> | undefined;
  return async (event, context) => (made ??= make())(event, context);
}
