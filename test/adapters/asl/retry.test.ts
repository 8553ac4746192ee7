import type { Json } from "palaver";
import { workflow, type Execution, type Task, type TaskAttempt } from "palaver/asl";
import { describe, expect, test } from "vitest";
import { quiet, start, testClock } from "../../support/clock.ts";

class Busy extends Error {
  override readonly name: string = "Busy";
}

const retry = { ErrorEquals: ["Busy"], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3 };
const more = { Trouble: { Type: "Pass", End: true }, Done: { Type: "Succeed" } };

/** A run of one task state, under way. */
function running(state: Readonly<Record<string, Json>>, act: Task, signal?: AbortSignal) {
  const clock = testClock();
  const attempts: (Omit<TaskAttempt, "signal"> & { readonly after: number })[] = [];
  const signals: AbortSignal[] = [];
  const ended: { execution?: Execution; error?: unknown } = {};
  const work: Task = (input, attempt) => {
    attempts.push({ attempt: attempt.attempt, key: attempt.key, after: clock.now() - start });
    signals.push(attempt.signal);
    return act(input, attempt);
  };
  const machine = {
    StartAt: "Work",
    States: { Work: { Type: "Task", Resource: "${Work}", Next: "Done", ...state }, ...more },
  };
  void workflow(machine, { Work: work }, { clock })
    .run({ n: 1 }, { id: "run-7", ...(signal && { signal }) })
    .then(
      (execution) => void (ended.execution = execution),
      (error: unknown) => void (ended.error = error),
    );
  return { clock, attempts, signals, ended, afters: () => attempts.map(({ after }) => after) };
}

const failing =
  (...errors: readonly (Error | undefined)[]): Task =>
  async (_, { attempt }) => {
    const error = errors[Math.min(attempt, errors.length) - 1];
    if (error) throw error;
    return "done";
  };

const never: Task = () => new Promise(() => {});

