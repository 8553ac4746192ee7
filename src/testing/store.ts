import type { Store } from "../store.ts";
import { changes } from "./changes.ts";
import { commits } from "./commits.ts";
import { lists } from "./lists.ts";
import { values } from "./values.ts";

/** What declares a test, in any runner that has such a thing: vitest, `node:test`, mocha. */
export type Test = (name: string, run: () => Promise<void> | void) => unknown;

/**
 * What every store keeps to, as tests: `storeContract(test, () => memory())`. Each test gets a store of its own from
 * `make`, which has to be empty, and closes it. Addresses are as `key` makes them: not empty, no NUL, well-formed UTF-16.
 */
export function storeContract(test: Test, make: () => Store | Promise<Store>): void {
  for (const [promise, check] of [...commits, ...lists, ...values, ...changes]) {
    test(`a store ${promise}`, async () => {
      const store = await make();
      try {
        await check(store);
      } finally {
        await store.close?.();
        await store.close?.();
      }
    });
  }
}
