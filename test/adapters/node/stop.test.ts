import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { secret } from "./kit.ts";

/** A process that serves, up and running. */
async function started(...args: readonly string[]) {
  const script = fileURLToPath(new URL("stopping.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=palaver:source", "--import=tsx", script, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => String((await lines.next()).value);
  const exit = once(child, "exit");
  const url = await line();
  const post = () =>
    fetch(`${url}/door`, { method: "POST", body: "say hello", headers: { "x-secret": secret } });
  return { child, line, exit, post };
}

test("a process that is told to stop finishes its turns and exits with 0", async () => {
  const { child, line, exit, post } = await started();
  const response = post();
  expect(await line()).toBe("begun");
  child.kill("SIGTERM");
  expect(await line()).toBe("stopping");
  child.kill("SIGUSR2");
  expect(await (await response).json()).toEqual({ text: "hello" });
  expect(await exit).toEqual([0, null]);
});

test("a process that is told so again ends at once, and one that cannot stop properly exits with 1", async () => {
  const patient = await started();
  const lost = expect(patient.post()).rejects.toThrow();
  expect(await patient.line()).toBe("begun");
  patient.child.kill("SIGINT");
  expect(await patient.line()).toBe("stopping");
  patient.child.kill("SIGINT");
  expect(await patient.exit).toEqual([1, null]);
  await lost;

  const failing = await started("fail");
  failing.child.kill("SIGTERM");
  expect(await failing.exit).toEqual([1, null]);
});