describe("a task that fails", () => {
  test("is tried again, each time after twice as long, with the same key", async () => {
    const { clock, attempts, ended } = running({ Retry: [retry] }, failing(new Busy()));
    await clock.pass(60_000);
    expect(attempts).toEqual([
      { attempt: 1, key: "run-7/Work", after: 0 },
      { attempt: 2, key: "run-7/Work", after: 1_000 },
      { attempt: 3, key: "run-7/Work", after: 3_000 },
      { attempt: 4, key: "run-7/Work", after: 7_000 },
    ]);
    expect(ended.execution?.status).toBe("failed");
    expect(ended.execution?.output).toMatchObject({ Error: "Busy" });
  });

  test("goes on as soon as it succeeds", async () => {
    const { clock, attempts, ended } = running(
      { Retry: [retry] },
      failing(new Busy(), new Busy(), undefined),
    );
    await clock.pass(60_000);
    expect(attempts).toHaveLength(3);
    expect(ended.execution).toEqual({ status: "succeeded", output: "done", trace: ["Work", "Done"] });
  });

  test("waits no longer than it may, and less by chance where it is told to", async () => {
    const capped = running(
      { Retry: [{ ...retry, IntervalSeconds: 10, MaxDelaySeconds: 15 }] },
      failing(new Busy()),
    );
    await capped.clock.pass(60_000);
    expect(capped.afters()).toEqual([0, 10_000, 25_000, 40_000]);

    const lucky = running({ Retry: [{ ...retry, JitterStrategy: "FULL" }] }, failing(new Busy()));
    lucky.clock.chance(0.5);
    await lucky.clock.pass(60_000);
    expect(lucky.afters()).toEqual([0, 500, 1_500, 3_500]);
  });

  test("is tried three times more, from one second on, where the retrier says nothing", async () => {
    const { clock, afters } = running({ Retry: [{ ErrorEquals: ["States.ALL"] }] }, failing(new Busy()));
    await clock.pass(60_000);
    expect(afters()).toEqual([0, 1_000, 3_000, 7_000]);
  });

  test("is tried again by the first retrier that means it, and each counts for itself", async () => {
    const others = { ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 5, BackoffRate: 1, MaxAttempts: 1 };
    const once = { ...retry, MaxAttempts: 1 };
    const { clock, afters, ended } = running(
      { Retry: [once, others] },
      failing(new Busy(), new Error("other"), new Busy()),
    );
    await clock.pass(60_000);
    expect(afters()).toEqual([0, 1_000, 6_000]);
    expect(ended.execution?.output).toMatchObject({ Error: "Busy" });
  });

  test("is not tried again where no retrier means it, or it may not be", async () => {
    const unmeant = running({ Retry: [retry] }, failing(new Error("other")));
    const refused = running(
      { Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 0 }, { ErrorEquals: ["States.ALL"] }] },
      failing(new Busy()),
    );
    await Promise.all([unmeant.clock.pass(60_000), refused.clock.pass(60_000)]);
    expect([unmeant.attempts.length, refused.attempts.length]).toEqual([1, 1]);
  });

  test("is caught when all retries have failed, with what came in and what went wrong", async () => {
    const caught = { Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Trouble" }] };
    const { clock, ended } = running({ Retry: [retry], ...caught }, failing(new Busy("no time")));
    await clock.pass(60_000);
    expect(ended.execution).toEqual({
      status: "succeeded",
      output: { n: 1, error: { Error: "Busy", Cause: '{"errorType":"Busy","errorMessage":"no time"}' } },
      trace: ["Work", "Trouble"],
    });
  });

  test("is caught by the first catcher that means it; by none of them where none does", async () => {
    const Catch = [
      { ErrorEquals: ["States.Timeout"], Next: "Done" },
      { ErrorEquals: ["Busy"], Next: "Trouble" },
    ];
    const meant = running({ Catch }, failing(new Busy("x")));
    const unmeant = running({ Catch }, failing(new Error("y")));
    const twice = running(
      { Catch: [...Catch, { ErrorEquals: ["States.ALL"], Next: "Done" }] },
      failing(new Busy("z")),
    );
    await quiet();
    expect(twice.ended.execution?.trace).toEqual(["Work", "Trouble"]);
    expect(meant.ended.execution?.trace).toEqual(["Work", "Trouble"]);
    expect(meant.ended.execution?.output).toMatchObject({ Error: "Busy" });
    expect(unmeant.ended.execution?.status).toBe("failed");
  });

  test("in a document that does not fit its data, is neither retried nor caught", async () => {
    for (const name of ["States.ALL", "States.Runtime"]) {
      const Catch = [{ ErrorEquals: [name], Next: "Trouble" }];
      const all = [{ ErrorEquals: [name] }];
      const { clock, ended, attempts } = running(
        { InputPath: "$.gone", Retry: all, Catch },
        failing(undefined),
      );
      await clock.pass(60_000);
      expect(attempts).toEqual([]);
      expect(ended.execution).toMatchObject({ status: "failed", output: { Error: "States.Runtime" } });
    }
  });

  test("may fail with anything, which is an Error then", async () => {
    // What a task written in JavaScript may throw.
    const { ended } = running({}, () => Promise.reject("no time" as unknown as Error));
    await quiet();
    const Cause = '{"errorType":"Error","errorMessage":"no time"}';
    expect(ended.execution).toMatchObject({ status: "failed", output: { Error: "Error", Cause } });
  });

  test("is tried as often again when its state is entered once more", async () => {
    const clock = testClock();
    let tries = 0;
    const States = {
      Work: {
        Type: "Task",
        Resource: "${Work}",
        Retry: [{ ...retry, MaxAttempts: 1 }],
        ResultPath: null,
        Next: "Wait",
      },
      Wait: { Type: "Wait", Seconds: 1, Next: "Again" },
      Again: { Type: "Task", Resource: "${Count}", Next: "Enough" },
      Enough: {
        Type: "Choice",
        Choices: [{ Variable: "$.n", NumericLessThan: 3, Next: "Work" }],
        Default: "Done",
      },
      ...more,
    };
    let rounds = 0;
    const tasks = {
      Work: async () => {
        if (++tries % 2 === 1) throw new Busy();
        return null;
      },
      Count: async () => ({ n: ++rounds }),
    };
    const run = workflow({ StartAt: "Work", States }, tasks, { clock }).run({}, { id: "run-7" });
    await clock.pass(60_000);
    expect([(await run).status, tries]).toEqual(["succeeded", 6]);
  });
});

