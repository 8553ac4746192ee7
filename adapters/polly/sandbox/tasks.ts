import { randomUUID } from "node:crypto";
import { asString, look, type Clock } from "palaver";
import { invalid, Refusal } from "./refusal.ts";
import type { Order } from "./speech.ts";

/** The tasks of the sandbox's account and the objects they have made, each answered with what goes over the wire. */
export interface TaskBoard {
  start(body: unknown, order: Order): Promise<unknown>;
  get(id: string): Promise<unknown>;
  list(): Promise<unknown>;
  /** The bytes of an object, by the path of its URI. */
  object(path: string): Buffer | undefined;
}

export interface TaskOptions {
  readonly clock: Clock;
  /** Milliseconds from the start of a task to its end. */
  readonly takes: number;
  /** What URIs begin with. */
  readonly base: () => string;
  /** Whether the next task fails. */
  readonly fails: () => boolean;
  render(order: Order): Promise<Buffer>;
}

interface Task {
  readonly id: string;
  readonly begun: number;
  readonly path: string;
  readonly order: Order;
  readonly fails: boolean;
}

const endings = new Map([
  ["ogg_opus", "ogg"],
  ["ogg_vorbis", "ogg"],
  ["json", "marks"],
]);

/** The most tasks that are remembered; the oldest is forgotten first. */
const most = 1_000;

export function taskBoard({ clock, takes, base, fails, render }: TaskOptions): TaskBoard {
  const tasks = new Map<string, Task>();
  const objects = new Map<string, Buffer>();

  /** A task as it is by now. */
  async function view(task: Task): Promise<unknown> {
    const past = clock.now() - task.begun;
    const isOver = past >= takes;
    const status = !isOver
      ? past < takes / 2
        ? "scheduled"
        : "inProgress"
      : task.fails
        ? "failed"
        : "completed";
    if (status === "completed" && !objects.has(task.path)) objects.set(task.path, await render(task.order));
    const { voice, engine, format, rate, reading } = task.order;
    return {
      TaskId: task.id,
      TaskStatus: status,
      ...(status === "failed" && { TaskStatusReason: "The sandbox was told to" }),
      OutputUri: `${base()}${task.path}`,
      CreationTime: task.begun / 1_000,
      RequestCharacters: reading.billed,
      Engine: engine,
      VoiceId: voice.id,
      OutputFormat: format,
      SampleRate: String(rate),
    };
  }

  return {
    async start(body, order) {
      const bucket = asString(look(body, "OutputS3BucketName"));
      const prefix = asString(look(body, "OutputS3KeyPrefix"));
      if (bucket === undefined) throw invalid("outputS3BucketName", "Member must not be null");
      if (!/^[a-z0-9][.\-a-z0-9]{1,61}[a-z0-9]$/.test(bucket))
        throw new Refusal("InvalidS3BucketException", "Invalid S3 bucket name");
      if (prefix !== undefined && !/^[0-9a-zA-Z/!_.*'():;$@=+,?&-]{0,800}$/.test(prefix))
        throw new Refusal("InvalidS3KeyException", "Invalid S3 key prefix");
      const id = randomUUID();
      const key = `${prefix === undefined ? "" : `${encodeURI(prefix)}.`}${id}.${endings.get(order.format) ?? order.format}`;
      const task = { id, begun: clock.now(), path: `/s3/${bucket}/${key}`, order, fails: fails() };
      tasks.set(id, task);
      const [oldest] = tasks;
      if (tasks.size > most && oldest) {
        tasks.delete(oldest[0]);
        objects.delete(oldest[1].path);
      }
      return { SynthesisTask: await view(task) };
    },
    async get(id) {
      if (!/^[a-zA-Z0-9_-]{1,100}$/.test(id)) throw new Refusal("InvalidTaskIdException", "Invalid task id");
      const task = tasks.get(id);
      if (!task) throw new Refusal("SynthesisTaskNotFoundException", "Synthesis task not found");
      return { SynthesisTask: await view(task) };
    },
    list: async () => ({ SynthesisTasks: await Promise.all([...tasks.values()].slice(-100).map(view)) }),
    object: (path) => objects.get(path),
  };
}
