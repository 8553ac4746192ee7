import { text } from "../look.ts";
import type { Grant } from "./access.ts";
import type { Inner } from "./event.ts";
import type { Limits, Tier } from "./limit.ts";
import type { World } from "./world.ts";

/** What a method of the Web API answers. */
export type Answer = { readonly ok: boolean; readonly [member: string]: unknown };

/** One call of a method by somebody who may make it. */
export interface Call {
  readonly args: unknown;
  readonly world: World;
  readonly grant: Grant;
  /** What limits the app, if anything does. */
  readonly limits: Limits | undefined;
  /** How many milliseconds later than now what is posted shows up for readers. */
  readonly late: number;
  /** Told what the call made happen. Nobody waits for that to arrive. */
  happened(events: readonly Inner[]): void;
}

/** A method of the Web API. */
export interface Method {
  readonly tier: Tier;
  /** Any one of these scopes lets a token call it; none is needed without. */
  readonly scopes?: readonly string[];
  /** What calls it: the bot, by default; the app itself by its app-level token; or whoever wants to be let in. */
  readonly by?: "bot" | "app" | "anybody";
  run(call: Call): Answer | Promise<Answer>;
}

export type Methods = Readonly<Record<string, Method>>;

export const failed = (error: string): Answer => ({ ok: false, error });

/** An argument in words; empty where there is none. */
export const word = (args: unknown, name: string): string => text(args, name) ?? "";
