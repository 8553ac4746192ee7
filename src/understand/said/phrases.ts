/** What people say for the intents that every app understands. They bear the names that platforms give theirs. */
export type BuiltInPhrases = Readonly<Record<BuiltIn, readonly string[]>>;

/** The intents that every app understands. */
export type BuiltIn =
  | "Yes"
  | "No"
  | "Cancel"
  | "Stop"
  | "Help"
  | "Repeat"
  | "StartOver"
  | "Hello"
  | "Thanks"
  | "GoBack"
  | "More"
  | "Next"
  | "Previous"
  | "Again"
  | "Usual";
