import { toText, type Clock, type Speaking, type Speech } from "palaver";
import { attempted } from "./attempt.ts";
import type { Connected } from "./connection.ts";
import { failureOf, isUnsupported, SpeechFailed } from "./failure.ts";
import { formats, type Format } from "./format.ts";
import { inTask, planOf, type Plan, type PlanOptions } from "./plan.ts";
import { parametersOf } from "./request.ts";

/** Where Polly puts the audio of long speech, and how it is fetched from there. */
export interface Tasks {
  /** An S3 bucket in the region that is asked; Polly needs `s3:PutObject` there, by the role that asks. */
  readonly bucket: string;
  /** What the names of the objects begin with. */
  readonly prefix?: string;
  /** The bytes at a URI that Polly gave, such as `https://s3.eu-central-1.amazonaws.com/bucket/prefix.id.mp3`. */
  read(uri: string, signal?: AbortSignal): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;
  /** Speech of more characters than this becomes a task. Default 12,000, about a quarter of an hour. */
  readonly over?: number;
  /** Milliseconds between the looks at whether it is done. Default 2,000. */
  readonly every?: number;
  /** Milliseconds until it has to be done. Default ten minutes. */
  readonly deadline?: number;
}

const usual = { over: 12_000, every: 2_000, deadline: 600_000 };

/** Whether speech is long enough for a task. */
export const isLong = (speech: Speech, { over = usual.over }: Tasks): boolean => toText(speech).length > over;

export interface TaskContext extends PlanOptions {
  readonly format: Format;
  readonly rate: number;
  readonly clock: Clock;
  readonly attempts: number;
  /** Milliseconds for each request, with its tries. */
  readonly deadline: number;
  readonly connected: () => Promise<Connected>;
}

/** The audio of long speech, when it is all there. Throws {@link SpeechFailed}, or the reason of the signal. */
export async function taskAudio(
  speech: Speech,
  how: Speaking,
  tasks: Tasks,
  context: TaskContext,
): Promise<AsyncIterable<Uint8Array>> {
  const plan = planOf(speech, how, context, inTask);
  const uri = await finished(await started(plan, tasks, context, how.signal), tasks, context, how.signal);
  try {
    return await tasks.read(uri, how.signal);
  } catch (error) {
    how.signal?.throwIfAborted();
    throw failureOf(error, "the audio of a task");
  }
}

/** Begins a task by the first choice that there is; its id. */
async function started(
  plan: Plan,
  tasks: Tasks,
  context: TaskContext,
  signal?: AbortSignal,
): Promise<string> {
  const { format, rate, connected } = context;
  let failure = new SpeechFailed("caller", "NoVoice", "There is no Polly voice for long speech.");
  for (const choice of plan.choices) {
    const [document, ...more] = plan.documents(choice.engine);
    if (!document || more.length > 0) {
      const limit = `a task of Polly's has up to ${inTask.billed} characters`;
      throw new SpeechFailed(
        "caller",
        "TooLong",
        `Speech of ${plan.text.length} characters is too long; ${limit}.`,
      );
    }
    const input = {
      ...parametersOf(choice, document, plan.lexicons),
      OutputFormat: formats[format].wire,
      SampleRate: String(rate),
      OutputS3BucketName: tasks.bucket,
      ...(tasks.prefix !== undefined && { OutputS3KeyPrefix: tasks.prefix }),
    };
    try {
      const response = await attempted(
        async (abortSignal) => {
          const { sdk, client } = await connected();
          return client.send(new sdk.StartSpeechSynthesisTaskCommand(input), { abortSignal });
        },
        // One that may have begun is not begun again: each of them is billed.
        { ...context, what: "a task", signal, again: ({ code, passes }) => passes && /Throttl/.test(code) },
      );
      const id = response.SynthesisTask?.TaskId;
      if (id === undefined) throw new SpeechFailed("service", "NoTask", "Polly began a task without an id.");
      return id;
    } catch (error) {
      if (!(error instanceof SpeechFailed) || !isUnsupported(error)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** Looks at a task until it is done; where its audio is. */
async function finished(
  id: string,
  tasks: Tasks,
  context: TaskContext,
  signal?: AbortSignal,
): Promise<string> {
  const { clock, connected } = context;
  const { every = usual.every, deadline = usual.deadline } = tasks;
  const until = clock.now() + deadline;
  while (clock.now() < until) {
    const { SynthesisTask: task } = await attempted(
      async (abortSignal) => {
        const { sdk, client } = await connected();
        return client.send(new sdk.GetSpeechSynthesisTaskCommand({ TaskId: id }), { abortSignal });
      },
      { ...context, what: "the state of a task", signal },
    );
    if (task?.TaskStatus === "completed" && task.OutputUri !== undefined) return task.OutputUri;
    if (task?.TaskStatus === "failed") {
      throw new SpeechFailed(
        "service",
        "TaskFailed",
        `The task ${id} of Polly's failed; its reason is with Polly.`,
      );
    }
    await clock.sleep(every, signal);
    signal?.throwIfAborted();
  }
  throw new SpeechFailed("service", "TaskLate", `The task ${id} of Polly's was not done in ${deadline} ms.`);
}
