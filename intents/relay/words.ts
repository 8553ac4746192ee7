import { join, lang, pause, speech, type Said, type Speech } from "palaver";
import { languageOf } from "./language.ts";
import type { Answer } from "./relay.ts";

/** "Kevin says: break a leg!", one after the other; what is in another language than the listener's is said in its own. */
export const spoken = (answers: readonly Answer[], locale: string): Speech =>
  join(
    ...answers.flatMap(({ by, text }, i) => [
      ...(i > 0 ? [pause(400)] : []),
      speech`${by} says: ${inItsOwn(text, locale)}`,
    ]),
  );

function inItsOwn(text: string, locale: string): Said {
  const language = languageOf(text);
  return language === undefined || locale.split("-")[0] === language ? text : lang(language, text);
}
