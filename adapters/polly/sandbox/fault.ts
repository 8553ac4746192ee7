/** The operations of Polly that the sandbox has. */
export type Operation =
  | "SynthesizeSpeech"
  | "DescribeVoices"
  | "PutLexicon"
  | "GetLexicon"
  | "DeleteLexicon"
  | "ListLexicons"
  | "StartSpeechSynthesisTask"
  | "GetSpeechSynthesisTask"
  | "ListSpeechSynthesisTasks";

/** What goes wrong with a request, on purpose. */
export type Fault =
  /** It is done, but the connection breaks before the answer. */
  | { readonly type: "lost" }
  /** It is done, but the answer never comes. */
  | { readonly type: "silent" }
  /** It is done, but the answer comes only after so many milliseconds. */
  | { readonly type: "slow"; readonly milliseconds: number }
  /** The connection breaks after half of the answer's bytes. */
  | { readonly type: "half" }
  /** Half of the answer's bytes come, and no more. */
  | { readonly type: "stalled" }
  /** Nothing is done but to answer with this exception; its status is 400, or 500 for a `ServiceFailureException`. */
  | { readonly type: "error"; readonly code: string; readonly status?: number };

/** Faults that wait for their operation, each for a number of times. */
export interface Faults {
  add(operation: Operation, fault: Fault, times: number): void;
  /** The fault that strikes now, which is thereby used up once. */
  next(operation: Operation): Fault | undefined;
}

export function faults(): Faults {
  const waiting: { readonly operation: Operation; readonly fault: Fault; left: number }[] = [];
  return {
    add: (operation, fault, times) => void waiting.push({ operation, fault, left: times }),
    next(operation) {
      const found = waiting.find((it) => it.operation === operation && it.left > 0);
      if (found) found.left--;
      return found?.fault;
    },
  };
}
