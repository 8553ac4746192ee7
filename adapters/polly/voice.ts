import { PalaverError, systemClock, type Audio, type Clock, type Log, type Mark, type Voice } from "palaver";
import { connection, type ConnectionOptions } from "./connection.ts";
import { formats, rateOf, type Format } from "./format.ts";
import { marksOf } from "./marks.ts";
import { opener, type Opened } from "./open.ts";
import { checkPlanOptions, planOf, type Plan, type PlanOptions } from "./plan.ts";
import { flow } from "./stream.ts";
import { isLong, taskAudio, type Tasks } from "./task.ts";
import { wavHeader } from "./wav.ts";

export interface PollyOptions extends ConnectionOptions, PlanOptions {
  /** Default `mp3`. */
  readonly format?: Format;
  /** Samples a second, of those that the format has. Default: the most usual one. */
  readonly rate?: number;
  /** Milliseconds until the first byte of each request, with its tries. Default 4,000. */
  readonly deadline?: number;
  /** Milliseconds to wait for more after that. Default 4,000. */
  readonly stall?: number;
  /** How often one request is tried. Default 3. */
  readonly attempts?: number;
  /** Long speech as a task of Polly's, which is fetched when it is done. Without this it is said in parts. */
  readonly tasks?: Tasks;
  readonly clock?: Clock;
  readonly log?: Log;
}

/**
 * Amazon Polly as a voice: audio as soon as there is some, of the first voice and engine that there is. Needs
 * `polly:SynthesizeSpeech`. Throws {@link SpeechFailed}, which says whose fault it was, or the reason of the signal:
 * what fails before the first byte from `speak`, and what fails later in the midst of the bytes.
 */
export function polly(options: PollyOptions = {}): Voice {
  const { format = "mp3", deadline = 4_000, stall = 4_000, attempts = 3, clock = systemClock } = options;
  checkPlanOptions(options);
  if (!Object.hasOwn(formats, format)) {
    const all = Object.keys(formats).join(", ");
    throw new PalaverError("invalid-option", `"${format}" is no format of Polly's; choose of ${all}.`);
  }
  const rate = rateOf(format, options.rate);
  const asking = { connected: connection(options), deadline, attempts, clock };
  const open = opener({ ...asking, log: options.log });
  const { type, wire } = formats[format];
  const how = { OutputFormat: wire, SampleRate: String(rate) };

  /** The first response's bytes and then those of the others, each begun when the one before has ended. */
  async function* joined(plan: Plan, opened: Opened, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const what = "speech";
    const choices = [opened.choice];
    const flowing = { what, stall, clock, signal };
    try {
      if (format === "wav") yield wavHeader(rate);
      yield* flow(opened.first, opened.source, flowing);
      const { length } = plan.documents(opened.choice.engine);
      for (let n = 1; n < length; n++) {
        const next = await open({ what, plan, n, how, choices, signal });
        const bytes = flow(next.first, next.source, flowing);
        yield* next.type === wav ? withoutHeader(bytes) : bytes;
      }
    } finally {
      opened.source.close();
    }
  }

  return {
    async speak(speech, speaking): Promise<Audio> {
      const { signal } = speaking;
      const { tasks } = options;
      signal?.throwIfAborted();
      if (tasks && isLong(speech, tasks)) {
        const bytes = await taskAudio(speech, speaking, tasks, { ...options, ...asking, format, rate });
        return { type, bytes: format === "wav" ? withHeader(bytes, rate) : bytes };
      }
      const plan = planOf(speech, speaking, options);
      if (isEmpty(plan)) return { type, bytes: nothing() };
      const opened = await open({ what: "speech", plan, n: 0, how, signal });
      // Who gives up before reading does not leave a response open.
      signal?.addEventListener("abort", opened.source.close, { once: true });
      const isAsAsked = format === "wav" || !opened.type.startsWith("audio/");
      return { type: isAsAsked ? type : opened.type, bytes: joined(plan, opened, signal) };
    },

    async marks(speech, speaking): Promise<readonly Mark[]> {
      const { signal } = speaking;
      const what = "speech marks";
      const plan = planOf(speech, speaking, options);
      if (isEmpty(plan)) return [];
      return marksOf(plan, async (n, types, choices) => {
        const json = { OutputFormat: "json" as const, SpeechMarkTypes: [...types] };
        const opened = await open({ what, plan, n, how: json, choices, signal });
        return { ...opened, bytes: flow(opened.first, opened.source, { what, stall, clock, signal }) };
      });
    },

    recipe(speech, speaking) {
      const { choices, lexicons, documents } = planOf(speech, speaking, options);
      const said = [...new Set(choices.map(({ engine }) => engine))].map(documents);
      return JSON.stringify(["polly", format, rate, lexicons, choices, said]);
    },
  };
}

/** Whether there is nothing to say. */
const isEmpty = ({ choices, documents }: Plan) => documents(choices[0]?.engine ?? "standard").length === 0;

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** What Polly itself never sends, and its sandbox does in place of what it cannot encode. */
const wav = "audio/wav";

/** The samples of a WAV file whose header has 44 bytes, to go on with after those of another. */
async function* withoutHeader(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = 44;
  for await (const chunk of bytes) {
    if (left < chunk.byteLength) yield chunk.subarray(left);
    left = Math.max(left - chunk.byteLength, 0);
  }
}

async function* withHeader(bytes: AsyncIterable<Uint8Array>, rate: number): AsyncGenerator<Uint8Array> {
  yield wavHeader(rate);
  yield* bytes;
}
