import { describe, test } from "vitest";
import { memory } from "palaver";
import { storeContract } from "../../src/testing/store.ts";

describe("memory", () => storeContract(test, memory));
