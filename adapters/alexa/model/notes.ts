import type { Finding, Overlay } from "palaver";
import type { Renaming } from "./names.ts";

/** What is said of the parts of a file that no declaration says: they stay as they are, or stay away. */
export function kept(path: string, { set = {}, drop = [] }: Overlay, names: Renaming): readonly Finding[] {
  const locale = /([a-z]{2}-[A-Z]{2})\.json$/.exec(path)?.[1];
  const note = (place: string, what: string): Finding => {
    const [, there] = /^\/interactionModel\/(?:languageModel|dialog)\/intents\/([^/]+)/.exec(place) ?? [];
    return {
      code: "alexa/kept",
      level: "warning",
      ...(locale !== undefined && { locale }),
      ...(there !== undefined && { intent: names.intent(there) }),
      message: `No declaration says ${what}, so the settings carry it.`,
      remedy: `Look at it under "overlay" in the settings, and take it out once the app says it or needs it no more.`,
    };
  };
  return [
    ...Object.keys(set).map((place) =>
      note(place, `what stands at ${place === "" ? "/" : place} in "${path}"`),
    ),
    ...drop.map((place) => note(place, `that there is nothing at ${place} in "${path}"`)),
  ];
}
