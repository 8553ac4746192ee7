import { join } from "node:path";
import { sqlite } from "palaver/sqlite";
import { describe, test } from "vitest";
import { storeContract } from "../../../src/testing/store.ts";
import { builtin, folder } from "./files.ts";

describe("sqlite through libsql", () =>
  storeContract(test, () => sqlite({ file: join(folder(), "store.db") })));

if (!builtin) console.info("sqlite through node:sqlite is skipped: this Node has none; 22.13 and later do.");
describe.skipIf(!builtin)("sqlite through node:sqlite", () =>
  storeContract(test, () =>
    sqlite({ file: join(folder(), "store.db"), ...(builtin && { driver: builtin }) }),
  ),
);
