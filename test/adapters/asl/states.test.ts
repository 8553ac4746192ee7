import type { Json } from "palaver";
import { workflow, type Task } from "palaver/asl";
import { describe, expect, test } from "vitest";
import { quiet, start, testClock } from "../../support/clock.ts";

type States = Readonly<Record<string, Json>>;

/** Runs states from the first one on, and gives what came of it. */
const outcome = (states: States, input: Json = {}, tasks: Readonly<Record<string, Task>> = {}) =>
  workflow({ StartAt: Object.keys(states)[0] ?? "", States: states }, tasks, { clock: testClock() }).run(
    input,
    {
      id: "run-1",
    },
  );

describe("a workflow", () => {
  test("hands data from state to state, and tells which way it went", async () => {
    const states = {
      Double: { Type: "Task", Resource: "${Double}", Next: "Mark" },
      Mark: { Type: "Pass", Result: true, ResultPath: "$.marked", Next: "End" },
      End: { Type: "Succeed" },
    };
    const double: Task = async (input) => ({ n: Number(Object(input).n) * 2 });
    expect(await outcome(states, { n: 21 }, { Double: double })).toEqual({
      status: "succeeded",
      output: { n: 42, marked: true },
      trace: ["Double", "Mark", "End"],
    });
  });

  test("ends where a state says so", async () => {
    const states = { Only: { Type: "Pass", End: true }, Never: { Type: "Fail" } };
    expect(await outcome(states, [1])).toEqual({ status: "succeeded", output: [1], trace: ["Only"] });
  });

  test("fails in a state that fails", async () => {
    const states = { No: { Type: "Fail", Error: "TooLate", Cause: "The shop is closed." } };
    expect(await outcome(states)).toEqual({
      status: "failed",
      output: { Error: "TooLate", Cause: "The shop is closed." },
      trace: ["No"],
    });
  });

  test("that goes in a circle comes to an end", async () => {
    const { status, output, trace } = await outcome({
      There: { Type: "Pass", Next: "Back" },
      Back: { Type: "Pass", Next: "There" },
    });
    expect(status).toBe("failed");
    expect(output).toMatchObject({ Error: "States.Runtime" });
    expect(trace).toHaveLength(1_000);
  });

  test("takes what it is given for JSON, and nothing for null", async () => {
    const states = { Only: { Type: "Pass", Parameters: { "all.$": "$$.Execution.Input" }, End: true } };
    const poisoned = JSON.parse('{"__proto__": {"x": 1}, "at": "noon"}') as Json;
    expect(JSON.stringify((await outcome(states, poisoned)).output)).toBe('{"all":{"at":"noon"}}');
    // What somebody who writes JavaScript may give.
    const nothing = undefined as unknown as Json;
    const { run } = workflow({ StartAt: "Only", States: states }, {}, { clock: testClock() });
    expect((await run(nothing, { id: "run-1" })).output).toEqual({ all: null });
  });

  test("takes what a task gives for JSON, and nothing for null", async () => {
    const states = { Work: { Type: "Task", Resource: "${Work}", End: true } };
    // What a task written in JavaScript may do.
    const nothing = (async () => undefined) as unknown as Task;
    const poisoned = (async () => JSON.parse('{"__proto__": {"x": 1}, "at": "noon"}') as Json) satisfies Task;
    expect((await outcome(states, {}, { Work: nothing })).output).toBeNull();
    const { output } = await outcome(states, {}, { Work: poisoned });
    expect(JSON.stringify(output)).toBe('{"at":"noon"}');
  });
});

