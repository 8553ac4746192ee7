/** Work in lanes: what shares a lane runs one after the other, in order; lanes run beside each other. */
export interface Lanes {
  run<T>(lane: string, work: () => Promise<T>): Promise<T>;
  /** Whether anything runs or waits. */
  readonly busy: boolean;
  /** Resolves once every lane is empty. */
  idle(): Promise<void>;
}

export function lanes(): Lanes {
  const ends = new Map<string, Promise<unknown>>();

  return {
    async run(lane, work) {
      const mine = (ends.get(lane) ?? Promise.resolve()).then(work, work);
      ends.set(lane, mine);
      try {
        return await mine;
      } finally {
        if (ends.get(lane) === mine) ends.delete(lane);
      }
    },

    get busy() {
      return ends.size > 0;
    },

    async idle() {
      while (ends.size > 0) await Promise.allSettled(ends.values());
    },
  };
}
