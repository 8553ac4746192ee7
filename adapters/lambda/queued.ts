import { asString, itemsOf, look, type App } from "palaver";
import { remaining, settling, type Context, type Handler } from "./handler.ts";
import { isTurn } from "./turn.ts";

/** What a queue is told: the messages it shall deliver again. Switch on `ReportBatchItemFailures` for it. */
export interface BatchResult {
  /** Not a readonly list only because the types that AWS publishes want it so. */
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * The handler of a function that an SQS queue feeds with turns as JSON. The turns of one message group are answered one
 * after the other, groups beside each other, and after a failure the rest of its group waits for the next delivery, so
 * that a FIFO queue keeps its order. Channels that answer by sending have to be connected to the app.
 *
 * A body that is no turn is reported as well, though it never will be one: after its last try the queue puts it with
 * the dead letters, where somebody sees it, while dropping it would lose what a person said. It holds up nobody.
 */
export function queued(app: App): Handler<BatchResult> {
  return (event, context) =>
    settling(app, context, undefined, async () => {
      const failures = await Promise.all(groupsIn(event).map((group) => answer(app, group, context)));
      return { batchItemFailures: failures.flat().map((itemIdentifier) => ({ itemIdentifier })) };
    });
}

interface Message {
  readonly id: string;
  readonly body: string;
}

/** The messages of each group in their order; one without a group is a group of its own. */
function groupsIn(event: unknown): readonly (readonly Message[])[] {
  const groups = new Map<string, Message[]>();
  for (const record of itemsOf(look(event, "Records"))) {
    const id = asString(look(record, "messageId"));
    if (id === undefined) continue;
    const group = asString(look(record, "attributes", "MessageGroupId"));
    const name = group === undefined ? `message ${id}` : `group ${group}`;
    const message = { id, body: asString(look(record, "body")) ?? "" };
    const others = groups.get(name);
    if (others) others.push(message);
    else groups.set(name, [message]);
  }
  return [...groups.values()];
}

/** Answers the turns of one group, and gives the ids of the messages that have to come again. */
async function answer(app: App, group: readonly Message[], context: Context): Promise<readonly string[]> {
  const strays: string[] = [];
  for (const [n, { id, body }] of group.entries()) {
    const turn = parse(body);
    if (!isTurn(turn)) {
      app.log({ level: "error", event: "message is no turn", channel: "queue", turn: id });
      strays.push(id);
      continue;
    }
    try {
      const deadline = remaining(context);
      if (deadline === 0) throw new Error("no time is left");
      await app.respond(turn, { ...(deadline < Number.POSITIVE_INFINITY && { deadline }) });
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      app.log({ level: "error", event: "turn failed", channel: turn.channel, turn: turn.id, error: name });
      return [...strays, ...group.slice(n).map((message) => message.id)];
    }
  }
  return strays;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
