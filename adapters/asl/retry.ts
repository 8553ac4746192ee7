import { type Clock, type Json } from "palaver";
import { means, shown, type Failure } from "./failure.ts";
import { field, has, listIn, numberIn, partOf, textIn, wrong, type Part } from "./part.ts";
import { placeAt } from "./path.ts";

/** Says how many milliseconds to wait before trying again after a failure; nothing where it is not tried again. */
export type Patience = (failure: Failure) => number | undefined;

/** Which state a failure leads to, and with what; nothing where nobody catches it. */
export type Catch = (
  failure: Failure,
  input: Json,
) => { readonly next: string; readonly output: Json } | undefined;

/** The most seconds that a document may name: a little more than three years. */
export const longest = 99_999_999;

/** Reads `Retry`. Each time a state is entered its retriers begin to count anew, and each counts for itself. */
export function patienceOf(state: Part, { random }: Pick<Clock, "random">): () => Patience {
  const retriers = listIn(state, "Retry", true).map((value, n, all) =>
    retrierOf(value, `The retrier ${n + 1} of ${lower(state.where)}`, n === all.length - 1),
  );
  return () => {
    const tries = retriers.map(() => 0);
    return (failure) => {
      const n = retriers.findIndex(({ names }) => means(names, failure));
      const [retrier, tried = 0] = [retriers[n], tries[n]];
      if (!retrier || tried >= retrier.attempts) return undefined;
      tries[n] = tried + 1;
      const wait = Math.min(retrier.interval * retrier.rate ** tried, retrier.most);
      return 1_000 * wait * (retrier.jitter ? random() : 1);
    };
  };
}

function retrierOf(value: unknown, where: string, last: boolean) {
  const part = partOf(value, where, [
    "ErrorEquals",
    "IntervalSeconds",
    "MaxAttempts",
    "BackoffRate",
    "MaxDelaySeconds",
    "JitterStrategy",
    "Comment",
  ]);
  const jitter = has(part, "JitterStrategy") ? field(part, "JitterStrategy") : "NONE";
  if (jitter !== "NONE" && jitter !== "FULL")
    throw wrong(where, "has a JitterStrategy that is not NONE or FULL");
  const seconds = { least: 1, most: longest, whole: true };
  return {
    names: namesIn(part, last),
    interval: numberIn(part, "IntervalSeconds", seconds) ?? 1,
    attempts: numberIn(part, "MaxAttempts", { least: 0, most: longest, whole: true }) ?? 3,
    rate: numberIn(part, "BackoffRate", { least: 1, most: 1_000 }) ?? 2,
    most: numberIn(part, "MaxDelaySeconds", seconds) ?? longest,
    jitter: jitter === "FULL",
  };
}

/** Reads `Catch`. The state a failure leads to gets the input of the one that failed, with the failure placed in it. */
export function catchOf(state: Part, target: (name: string, where: string) => string): Catch {
  const catchers = listIn(state, "Catch", true).map((value, n, all) => {
    const where = `The catcher ${n + 1} of ${lower(state.where)}`;
    const part = partOf(value, where, ["ErrorEquals", "Next", "ResultPath", "Comment"]);
    return {
      names: namesIn(part, n === all.length - 1),
      next: target(textIn(part, "Next"), where),
      place: placing(part),
    };
  });
  return (failure, input) => {
    const catcher = catchers.find(({ names }) => means(names, failure));
    return catcher && { next: catcher.next, output: catcher.place(input, shown(failure)) };
  };
}

/** Puts a result into the input as `ResultPath` says: in its place where it says nothing, nowhere where it is null. */
export function placing(part: Part): (input: Json, result: Json) => Json {
  const path = has(part, "ResultPath") ? field(part, "ResultPath") : "$";
  return path === null ? (input) => input : placeAt(path, part.where);
}

/** `States.ALL` comes alone and last, as it leaves nothing to those after it. */
function namesIn(part: Part, last: boolean): readonly string[] {
  const names = listIn(part, "ErrorEquals").map((name) => {
    if (typeof name === "string") return name;
    throw wrong(part.where, "has an ErrorEquals with something in it that is no text");
  });
  if (!names.includes("States.ALL") || (names.length === 1 && last)) return names;
  throw wrong(part.where, "has States.ALL, which has to be alone and in the last place");
}

const lower = (where: string) => where.replace(/^The /, "the ");
