import type { SynthesizeSpeechCommandInput } from "@aws-sdk/client-polly";
import type { Choice } from "./choice.ts";
import type { Document } from "./place.ts";

/** The parameters of a synthesis that are the same for audio, for marks and for a task. */
export type Parameters = Pick<
  SynthesizeSpeechCommandInput,
  "Engine" | "VoiceId" | "LanguageCode" | "Text" | "TextType" | "LexiconNames"
>;

/** One document as a voice is to say it. */
export function parametersOf(
  { voice, engine, language }: Choice,
  { type, text }: Document,
  lexicons: readonly string[],
): Parameters {
  return {
    Engine: engine,
    // The SDK names the voices of its day, and Polly has new ones before it does.
    VoiceId: voice as NonNullable<Parameters["VoiceId"]>,
    Text: text,
    TextType: type,
    ...(language !== undefined && {
      // Of the table of voices, or of an app's own options; Polly says where it is none.
      LanguageCode: language as NonNullable<Parameters["LanguageCode"]>,
    }),
    ...(lexicons.length > 0 && { LexiconNames: [...lexicons] }),
  };
}