describe("a task that takes too long", () => {
  test("is told to end, and is no longer waited for", async () => {
    const { clock, signals, ended } = running({ TimeoutSeconds: 5 }, never);
    await clock.pass(4_999);
    expect([signals[0]?.aborted, ended.execution]).toEqual([false, undefined]);
    await clock.pass(1);
    expect(signals[0]?.aborted).toBe(true);
    expect(ended.execution).toMatchObject({ status: "failed", output: { Error: "States.Timeout" } });
  });

  test("has timed out, whatever it makes of being told so", async () => {
    const heeding: Task = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Busy()));
      });
    const { clock, ended } = running({ TimeoutSeconds: 5 }, heeding);
    await clock.pass(5_000);
    expect(ended.execution?.output).toMatchObject({ Error: "States.Timeout" });
  });

  test("is tried again where time-outs are, and States.TaskFailed means none", async () => {
    const retried = running(
      { TimeoutSeconds: 5, Retry: [{ ...retry, ErrorEquals: ["States.Timeout"], MaxAttempts: 2 }] },
      never,
    );
    const failed = running({ TimeoutSeconds: 5, Retry: [{ ErrorEquals: ["States.TaskFailed"] }] }, never);
    await Promise.all([retried.clock.pass(60_000), failed.clock.pass(60_000)]);
    expect(retried.afters()).toEqual([0, 6_000, 13_000]);
    expect(failed.afters()).toEqual([0]);
  });

  test("may take a day where nothing is said of that", async () => {
    const { clock, ended } = running({}, never);
    await clock.pass(24 * 60 * 60 * 1_000);
    expect(ended.execution).toBeUndefined();
  });

  test("leaves no timer behind when it does not", async () => {
    const { clock, signals, ended } = running({ TimeoutSeconds: 5 }, failing(undefined));
    await quiet();
    expect([clock.sleepers, ended.execution?.status]).toEqual([0, "succeeded"]);
    await clock.pass(10_000);
    expect(signals[0]?.aborted).toBe(false);
  });
});

describe("an execution that is stopped", () => {
  const Retry = [{ ErrorEquals: ["States.ALL"] }];
  const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Trouble" }];

  test("throws why, and nothing is caught or retried", async () => {
    const stopping = new AbortController();
    const { clock, ended, signals, attempts } = running(
      { TimeoutSeconds: 5, Retry, Catch },
      never,
      stopping.signal,
    );
    await quiet();
    stopping.abort(new Busy("enough"));
    await quiet();
    expect(ended.error).toEqual(new Busy("enough"));
    expect([signals[0]?.aborted, clock.sleepers, attempts.length]).toEqual([true, 0, 1]);
  });

  test("has not failed, whatever its task makes of that", async () => {
    const stopping = new AbortController();
    const heeding: Task = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("interrupted")));
      });
    const { ended } = running({}, heeding, stopping.signal);
    await quiet();
    stopping.abort(new Busy("enough"));
    await quiet();
    expect(ended).toEqual({ error: new Busy("enough") });
  });

  test("between two attempts makes no other", async () => {
    const stopping = new AbortController();
    const { clock, ended, attempts } = running({ Retry, Catch }, failing(new Busy()), stopping.signal);
    await clock.pass(500);
    stopping.abort(new Busy("enough"));
    await quiet();
    expect([ended.error, clock.sleepers]).toEqual([new Busy("enough"), 0]);
    expect(attempts).toHaveLength(1);
  });

  test("while it waits goes no further", async () => {
    const stopping = new AbortController();
    const States = { Wait: { Type: "Wait", Seconds: 90, Next: "Done" }, ...more };
    const run = workflow({ StartAt: "Wait", States }, {}, { clock: testClock() }).run(
      {},
      { id: "run-7", signal: stopping.signal },
    );
    await quiet();
    stopping.abort(new Busy("enough"));
    await expect(run).rejects.toEqual(new Busy("enough"));
  });

  test("before it began does nothing", async () => {
    const { ended, attempts } = running({}, never, AbortSignal.abort(new Busy("enough")));
    await quiet();
    expect([ended.error, attempts]).toEqual([new Busy("enough"), []]);
  });
});
