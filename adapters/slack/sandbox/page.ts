import { text } from "../look.ts";
import { failed, type Answer } from "./answer.ts";
import { flag, numberAt } from "./arguments.ts";
import type { SandboxMessage } from "./message.ts";

/** How many things are on a page, by default and at most. */
export interface Size {
  readonly usual: number;
  readonly most: number;
}

/** Messages between `oldest` and `latest`, which are left out themselves unless `inclusive` says otherwise. */
export interface Span {
  readonly oldest: string | undefined;
  readonly latest: string | undefined;
  holds(message: SandboxMessage): boolean;
}

/** The span that is asked for, or Slack's code for what is wrong with it. */
export function spanOf(args: unknown): Span | string {
  const [oldest, latest] = [stampAt(args, "oldest"), stampAt(args, "latest")];
  if (oldest === null) return "invalid_ts_oldest";
  if (latest === null) return "invalid_ts_latest";
  const inclusive = flag(args, "inclusive");
  const after = (ts: string) => oldest === undefined || ts > oldest || (inclusive && ts === oldest);
  const before = (ts: string) => latest === undefined || ts < latest || (inclusive && ts === latest);
  return { oldest, latest, holds: ({ ts }) => after(ts) && before(ts) };
}

/** A ts in its full width, so that text compares as time; null for what is none. "0" and "now" bound nothing. */
function stampAt(args: unknown, name: string): string | undefined | null {
  const value = text(args, name) ?? numberAt(args, name)?.toString() ?? "";
  if (value === "" || value === "0" || value === "now") return undefined;
  const [, seconds = "", rest = ""] = /^(\d{1,10})(?:\.(\d{0,6}))?$/.exec(value) ?? [];
  return seconds === "" ? null : `${seconds.padStart(10, "0")}.${rest.padEnd(6, "0")}`;
}

/** A page of messages in an order, beginning where the cursor points: at the message that was next. */
export function pageOf<M extends SandboxMessage>(
  inOrder: readonly M[],
  args: unknown,
  size: Size,
  ascending: boolean,
): Answer & { readonly messages?: readonly M[] } {
  const cursor = text(args, "cursor") ?? "";
  const next = /^next_ts:(\d{10})(\d{6})$/.exec(decoded(cursor));
  if (cursor !== "" && !next) return failed("invalid_cursor");
  const start = next ? `${next[1]}.${next[2]}` : "";
  const from = next ? inOrder.findIndex(({ ts }) => (ascending ? ts >= start : ts <= start)) : 0;
  const rest = from < 0 ? [] : inOrder.slice(from);
  const limit = limitOf(args, size);
  const after = rest[limit];
  return {
    ok: true,
    messages: rest.slice(0, limit),
    has_more: after !== undefined,
    response_metadata: { next_cursor: after ? encoded(`next_ts:${after.ts.replace(".", "")}`) : "" },
  };
}

/** A page of things that are known by an id, such as users; `kind` is what their cursors begin with. */
export function listed<T>(
  all: readonly T[],
  args: unknown,
  kind: string,
  idOf: (item: T) => string,
  usual = 100,
):
  { readonly items: readonly T[]; readonly response_metadata: { readonly next_cursor: string } } | undefined {
  const cursor = text(args, "cursor") ?? "";
  const from = cursor === "" ? 0 : all.findIndex((item) => `${kind}:${idOf(item)}` === decoded(cursor));
  if (from < 0) return undefined;
  const limit = limitOf(args, { usual, most: 1_000 });
  const after = all[from + limit];
  const next_cursor = after === undefined ? "" : encoded(`${kind}:${idOf(after)}`);
  return { items: all.slice(from, from + limit), response_metadata: { next_cursor } };
}

const limitOf = (args: unknown, { usual, most }: Size) =>
  Math.min(Math.max(Math.floor(numberAt(args, "limit") || usual), 1), most);

const encoded = (cursor: string) => Buffer.from(cursor).toString("base64");
const decoded = (cursor: string) => Buffer.from(cursor, "base64").toString("utf8");
