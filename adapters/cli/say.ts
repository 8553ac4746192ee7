import { writeFile } from "node:fs/promises";
import { speakable, type Voice } from "palaver";
import { espeak, espeakThere, whole } from "palaver/espeak";
import { Complaint } from "./complaint.ts";
import { findPlayer, playerNames, type Player } from "./player.ts";
import { speaker, type Speaker } from "./speaker.ts";

/** How a text is to be said. */
export interface SayFlags {
  readonly locale: string;
  readonly voice?: string | undefined;
  /** The file to write WAV to, in place of playing it. */
  readonly out?: string | undefined;
}

/** Says a text aloud, or into a file. Throws {@link Complaint} where this machine cannot. */
export async function say(text: string, { locale, voice: name, out }: SayFlags): Promise<void> {
  if (text.trim() === "") throw new Complaint('Say what to say: palaver say "Hello" --out hello.wav.');
  const voice = await voiceHere();
  const player = out === undefined ? await playerHere() : undefined;
  const wav = await whole(
    await voice.speak(speakable(text, locale), { locale, ...(name && { voice: name }) }),
  );
  if (player && !(await player(wav, new AbortController().signal)))
    throw new Complaint("No player of this machine could play it; write it to a file with --out FILE.");
  if (out === undefined) return;
  try {
    await writeFile(out, wav);
  } catch {
    throw new Complaint(`The file ${out} cannot be written; check that its folder is there.`);
  }
}

/** What says the answers of a conversation aloud. Throws {@link Complaint} where this machine cannot. */
export async function speakerHere(
  { locale, voice: name }: Omit<SayFlags, "out">,
  notice: (line: string) => void,
): Promise<Speaker> {
  return speaker({ voice: await voiceHere(), player: await playerHere(), locale, name, notice });
}

/** Whether this machine could say answers aloud. */
export const canSpeak = async (): Promise<boolean> =>
  (await findPlayer()) !== undefined && (await espeakThere());

async function voiceHere(): Promise<Voice> {
  if (await espeakThere()) return espeak();
  throw new Complaint(
    "There is no voice here; install espeak-ng (apt-get install espeak-ng, brew install espeak-ng).",
  );
}

async function playerHere(): Promise<Player> {
  const player = await findPlayer();
  if (player) return player;
  throw new Complaint(`Nothing here plays audio; install one of ${playerNames}.`);
}
