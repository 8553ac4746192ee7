import type { Speech } from "./speech.ts";

/** How something is to be said. */
export interface Speaking {
  readonly locale: string;
  /** The name of a voice, as the adapter knows it; without it the adapter's choice for the locale. */
  readonly voice?: string;
  readonly signal?: AbortSignal;
}

/** Audio as it comes: its media type, and its bytes as soon as there are any. */
export interface Audio {
  readonly type: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** When a word begins to be heard, in milliseconds, and where it stands in the text, in UTF-16 units. */
export interface Mark {
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** How an app sounds. */
export interface Voice {
  speak(speech: Speech, how: Speaking): Promise<Audio>;
  /** Absent where a voice cannot tell. */
  marks?(speech: Speech, how: Speaking): Promise<readonly Mark[]>;
  /** All that decides how something sounds, as words that are equal where the audio would be. Absent where it cannot tell. */
  recipe?(speech: Speech, how: Speaking): string;
}
