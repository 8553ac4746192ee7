import { bench, describe } from "vitest";
import { askSdk, floor, palaver } from "./rivals.ts";
import { requests } from "./requests.ts";

// Mean microseconds a turn, in process: JSON in, JSON out. All rivals answer the same requests in the same run.
describe.each([10, 100, 1_000, 10_000])("a turn among %d intents", (intents) => {
  for (const [name, make] of Object.entries({ floor, "ask-sdk-core": askSdk, palaver })) {
    const next = requests();
    const rival = make(intents);
    bench(name, async () => {
      await rival(next());
    });
  }
});
