/** The built-in intents of the platform that a custom skill can have, without `AMAZON.` and `Intent`. */
export const builtIn: ReadonlySet<string> = new Set(
  (
    "Cancel Fallback Help LoopOff LoopOn More NavigateHome NavigateSettings Next No PageDown PageUp Pause Previous Repeat " +
    "Resume ScrollDown ScrollLeft ScrollRight ScrollUp Select ShuffleOff ShuffleOn StartOver Stop Yes"
  ).split(" "),
);

/** What the app calls an intent of the platform's: `AMAZON.YesIntent` is `Yes`, the app's own are called what they are. */
export const fromPlatform = (name: string): string =>
  name.startsWith("AMAZON.") ? name.slice("AMAZON.".length).replace(/Intent$/, "") : name;

/** What the platform calls an intent of the app's. */
export const toPlatform = (name: string): string => (builtIn.has(name) ? `AMAZON.${name}Intent` : name);
