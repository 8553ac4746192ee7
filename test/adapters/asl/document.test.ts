import { PalaverError, type Json } from "palaver";
import { workflow } from "palaver/asl";
import { expect, test } from "vitest";

type Fields = Readonly<Record<string, Json>>;

/** What is said of a document whose first state is this. */
function complaint(state: Json, more: Fields = {}): string {
  const States = { First: state, Last: { Type: "Succeed" } };
  try {
    workflow({ StartAt: "First", States, ...more }, { Work: async () => null });
  } catch (error) {
    if (error instanceof PalaverError && error.code === "invalid-option") return error.message;
    throw error;
  }
  return "nothing";
}

const pass = { Type: "Pass", Next: "Last" };
const task = { Type: "Task", Resource: "${Work}", Next: "Last" };
const choice = (...Choices: readonly Json[]) => ({ Type: "Choice", Choices, Default: "Last" });
const rule = { Variable: "$.a", StringEquals: "x" };

test("a document that can be run is not complained about", () => {
  const retry = [{ ErrorEquals: ["States.ALL"], MaxAttempts: 0 }];
  const fine = [pass, { ...task, Retry: retry, Comment: "works" }, choice({ ...rule, Next: "Last" })];
  for (const state of fine)
    expect(complaint(state, { Version: "1.0", QueryLanguage: "JSONPath" })).toBe("nothing");
});

test.each<readonly [part: string, state: Json, more: Fields]>(
  (
    [
      ['leads to "Nowhere"', { Type: "Pass", Next: "Nowhere" }],
      ['leads to "toString"', { Type: "Pass", Next: "toString" }],
      ['The workflow leads to "Nowhere"', pass, { StartAt: "Nowhere" }],
      ["needs some text as its StartAt", pass, { StartAt: "" }],
      ["has no States", pass, { States: [] }],
      ["has no States", pass, { States: null }],
      ["either Next or End", { Type: "Pass" }],
      ["either Next or End", { Type: "Pass", Next: "Last", End: true }],
      ["an End that is not true", { Type: "Pass", End: false }],
      ["is no object", "Pass"],
      ["has no Type", { Next: "Last" }],
      ["is a Map, which", { Type: "Map", Next: "Last" }],
      ["is a Parallel, which", { Type: "Parallel", Next: "Last" }],
      ["is a constructor, which", { Type: "constructor", Next: "Last" }],
      ['has "HeartbeatSeconds"', { ...task, HeartbeatSeconds: 1 }],
      ['has "Assign"', { ...pass, Assign: {} }],
      ['has "TimeoutSeconds"', pass, { TimeoutSeconds: 1 }],
      ["a Version that is not", pass, { Version: "2.0" }],
      ["a QueryLanguage that is not", pass, { QueryLanguage: "JSONata" }],
      ["a QueryLanguage that is not", { ...pass, QueryLanguage: "JSONata" }],
      ['the resource "${Play}"', { ...task, Resource: "${Play}" }],
      ['the resource "${toString}"', { ...task, Resource: "${toString}" }],
      ['the resource "Work"', { ...task, Resource: "Work" }],
      ['the resource "x${Work}"', { ...task, Resource: "x${Work}" }],
      ["needs a whole number from 1 to 99999999 as its TimeoutSeconds", { ...task, TimeoutSeconds: 0 }],
      ["needs a whole number from 1 to 99999999 as its TimeoutSeconds", { ...task, TimeoutSeconds: "5" }],
      ["needs a whole number from 1 to 99999999 as its TimeoutSeconds", { ...task, TimeoutSeconds: 1.5 }],
      ["needs a whole number from 1 to 99999999 as its TimeoutSeconds", { ...task, TimeoutSeconds: 1e8 }],
      ["no list of Retry", { ...task, Retry: {} }],
      ["no list of ErrorEquals", { ...task, Retry: [{}] }],
      ["an ErrorEquals with something", { ...task, Retry: [{ ErrorEquals: [1] }] }],
      ["as its MaxAttempts", { ...task, Retry: [{ ErrorEquals: ["X"], MaxAttempts: -1 }] }],
      ["as its IntervalSeconds", { ...task, Retry: [{ ErrorEquals: ["X"], IntervalSeconds: 0 }] }],
      ["as its BackoffRate", { ...task, Retry: [{ ErrorEquals: ["X"], BackoffRate: 0.5 }] }],
      ["a JitterStrategy that", { ...task, Retry: [{ ErrorEquals: ["X"], JitterStrategy: "SOME" }] }],
      ["alone and in the last place", { ...task, Retry: [{ ErrorEquals: ["States.ALL", "X"] }] }],
      [
        "alone and in the last place",
        { ...task, Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["X"] }] },
      ],
      ['leads to "Nowhere"', { ...task, Catch: [{ ErrorEquals: ["X"], Next: "Nowhere" }] }],
      ['leads to "Nowhere"', choice({ ...rule, Next: "Nowhere" })],
      ['leads to "Nowhere"', { Type: "Choice", Choices: [{ ...rule, Next: "Last" }], Default: "Nowhere" }],
      ["no list of Choices", choice()],
      ["compare in one way", choice({ Variable: "$.a", Next: "Last" })],
      ["compare in one way", choice({ ...rule, IsNull: true, Next: "Last" })],
      ['has "StringMatches"', choice({ Variable: "$.a", StringMatches: "*", Next: "Last" })],
      ["a StringEquals that is no string", choice({ Variable: "$.a", StringEquals: 1, Next: "Last" })],
      ["has no Variable", choice({ StringEquals: "x", Next: "Last" })],
      ["has no Next", choice(rule)],
      ["a Next inside", choice({ Not: { ...rule, Next: "Last" }, Next: "Last" })],
      ["a Variable beside Not", choice({ Not: rule, Variable: "$.a", Next: "Last" })],
      ["one of Seconds", { Type: "Wait", Next: "Last" }],
      ["one of Seconds", { Type: "Wait", Seconds: 1, SecondsPath: "$.s", Next: "Last" }],
      ["a Timestamp that is no time", { Type: "Wait", Timestamp: "soon", Next: "Last" }],
      ["is no path", { ...pass, InputPath: "a.b" }],
      ["is no path", { ...pass, OutputPath: "$..a" }],
      ["is no path", { ...pass, Parameters: { "a.$": "$.a[*]" } }],
      ["is no path", { ...pass, Parameters: { "a.$": "States.UUID()" } }],
      ["is no path", { ...pass, Parameters: { deep: [{ "a.$": 1 }] } }],
      ['makes "a" twice', { ...pass, Parameters: { a: 1, "a.$": "$.a" } }],
      ["into the context object", { ...pass, ResultPath: "$$.Execution.Id" }],
    ] as readonly (readonly [string, Json, Fields?])[]
  ).map(([part, state, more = {}]) => [part, state, more]),
)("a document that cannot be run is refused: %s", (part, state, more) => {
  expect(complaint(state, more)).toContain(part);
});

test("what is no document at all is refused", () => {
  for (const nothing of [undefined, null, "{}", []]) {
    expect(() => workflow(nothing, {})).toThrow("The workflow is no object; correct the document.");
  }
});
