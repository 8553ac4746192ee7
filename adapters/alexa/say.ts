import { fitted, pick, speakable, voice, type Localized, type Said, type Target } from "palaver";
import { alexaTarget } from "./target.ts";

/** Who speaks: nobody in particular, a voice of Amazon Polly, or one for each language or locale. */
export type Speaker = Localized<string> | undefined;

/** Speech as SSML that a skill may say at once, by its speaker. */
export function say(said: Said, locale: string, speaker: Speaker, target: Target = alexaTarget): string {
  const by = typeof speaker === "object" ? pick(speaker, locale) : speaker;
  const words = speakable(said, locale);
  if (by === undefined) return fitted(words, target);
  const voices = Array.isArray(target.tags.voice) ? [...target.tags.voice, by] : [by];
  return fitted(voice(by, words), { ...target, tags: { ...target.tags, voice: voices } });
}