describe("a Wait", () => {
  const waiting = (how: Readonly<Record<string, Json>>, input: Json = {}) => {
    const clock = testClock();
    const done: Json[] = [];
    const machine = { StartAt: "Wait", States: { Wait: { Type: "Wait", ...how, End: true } } };
    void workflow(machine, {}, { clock })
      .run(input, { id: "run-1" })
      .then(({ status }) => done.push(status));
    return { clock, done };
  };
  const at = new Date(start + 90_000).toISOString();

  test.each([
    ["Seconds", { Seconds: 90 }, {}],
    ["Timestamp", { Timestamp: at }, {}],
    ["SecondsPath", { SecondsPath: "$.s" }, { s: 90 }],
    ["TimestampPath", { TimestampPath: "$.t" }, { t: at }],
  ])("takes as long as its %s says", async (_, how, input) => {
    const { clock, done } = waiting(how, input);
    await clock.pass(89_999);
    expect(done).toEqual([]);
    await clock.pass(1);
    expect(done).toEqual(["succeeded"]);
  });

  test("takes longer than a timer can be set for", async () => {
    const { clock, done } = waiting({ Seconds: 90 * 24 * 60 * 60 });
    await clock.pass(89 * 24 * 60 * 60 * 1_000);
    expect(done).toEqual([]);
    await clock.pass(24 * 60 * 60 * 1_000);
    expect(done).toEqual(["succeeded"]);
  });

  test("is over at once for a time gone by, and fails for what is no time", async () => {
    const past = waiting({ TimestampPath: "$" }, "2001-01-01T00:00:00Z");
    const never = waiting({ TimestampPath: "$" }, "soon");
    const odd = waiting({ SecondsPath: "$" }, -1);
    const ages = waiting({ SecondsPath: "$" }, 100_000_000);
    await quiet();
    const all = [past, never, odd, ages].map(({ done }) => done);
    expect(all).toEqual([["succeeded"], ["failed"], ["failed"], ["failed"]]);
  });
});

describe("a Choice", () => {
  const chosen = async (rule: Readonly<Record<string, Json>>, input: Json) => {
    const { status, output, trace } = await outcome(
      {
        Choose: { Type: "Choice", Choices: [{ ...rule, Next: "Yes" }], Default: "No" },
        Yes: { Type: "Succeed" },
        No: { Type: "Succeed" },
      },
      input,
    );
    return status === "succeeded" ? trace[1] : output;
  };
  const v = (more: Readonly<Record<string, Json>>) => ({ Variable: "$.v", ...more });
  const isA = v({ StringEquals: "a" });
  const isLow = v({ NumericLessThan: 5 });

  test.each<readonly [Readonly<Record<string, Json>>, Json, Json]>([
    [isA, "a", "b"],
    [v({ BooleanEquals: false }), false, true],
    [isLow, 4, 5],
    [v({ NumericGreaterThanEquals: 5 }), 5, 4],
    [v({ IsNull: true }), null, 0],
    [v({ IsNull: false }), 0, null],
    [v({ IsPresent: true }), null, []],
    [v({ IsPresent: false }), [], null],
    [{ Not: isA }, "b", "a"],
    [{ And: [v({ IsPresent: true }), isLow] }, 1, 9],
    [{ Or: [isA, isLow] }, 1, "b"],
  ])("compares: %j", async (rule, yes, no) => {
    const inputFor = (value: Json) => (Array.isArray(value) ? {} : { v: value });
    expect(await chosen(rule, inputFor(yes))).toBe("Yes");
    expect(await chosen(rule, inputFor(no))).toBe("No");
  });

  test("finds values of another type to be different", async () => {
    expect(await chosen(isLow, { v: "4" })).toBe("No");
    expect(await chosen(v({ NumericGreaterThanEquals: 5 }), { v: "50" })).toBe("No");
    expect(await chosen(v({ StringEquals: "1" }), { v: 1 })).toBe("No");
    expect(await chosen(v({ BooleanEquals: true }), { v: "true" })).toBe("No");
  });

  test("takes the first that holds", async () => {
    const to = (Next: string) => ({ ...isA, Next });
    const { trace } = await outcome(
      {
        Choose: { Type: "Choice", Choices: [to("First"), to("Second")] },
        First: { Type: "Succeed" },
        Second: { Type: "Succeed" },
      },
      { v: "a" },
    );
    expect(trace).toEqual(["Choose", "First"]);
  });

  test("fails where it has nothing to compare, or nothing holds", async () => {
    expect(await chosen(isA, {})).toMatchObject({ Error: "States.Runtime" });
    const { output } = await outcome(
      { Choose: { Type: "Choice", Choices: [{ ...isA, Next: "Yes" }] }, Yes: { Type: "Succeed" } },
      { v: "b" },
    );
    expect(output).toMatchObject({ Error: "States.NoChoiceMatched" });
  });
});
