#!/usr/bin/env node
// The `palaver` command. An installed package runs what was built; a checkout runs its sources.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = new URL("../../dist/adapters/cli/main.js", import.meta.url);
const sources = new URL("./main.ts", import.meta.url);
const isCheckout = existsSync(new URL("../../tsconfig.json", import.meta.url));

if (isCheckout) {
  const flags = ["--conditions=palaver:source", "--import", import.meta.resolve("tsx")];
  const child = spawn(process.execPath, [...flags, fileURLToPath(sources), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
} else {
  await import(built.href);
}
