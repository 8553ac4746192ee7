import type { SynthesizeSpeechCommandInput } from "@aws-sdk/client-polly";
import type { Clock, Log } from "palaver";
import { attempted } from "./attempt.ts";
import type { Choice } from "./choice.ts";
import type { Connected } from "./connection.ts";
import { isUnsupported, SpeechFailed } from "./failure.ts";
import type { Plan } from "./plan.ts";
import type { Document } from "./place.ts";
import { parametersOf } from "./request.ts";
import { sourceOf, type Source } from "./stream.ts";

/** How Polly is asked. */
export interface Asking {
  readonly connected: () => Promise<Connected>;
  /** Milliseconds until the first byte of a request, with its tries. */
  readonly deadline: number;
  readonly attempts: number;
  readonly clock: Clock;
  readonly log: Log | undefined;
}

/** What is asked for: a document of a plan, and what is to come of it. */
export interface Wanted {
  /** What it is, for messages. */
  readonly what: string;
  readonly plan: Plan;
  /** The number of the document. */
  readonly n: number;
  readonly how: Pick<SynthesizeSpeechCommandInput, "OutputFormat" | "SampleRate" | "SpeechMarkTypes">;
  /** Default: those of the plan. */
  readonly choices?: readonly Choice[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A response that has begun. */
export interface Opened {
  readonly choice: Choice;
  readonly document: Document;
  /** The media type, as Polly says it. */
  readonly type: string;
  readonly source: Source;
  /** The first bytes; nothing where there are none at all. */
  readonly first: Uint8Array | undefined;
}

/** Engines that voices turned out not to have, which is not asked again; so many are remembered. */
const remembered = 256;

/**
 * Opens responses up to their first bytes: by the first of the choices that can say the document, and as text where
 * Polly refuses the markup. Throws {@link SpeechFailed}, or the reason of the signal.
 */
export function opener({
  connected,
  deadline,
  attempts,
  clock,
  log,
}: Asking): (it: Wanted) => Promise<Opened> {
  const missing = new Set<string>();

  async function begin(input: SynthesizeSpeechCommandInput, over: AbortSignal): Promise<Begun> {
    const { sdk, client } = await connected();
    const response = await client.send(new sdk.SynthesizeSpeechCommand(input), { abortSignal: over });
    const source = sourceOf(response.AudioStream);
    over.addEventListener("abort", source.close);
    try {
      return { source, first: await source.next(), type: response.ContentType ?? "" };
    } catch (error) {
      source.close();
      throw error;
    } finally {
      over.removeEventListener("abort", source.close);
    }
  }

  async function say(wanted: Wanted, choice: Choice, document: Document): Promise<Opened> {
    const { what, plan, how, signal } = wanted;
    const input = { ...parametersOf(choice, document, plan.lexicons), ...how };
    const begun = await attempted((over) => begin(input, over), { what, deadline, attempts, clock, signal });
    return { choice, document, ...begun };
  }

  async function by(wanted: Wanted, choice: Choice): Promise<Opened> {
    const { plan, n } = wanted;
    try {
      return await say(wanted, choice, plan.documents(choice.engine)[n] ?? plan.plain(choice.engine, n));
    } catch (error) {
      if (!(error instanceof SpeechFailed) || error.code !== "InvalidSsmlException") throw error;
      log?.({ level: "warn", event: "polly refuses markup", code: error.code, error: nameOf(choice) });
      return say(wanted, choice, plan.plain(choice.engine, n));
    }
  }

  return async function open(wanted) {
    const { choices = wanted.plan.choices } = wanted;
    const untried = choices.filter((choice) => !missing.has(nameOf(choice)));
    let failure = new SpeechFailed("caller", "NoVoice", `There is no Polly voice for ${wanted.what}.`);
    for (const choice of untried.length > 0 ? untried : choices) {
      try {
        return await by(wanted, choice);
      } catch (error) {
        if (!(error instanceof SpeechFailed) || !isUnsupported(error)) throw error;
        failure = error;
        if (missing.size < remembered) missing.add(nameOf(choice));
        log?.({ level: "warn", event: "polly lacks a voice", code: error.code, error: nameOf(choice) });
      }
    }
    throw failure;
  };
}

type Begun = Pick<Opened, "source" | "first" | "type">;

const nameOf = ({ voice, engine }: Choice) => `${voice} ${engine}`;
