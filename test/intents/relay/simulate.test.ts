import { expect, test } from "vitest";
import { simulate } from "./simulate.ts";

/** How many schedules are lived through, and from which seed on: `PALAVER_SCHEDULES=100000 npx vitest run <this file>`. */
const count = Number(process.env["PALAVER_SCHEDULES"] ?? 1_000);
const first = Number(process.env["PALAVER_SEED"] ?? 1);

test(
  `in ${count} random schedules no message is lost, doubled or misaddressed, and every answer is told`,
  { timeout: 3_600_000 },
  async () => {
    const wrong: string[] = [];
    const began = performance.now();
    for (let seed = first; seed < first + count && wrong.length < 10; seed++) {
      if (seed > first && (seed - first) % 5_000 === 0) console.info(`${seed - first} schedules so far`);
      const found = await simulate(seed).catch((error: unknown) => [
        String(error),
        String((error as Error).cause),
      ]);
      wrong.push(...found.map((it) => `seed ${seed}: ${it}`));
    }
    console.info(`${count} schedules in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    expect(wrong).toEqual([]);
  },
);
