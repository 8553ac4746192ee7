import { speakable, type Speech, type Voice } from "palaver";
import { whole } from "palaver/espeak";
import type { Player } from "./player.ts";

/** Says answers aloud, one after another, while the conversation goes on. */
export interface Speaker {
  say(speech: Speech): void;
  /** Is silent at once, also about what it has not said yet. */
  stop(): void;
  /** Waits until all is said. */
  done(): Promise<void>;
}

export interface SpeakerOptions {
  readonly voice: Voice;
  readonly player: Player;
  readonly locale: string;
  readonly name?: string | undefined;
  /** Told once, in a line, when nothing can be heard; from then on it says nothing. */
  readonly notice: (line: string) => void;
}

/** Makes one of a voice and of what plays audio here. Nothing it does holds up or ends a conversation. */
export function speaker({ voice, player, locale, name, notice }: SpeakerOptions): Speaker {
  let talk = new AbortController();
  let said: Promise<void> = Promise.resolve();
  let mute = false;

  async function aloud(speech: Speech, signal: AbortSignal): Promise<void> {
    if (mute || signal.aborted) return;
    try {
      const wav = await whole(
        await voice.speak(speakable(speech, locale), { locale, signal, ...(name && { voice: name }) }),
      );
      if (await player(wav, signal)) return;
      throw new Error("no player of this machine could play it");
    } catch (error) {
      if (signal.aborted) return;
      mute = true;
      notice(`Nothing can be heard: ${error instanceof Error ? error.message : "the voice failed"}.`);
    }
  }

  return {
    say(speech) {
      const { signal } = talk;
      said = said.then(() => aloud(speech, signal));
    },
    stop() {
      talk.abort(new Error("Somebody has something to say."));
      talk = new AbortController();
    },
    done: () => said,
  };
}
