import { refusal, type Access, type Grant } from "./access.ts";
import { failed, word, type Answer, type Method } from "./answer.ts";
import type { Inner } from "./event.ts";
import type { Limited, Limits } from "./limit.ts";
import type { World } from "./world.ts";

/** What decides about a call, beside the method. */
export interface Calling {
  readonly access: Access;
  /** In whose name a method is called that needs no token. */
  readonly app: Grant;
  readonly methods: ReadonlyMap<string, Method>;
  /** Counts a call; the seconds to wait where there were too many. */
  readonly limited: Limited;
  limits(): Limits | undefined;
  happened(world: World, events: readonly Inner[]): void;
}

/** A call as it came. */
export interface Calls {
  readonly name: string;
  readonly args: unknown;
  /** Nothing where none was given. */
  readonly token: string | undefined;
  /** How many milliseconds later than now what is posted shows up for readers. */
  readonly late: number;
}

/** Makes a call, if whoever calls may: its answer, or the seconds to wait before it is made again. */
export type Caller = (call: Calls) => Promise<Answer | number>;

export const callerOf =
  ({ access, app, methods, limited, limits: now, happened }: Calling): Caller =>
  async ({ name, args, token, late }) => {
    const method = methods.get(name);
    const grant = method?.by === "anybody" ? app : admitted(access, token, method);
    if ("ok" in grant) return grant;
    if (!method) return failed("unknown_method");
    const limits = now();
    const counted = { method: name, tier: method.tier, token: grant.token, channel: word(args, "channel") };
    const wait = limits && limited(counted, limits);
    if (wait !== undefined) return wait;
    const { world } = grant;
    return method.run({ args, late, limits, grant, world, happened: (events) => happened(world, events) });
  };

function admitted(access: Access, token: string | undefined, method: Method | undefined): Grant | Answer {
  const grant = token ? access.find(token) : undefined;
  if (!grant) return failed(token ? "invalid_auth" : "not_authed");
  const by = method?.by === "app" ? "app" : "bot";
  const refused = refusal(grant, method ? by : grant.kind, method?.scopes);
  return refused ? { ok: false, ...refused } : grant;
}
