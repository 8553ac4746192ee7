import { toSpeech, toSsml, type Said, type Speech, type SpeechNode } from "palaver";
import type { Engine } from "./voices.ts";

/** Speech as SSML that an engine takes: Polly refuses a document with a tag that the engine does not have. */
export const ssmlFor = (said: Said, engine: Engine): string =>
  toSsml(engine === "standard" ? said : plainer(toSpeech(said)));

/** Speech without emphasis, which only the standard engine has. */
const plainer = (speech: Speech): Speech => ({
  parts: speech.parts.flatMap((part): readonly SpeechNode[] =>
    part.type === "emphasis" ? plainer(part.content).parts : [part],
  ),
});
