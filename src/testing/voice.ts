import { emphasis, pause, sayAs, speech, toSpeech } from "../speech.ts";
import type { Voice } from "../voice.ts";
import { claim } from "./claim.ts";
import type { Test } from "./store.ts";

const locale = "en-US";

/** What every voice promises. Give it your runner's `test` and a way to make the voice. */
export function voiceContract(test: Test, make: () => Voice | Promise<Voice>): void {
  test("a voice says a sentence in audio of a named type", async () => {
    const { type, bytes } = await sound(await make(), toSpeech("Your order is on its way."));
    claim(/^audio\/[\w.+-]+/.test(type), `A voice gave "${type}", which is no audio type.`);
    claim(bytes > 0, "A voice said a sentence in no bytes at all.");
  });

  test("a voice takes every kind of speech there is", async () => {
    const all = speech`Order ${sayAs("digits", "4711")} ${pause(200)} is ${emphasis("really")} on its way.`;
    claim((await sound(await make(), all)).bytes > 0, "A voice said nothing for speech with markup.");
  });

  test("a voice survives what people and products are called", async () => {
    const voice = await make();
    for (const name of [
      "Ben & Jerry",
      "3 < 5 > 2",
      `"quoted" 'names'`,
      "\ud800 and \u0000",
      "</speak><audio/>",
      "🍕🍕",
    ]) {
      claim(
        (await sound(voice, toSpeech(`This is ${name}.`))).bytes > 0,
        `A voice said nothing for ${JSON.stringify(name)}.`,
      );
    }
  });

  test("a voice that can mark words marks them in order, inside the text", async () => {
    const voice = await make();
    const text = "One, two, three.";
    const marks = (await voice.marks?.(toSpeech(text), { locale })) ?? [];
    for (const [i, { at, start, end, word }] of marks.entries()) {
      claim(at >= (marks[i - 1]?.at ?? 0), `The mark of "${word}" comes before the one in front of it.`);
      claim(text.slice(start, end) === word, `The mark of "${word}" points at "${text.slice(start, end)}".`);
    }
  });
}

async function sound(voice: Voice, said: Parameters<Voice["speak"]>[0]) {
  const { type, bytes } = await voice.speak(said, { locale });
  let size = 0;
  for await (const chunk of bytes) size += chunk.byteLength;
  return { type, bytes: size };
}
