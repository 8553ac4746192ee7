import type { Clock } from "palaver";
import { callback, type Callback, type Inner } from "./event.ts";
import { createFaults, type EventFault } from "./fault.ts";
import type { Links } from "./link.ts";
import type { World } from "./world.ts";
import { challenge, push, type Address } from "./push.ts";

export interface DeliveryOptions {
  readonly clock: Clock;
  readonly links: Links;
  /** Told of every event, before the app is. */
  readonly onEvent?: ((event: unknown) => void | Promise<void>) | undefined;
  /** Milliseconds that the app has for an answer. Slack's default 3,000. */
  readonly patience?: number | undefined;
  /** Milliseconds before each time that an event is sent again. Slack's default: at once, a minute, five minutes. */
  readonly retries?: readonly number[] | undefined;
}

/** What somebody pressed, or commanded. */
export type Asking =
  | { readonly type: "interactive"; readonly payload: object }
  | { readonly type: "slash_commands"; readonly payload: Readonly<Record<string, string>> };

/** How what happens reaches the app: by a function, by requests to its address, or by Socket Mode. */
export interface Delivery {
  /** Sends events. Resolves once the function has been told; the rest goes on. */
  send(world: World, events: readonly Inner[]): Promise<void>;
  /** Sends what somebody pressed or commanded, once. Resolves with the app's answer. Throws where there is none. */
  ask(asking: Asking): Promise<unknown>;
  /** Lets requests go to that address from now on, after it was challenged. */
  subscribe(address: Address): Promise<void>;
  /** Makes the next events of a type go wrong. */
  disturb(type: string, fault: EventFault, times: number): void;
  /** Resolves once nothing is on its way any more. */
  settled(): Promise<void>;
  close(): void;
}

const slacksPatience = 3_000;
const slacksRetries = [0, 60_000, 300_000];

export function createDelivery(options: DeliveryOptions): Delivery {
  const { clock, links, onEvent, patience = slacksPatience, retries = slacksRetries } = options;
  const faults = createFaults<EventFault>();
  const underway = new Set<Promise<void>>();
  const held: Callback[] = [];
  const end = new AbortController();
  let address: Address | undefined;

  function track(work: Promise<void>): void {
    // What goes wrong on the way is the app's to notice.
    const tracked = work.catch(() => {}).finally(() => underway.delete(tracked));
    underway.add(tracked);
  }

  /** Runs something that gets only so much time. */
  async function timed<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const [given, timer] = [new AbortController(), new AbortController()];
    const stop = () => given.abort();
    end.signal.addEventListener("abort", stop);
    void clock.sleep(patience, timer.signal).then(() => timer.signal.aborted || stop());
    try {
      return await run(given.signal);
    } finally {
      timer.abort();
      end.signal.removeEventListener("abort", stop);
    }
  }

  /** Tries once; says why it has to be tried again. */
  function attempt(event: Callback, count: number, why: string): Promise<string | undefined> {
    return timed(async (signal) => {
      if (!address) {
        const retry = { retry_attempt: count, retry_reason: count > 0 ? "timeout" : "" };
        const ack = await links.send({ type: "events_api", payload: event, ...retry }, signal);
        return ack ? undefined : "timeout";
      }
      const again = { "x-slack-retry-num": String(count), "x-slack-retry-reason": why };
      const content = { body: JSON.stringify(event), type: "application/json" } as const;
      const pushed = await push(address, { ...content, ...(count > 0 && { headers: again }) }, clock, signal);
      return pushed.ok || !pushed.again ? undefined : pushed.reason;
    });
  }

  async function carry(event: Callback): Promise<void> {
    if (!address && !links.wanted) return;
    let why = await attempt(event, 0, "");
    for (const [tries, pause] of retries.entries()) {
      if (why === undefined) return;
      if (pause > 0) await clock.sleep(pause, end.signal);
      if (end.signal.aborted) return;
      why = await attempt(event, tries + 1, why);
    }
  }

  /** Resolves once the function was told; the promise inside, once the app was. */
  async function out(event: Callback): Promise<{ readonly carried: Promise<void> }> {
    if (end.signal.aborted) return { carried: Promise.resolve() };
    await onEvent?.(event);
    const carried = carry(event);
    track(carried);
    return { carried };
  }

  const later = async (event: Callback, first: Promise<unknown>) => {
    await first;
    await out(event);
  };

  async function send(event: Callback): Promise<void> {
    const fault = faults.next(event.event.type);
    if (fault?.type === "dropped") return;
    if (fault?.type === "reordered") return void held.push(event);
    if (fault?.type === "delayed") return track(later(event, clock.sleep(fault.milliseconds, end.signal)));
    const { carried } = await out(event);
    if (fault) await out(event);
    for (const before of held.splice(0)) track(later(before, carried));
  }

  return {
    async send(world, events) {
      for (const event of events) await send(callback(world, event));
    },
    ask: (asking) =>
      timed(async (signal) => {
        if (!address) {
          const answer = await links.send(asking, signal);
          if (!answer) throw new Error("The app did not acknowledge the envelope.");
          return answer.payload;
        }
        const { type, payload } = asking;
        const form = type === "interactive" ? { payload: JSON.stringify(payload) } : payload;
        const body = new URLSearchParams(form).toString();
        const content = { body, type: "application/x-www-form-urlencoded" } as const;
        const pushed = await push(address, content, clock, signal);
        if (!pushed.ok) throw new Error(`The app did not take the request: ${pushed.reason}.`);
        return read(pushed.text);
      }),
    async subscribe(next) {
      await timed((signal) => challenge(next, clock, signal));
      address = next;
    },
    disturb: (type, fault, times) => faults.add(type, fault, times),
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
    close: () => end.abort(),
  };
}

/** What an app says to a command is JSON, or words; often there is none of it. */
function read(answer: string): unknown {
  if (answer === "") return undefined;
  try {
    return JSON.parse(answer) as unknown;
  } catch {
    return answer;
  }
}
