/** What goes wrong with a call, on purpose. */
export type Fault =
  /** 429, with so many seconds to wait. */
  | { readonly type: "limited"; readonly seconds: number }
  /** It is done, but the connection breaks before the answer. */
  | { readonly type: "lost" }
  /** It is done, but the answer never comes. */
  | { readonly type: "silent" }
  /** It is done, but the answer comes only after so many milliseconds. */
  | { readonly type: "slow"; readonly milliseconds: number }
  /** It is done and answered, but what was posted shows up for readers only after so many milliseconds. */
  | { readonly type: "late"; readonly milliseconds: number }
  /** Nothing is done but to answer with this status. */
  | { readonly type: "status"; readonly status: number }
  /** Nothing is done but to answer with this error code. */
  | { readonly type: "error"; readonly error: string };

/** What goes wrong with an event on its way to the app, on purpose. */
export type EventFault =
  /** It is sent twice, with the same id. */
  | { readonly type: "duplicated" }
  /** It is sent only after the one that comes next. */
  | { readonly type: "reordered" }
  /** It is sent only after so many milliseconds; nobody waits for it. */
  | { readonly type: "delayed"; readonly milliseconds: number }
  /** It is not sent at all. */
  | { readonly type: "dropped" };

/** Faults that wait for whatever they are meant for, each for a number of times. */
export interface Faults<F> {
  add(target: string, fault: F, times: number): void;
  /** The fault that strikes now, which is thereby used up once. */
  next(target: string): F | undefined;
}

export function createFaults<F>(): Faults<F> {
  const faults: { readonly target: string; readonly fault: F; left: number }[] = [];
  return {
    add: (target, fault, times) => void faults.push({ target, fault, left: times }),
    next(target) {
      const found = faults.find((it) => it.target === target && it.left > 0);
      if (found) found.left--;
      return found?.fault;
    },
  };
}
