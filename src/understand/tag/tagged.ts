/** A stretch of a text that belongs to a slot, in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly slot: string;
  readonly start: number;
  readonly end: number;
}

/** What something else found in a text: a value of a declared list or of a built-in type, `name` being the list's or type's. */
export interface Hint {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A sentence with its slots marked. */
export interface Tagged {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly hints?: readonly Hint[];
  /** Repetitions, or part of one. */
  readonly weight?: number;
}
