import { beforeEach, expect, test } from "vitest";
import type { Sandbox } from "palaver/slack";
import { clientOf, codeOf, opened, sleepers, textsOf } from "./client.ts";

let world: Sandbox;
beforeEach(async () => {
  world = await opened();
});

const post = (options: Parameters<typeof clientOf>[2] = {}) =>
  clientOf(world, world.token, options).chat.postMessage({ channel: world.channel, text: "x" });

test("an answer gets lost, though it was done; whoever repeats it has done it twice", async () => {
  world.fail("chat.postMessage", { type: "lost" });
  expect(await codeOf(post())).toBe("slack_webapi_request_error");
  expect(world.messages()).toHaveLength(1);
  world.fail("chat.postMessage", { type: "lost" });
  await post({ retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 } });
  expect(textsOf({ messages: world.messages() })).toEqual(["x", "x", "x"]);
  expect(world.calls("chat.postMessage")).toBe(3);
});

test("an answer never comes, though it was done", async () => {
  world.fail("chat.postMessage", { type: "silent" });
  expect(await codeOf(post({ timeout: 50 }))).toBe("slack_webapi_request_error");
  expect(world.messages()).toHaveLength(1);
});

test("an answer comes slowly: too late for who gives up, in time for who does not", async () => {
  const clock = sleepers();
  world = await opened({ clock });
  world.fail("chat.postMessage", { type: "slow", milliseconds: 60_000 }, 2);
  expect(await codeOf(post({ timeout: 50 }))).toBe("slack_webapi_request_error");
  const answer = codeOf(post());
  await expect.poll(() => world.messages().length).toBe(2);
  clock.wake();
  expect(await answer).toBe("ok");
});

test("a call is refused with a status, with a code or with a time to wait, and nothing is done", async () => {
  world.fail("chat.postMessage", { type: "status", status: 503 });
  await expect(post()).rejects.toMatchObject({ code: "slack_webapi_http_error", statusCode: 503 });
  world.fail("chat.postMessage", { type: "error", error: "fatal_error" });
  expect(await codeOf(post())).toBe("fatal_error");
  world.fail("chat.postMessage", { type: "limited", seconds: 7 });
  await expect(post()).rejects.toMatchObject({ code: "slack_webapi_rate_limited_error", retryAfter: 7 });
  expect(world.messages()).toEqual([]);
  expect(await codeOf(post())).toBe("ok");
});

test("a client that waits as long as it is told gets through", async () => {
  world.fail("chat.postMessage", { type: "limited", seconds: 1 });
  const retryConfig = { retries: 1, minTimeout: 1, maxTimeout: 1 };
  expect(await codeOf(post({ rejectRateLimitedCalls: false, retryConfig }))).toBe("ok");
  expect(world.calls("chat.postMessage")).toBe(2);
  expect(world.messages()).toHaveLength(1);
});

test("faults strike one after the other, each as often as it should, and only their method", async () => {
  world.fail("chat.postMessage", { type: "error", error: "a" }, 2);
  world.fail("chat.postMessage", { type: "error", error: "b" });
  expect(await codeOf(clientOf(world, world.token).auth.test())).toBe("ok");
  const codes: unknown[] = [];
  for (let i = 0; i < 4; i++) codes.push(await codeOf(post()));
  expect(codes).toEqual(["a", "a", "b", "ok"]);
});

test("a client gives up where the sandbox is closed", async () => {
  const other = await opened();
  const client = clientOf(other, other.token);
  await other.close();
  expect(await codeOf(client.auth.test())).toBe("slack_webapi_request_error");
});
