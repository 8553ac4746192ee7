import { createHash } from "node:crypto";
import type { RecognizeUtteranceCommandOutput } from "@aws-sdk/client-lex-runtime-v2";
import { asString, isObject, itemsOf, look, systemClock, type Audio, type Clock } from "palaver";
import { checkBot, connecting, toLexLocale, type LexReach } from "./connect.ts";
import { failureOf, LexFailure } from "./failure.ts";
import { pack, unpack } from "./packed.ts";
import { wordsOf } from "./words.ts";

/** Which bot is spoken with, and how it is to sound. */
export interface LexVoiceOptions extends LexReach {
  /** The audio to be answered with. Default `audio/mpeg`; `audio/pcm` has 16,000 samples of 16 bits a second. */
  readonly answers?: "audio/mpeg" | "audio/ogg" | "audio/pcm";
  /** Milliseconds until the answer begins. Default 10,000. */
  readonly deadline?: number;
  readonly clock?: Clock;
}

/** Who speaks, and what the bot is told along with the words. */
export interface LexSpeaker {
  /** The conversation. An id that Lex would not take is hashed. */
  readonly session: string;
  /** Where the bot's locale is not fixed. Default `en-US`. */
  readonly locale?: string;
  /** Sets the state of the session, as RecognizeUtterance takes it. */
  readonly sessionState?: object;
  readonly requestAttributes?: Readonly<Record<string, string>>;
}

/** What came of something that was said. */
export interface LexAnswer {
  /** The words that Lex heard; empty where it heard none. */
  readonly heard: string;
  /** What is said in answer, without markup. */
  readonly text: string;
  /** How that sounds, as it comes; nothing where there is nothing to be heard. */
  readonly audio?: Audio;
  /** Whether the bot waits for more. */
  readonly open: boolean;
  readonly sessionState: unknown;
  readonly interpretations: readonly unknown[];
}

/** A bot that is talked to by voice. */
export interface LexVoice {
  /**
   * Says something: audio of a type that Lex takes, such as `audio/l16; rate=16000; channels=1`, up to 15 seconds; or
   * words, as `text/plain; charset=utf-8`. Throws {@link LexFailure}.
   */
  converse(audio: Uint8Array, type: string, speaker: LexSpeaker): Promise<LexAnswer>;
}

/**
 * Talking to a Lex V2 bot: audio in and audio out, by RecognizeUtterance. Needs `lex:RecognizeUtterance`. A turn is
 * sent once and never again by itself, for the bot may have acted on it.
 */
export function lexVoice(options: LexVoiceOptions): LexVoice {
  checkBot(options);
  const { botId, botAliasId, answers = "audio/mpeg", deadline = 10_000, clock = systemClock } = options;
  const client = connecting(options, 1);

  return {
    async converse(audio, type, { session, locale = "en-US", sessionState, requestAttributes }) {
      const late = new AbortController();
      const done = new AbortController();
      void clock.sleep(deadline, done.signal).then(() => {
        // Once the answer has begun, its audio may take as long as it lasts.
        if (!done.signal.aborted) late.abort();
      });
      try {
        const { RecognizeUtteranceCommand } = await import("@aws-sdk/client-lex-runtime-v2");
        const command = new RecognizeUtteranceCommand({
          botId,
          botAliasId,
          localeId: options.localeId ?? toLexLocale(locale),
          sessionId: sessionOf(session),
          requestContentType: type,
          responseContentType: answers,
          inputStream: audio,
          ...(sessionState && { sessionState: pack(sessionState) }),
          ...(requestAttributes && { requestAttributes: pack(requestAttributes) }),
        });
        return answerOf(await (await client()).send(command, { abortSignal: late.signal }));
      } catch (error) {
        throw failureOf(error);
      } finally {
        done.abort();
      }
    },
  };
}

function answerOf(output: RecognizeUtteranceCommandOutput): LexAnswer {
  const messages = itemsOf(valueOf(output.messages, "messages"));
  const sessionState = valueOf(output.sessionState, "sessionState");
  const interpretations = itemsOf(valueOf(output.interpretations, "interpretations"));
  const action = look(sessionState, "dialogAction", "type");
  const { audioStream, contentType } = output;
  const text = wordsOf({ messages });
  return {
    heard: asString(valueOf(output.inputTranscript, "inputTranscript")) ?? "",
    text,
    open: action === "ElicitSlot" || action === "ConfirmIntent" || action === "ElicitIntent",
    sessionState,
    interpretations,
    ...(text !== "" &&
      contentType?.startsWith("audio/") === true &&
      isBytes(audioStream) && { audio: { type: contentType, bytes: audioStream } }),
  };
}

/** What a packed header holds; nothing where Lex left it out. */
function valueOf(header: string | undefined, name: string): unknown {
  if (header === undefined || header === "") return undefined;
  const found = unpack(header);
  if (!found) throw new LexFailure("lex", `Lex answered with an unreadable ${name}.`);
  return found.value;
}

/** In Node.js the client's streams can be iterated; its types also know those of browsers. */
const isBytes = (stream: unknown): stream is AsyncIterable<Uint8Array> =>
  isObject(stream) && Symbol.asyncIterator in stream;

/** A name of a session that Lex takes: as it is, where it can be, and otherwise hashed. */
const sessionOf = (name: string) =>
  /^[0-9a-zA-Z._:-]{2,100}$/.test(name) ? name : createHash("sha256").update(name).digest("base64url");
