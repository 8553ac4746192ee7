import type { Json } from "palaver";
import { workflow } from "palaver/asl";
import { describe, expect, test } from "vitest";
import { start, testClock } from "../../support/clock.ts";

/** What a task is given, and what its state gives on. */
async function through(state: Readonly<Record<string, Json>>, input: Json, result: Json = "result") {
  const given: Json[] = [];
  const machine = {
    StartAt: "Work",
    States: { Work: { Type: "Task", Resource: "${Work}", ...state, End: true } },
  };
  const tasks = {
    Work: async (json: Json) => {
      given.push(json);
      return result;
    },
  };
  const { output } = await workflow(machine, tasks, { clock: testClock() }).run(input, { id: "run-1" });
  return { given: given[0], output };
}

const order = { items: [{ name: "tea" }, { name: "jam" }], "to whom": { "it may": "concern" }, n: null };

describe("a path", () => {
  test.each<readonly [string, Json]>([
    ["$", order],
    ["$.items[1].name", "jam"],
    ["$['items'][0]['name']", "tea"],
    ["$['to whom']['it may']", "concern"],
    ["$.n", null],
    ["$$.Execution.Id", "run-1"],
    ["$$.Execution.Input.items[0].name", "tea"],
    ["$$.Execution.StartTime", new Date(start).toISOString()],
    ["$$.State.Name", "Work"],
    ["$$.State.RetryCount", 0],
  ])("leads to a value: %s", async (path, value) => {
    expect((await through({ Parameters: { "found.$": path } }, order)).given).toEqual({ found: value });
  });

  test.each([
    "$.gone",
    "$.items[7]",
    "$.n.a",
    "$.constructor",
    "$.items.length",
    "$.items['0']",
    "$.n[0]",
    "$['__proto__']",
    "$[0]",
  ])("leads nowhere: %s", async (path) => {
    const { given, output } = await through({ Parameters: { "found.$": path } }, order);
    expect(given).toBeUndefined();
    expect(output).toMatchObject({ Error: "States.ParameterPathFailure" });
  });
});

describe("on its way through a state, data", () => {
  test("is narrowed by InputPath, made anew by Parameters, and the input is what the result is put into", async () => {
    const state = {
      InputPath: "$.a",
      Parameters: { fixed: [1, { "n.$": "$.n" }], "all.$": "$" },
      ResultPath: "$.b.c",
    };
    expect(await through(state, { a: { n: 7 }, b: { d: 1 } })).toEqual({
      given: { fixed: [1, { n: 7 }], all: { n: 7 } },
      output: { a: { n: 7 }, b: { d: 1, c: "result" } },
    });
  });

  test("is selected from the result, and narrowed by OutputPath", async () => {
    const state = {
      ResultSelector: { "id.$": "$.Payload.id", "run.$": "$$.Execution.Id" },
      ResultPath: "$.r",
      OutputPath: "$.r",
    };
    const { output } = await through(state, { kept: 1 }, { Payload: { id: 9 }, Noise: true });
    expect(output).toEqual({ id: 9, run: "run-1" });
  });

  test("is left out by null", async () => {
    expect((await through({ InputPath: null }, { a: 1 })).given).toEqual({});
    expect((await through({ ResultPath: null }, { a: 1 })).output).toEqual({ a: 1 });
    expect((await through({ OutputPath: null }, { a: 1 })).output).toEqual({});
  });

  test("is replaced by the result where nothing else is said", async () => {
    expect(await through({}, { a: 1 })).toEqual({ given: { a: 1 }, output: "result" });
  });

  test("takes a result at a place in a list that is there", async () => {
    const state = { ResultPath: "$.items[1].price" };
    expect((await through(state, { items: [{}, { name: "jam" }] }, 3)).output).toEqual({
      items: [{}, { name: "jam", price: 3 }],
    });
    for (const items of [[], "long text", {}, null]) {
      const { output } = await through(state, { items }, 3);
      expect(output, JSON.stringify(items)).toMatchObject({ Error: "States.ResultPathMatchFailure" });
    }
  });

  test("takes no result where there is something else in the way", async () => {
    for (const input of [{ a: "text" }, { a: null }, { a: [] }, "text"]) {
      const { output } = await through({ ResultPath: "$.a.b" }, input);
      expect(output, JSON.stringify(input)).toMatchObject({ Error: "States.ResultPathMatchFailure" });
    }
  });

  test("is not there to be taken out at the end", async () => {
    expect((await through({ OutputPath: "$.gone" }, {})).output).toMatchObject({ Error: "States.Runtime" });
  });

  test("is not changed where it came from", async () => {
    const input = { a: { b: 1 } };
    await through({ ResultPath: "$.a.b" }, input, 2);
    expect(input).toEqual({ a: { b: 1 } });
  });

  test("knows how often it was tried", async () => {
    const seen: Json[] = [];
    const machine = {
      StartAt: "Work",
      States: {
        Work: {
          Type: "Task",
          Resource: "${Work}",
          Parameters: { "count.$": "$$.State.RetryCount" },
          Retry: [{ ErrorEquals: ["States.ALL"] }],
          End: true,
        },
      },
    };
    const clock = testClock();
    const tasks = {
      Work: async (input: Json) => {
        seen.push(input);
        if (seen.length < 3) throw new Error("again");
        return null;
      },
    };
    const run = workflow(machine, tasks, { clock }).run({}, { id: "run-1" });
    await clock.pass(10_000);
    await run;
    expect(seen).toEqual([{ count: 0 }, { count: 1 }, { count: 2 }]);
  });
});
