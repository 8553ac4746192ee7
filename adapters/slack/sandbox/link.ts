import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import { look } from "palaver";
import { text } from "../look.ts";
import { takeUp, type Line } from "./frame.ts";

/** What goes through Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode). */
export interface Envelope {
  readonly type: "events_api" | "interactive" | "slash_commands";
  readonly payload: unknown;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
}

/** Slack's end of Socket Mode. */
export interface Links {
  /** Whether the app has ever asked for a connection. */
  readonly wanted: boolean;
  /** How many connections there are. */
  readonly open: number;
  /** A ticket that lets one connection in, once. */
  ticket(): string;
  /** Takes up a connection; or does not, without a good ticket. */
  take(ticket: string, key: string, duplex: Duplex): void;
  /** Sends an envelope through the connection that is open, or comes; the app's answer, or nothing once the signal aborts. */
  send(envelope: Envelope, signal: AbortSignal): Promise<{ readonly payload: unknown } | undefined>;
  /** Asks the app to connect anew, as Slack does every few hours. */
  refresh(reason: "warning" | "refresh_requested" | "link_disabled"): void;
  /** Breaks every connection without a word. */
  cut(): void;
}

export function createLinks(app: string): Links {
  const tickets = new Set<string>();
  const lines = new Set<Line>();
  const acks = new Map<string, (payload: unknown) => void>();
  const waiting = new Set<(line: Line) => void>();
  let wanted = false;

  const about = { debug_info: { host: "applink-sandbox" }, connection_info: { app_id: app } };
  const say = (line: Line, message: object) => line.send(JSON.stringify(message));

  function acknowledged(said: string): void {
    const ack = parsed(said);
    const id = text(ack, "envelope_id") ?? "";
    acks.get(id)?.(look(ack, "payload"));
  }

  /** The newest connection; the next one, where there is none. */
  function line(signal: AbortSignal): Promise<Line | undefined> {
    const newest = [...lines].at(-1);
    if (newest || signal.aborted) return Promise.resolve(newest);
    return new Promise((resolve) => {
      waiting.add(resolve);
      signal.addEventListener("abort", () => {
        waiting.delete(resolve);
        resolve(undefined);
      });
    });
  }

  return {
    get wanted() {
      return wanted;
    },
    get open() {
      return lines.size;
    },
    ticket() {
      wanted = true;
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    take(ticket, key, duplex) {
      if (!tickets.delete(ticket)) return void duplex.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      const made = takeUp(duplex, key, { text: acknowledged, closed: () => void lines.delete(made) });
      lines.add(made);
      say(made, { type: "hello", num_connections: lines.size, ...about });
      for (const resolve of waiting) resolve(made);
      waiting.clear();
    },
    async send(envelope, signal) {
      const found = await line(signal);
      if (!found) return undefined;
      const envelope_id = randomUUID();
      const accepts = envelope.type !== "events_api";
      const answer = new Promise<{ payload: unknown } | undefined>((resolve) => {
        acks.set(envelope_id, (payload) => resolve({ payload }));
        signal.addEventListener("abort", () => resolve(undefined));
      });
      say(found, { envelope_id, ...envelope, accepts_response_payload: accepts });
      return answer.finally(() => acks.delete(envelope_id));
    },
    refresh(reason) {
      for (const it of lines) say(it, { type: "disconnect", reason, ...about });
    },
    cut() {
      for (const it of lines) it.destroy();
      lines.clear();
    },
  };
}

function parsed(said: string): unknown {
  try {
    return JSON.parse(said) as unknown;
  } catch {
    return undefined;
  }
}
