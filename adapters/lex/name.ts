/** The built-in intents of voice platforms, by the plain names the core knows them by. */
const builtIn: ReadonlySet<string> = new Set([
  "Cancel",
  "Fallback",
  "Help",
  "More",
  "NavigateHome",
  "Next",
  "No",
  "Pause",
  "Previous",
  "Repeat",
  "Resume",
  "StartOver",
  "Stop",
  "Yes",
]);

/** A bot's own names for built-in intents: `{ GetHelp: "Help" }`. */
export type BuiltIns = Readonly<Record<string, string>>;

/**
 * The app's name for a Lex intent. An event does not show an intent's parent, so a bot's own names are looked up;
 * beyond them `FallbackIntent`, `YesIntent` and their like are taken for what they say.
 */
export function toPlain(name: string, own: BuiltIns): string {
  if (Object.hasOwn(own, name)) return own[name] ?? name;
  const bare = name.replace(/^AMAZON\./, "").replace(/Intent$/, "");
  return builtIn.has(bare) ? bare : name;
}

/** The bot's name for an intent of the app: the one the event has for it, the bot's own, or the same. */
export function toLexName(plain: string, here: string | undefined, own: BuiltIns): string {
  if (here !== undefined && toPlain(here, own) === plain) return here;
  const named = Object.keys(own).find((name) => own[name] === plain);
  return named ?? (plain === "Fallback" ? "FallbackIntent" : plain);
}

/** Whether the core knows an intent of that plain name by itself. */
export const isBuiltIn = (plain: string): boolean => builtIn.has(plain);
