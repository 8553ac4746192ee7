import { systemClock, type Clock } from "palaver";
import { createAccess } from "./access.ts";
import { callerOf } from "./caller.ts";
import { createDelivery } from "./delivery.ts";
import { openDoor } from "./door.ts";
import { createFaults, type EventFault, type Fault } from "./fault.ts";
import { createFiles } from "./files.ts";
import { createLimiter, type Limits } from "./limit.ts";
import { createLinks } from "./link.ts";
import { methodsOf } from "./methods.ts";
import type { Teammate, Teammates } from "./teammate.ts";
import { workspaceOf, write, type Workspace } from "./workspace.ts";
import { appId, createWorld, type World } from "./world.ts";

export interface WorkspaceOptions {
  readonly name?: string;
  /** The bot's token. Default `xoxb-sandbox`, and `xoxb-sandbox-2` in the second workspace. */
  readonly token?: string;
  /** What the token lets the bot do. Default: everything. */
  readonly scopes?: readonly string[];
  /** Who is there, by name. */
  readonly teammates?: Readonly<Record<string, Teammate>>;
}

export interface SandboxOptions extends WorkspaceOptions {
  /** Default: any port that is free. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Told what Slack would send the app, as an `event_callback`: what people do, and what the app does itself. */
  readonly onEvent?: (event: unknown) => void | Promise<void>;
  /** What limits the app; nothing, by default. */
  readonly limits?: Limits;
  /** Milliseconds that the app has to take an event. Default 3,000, as it is with Slack. */
  readonly patience?: number;
  /** Milliseconds before each time that an event is sent again. Default 0, a minute, five minutes, as it is with Slack. */
  readonly retries?: readonly number[];
}

/** Slack on this machine, spoken to by Slack's own client. What a workspace has, it has as the one that comes first. */
export interface Sandbox extends Workspace {
  /** To be given to the client as `slackApiUrl`. */
  readonly url: string;
  /** Opens connections by Socket Mode. */
  readonly appToken: string;
  /** Signs what is sent to the app's address. */
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** One more workspace, with the app in it. */
  workspace(options?: WorkspaceOptions): Workspace;
  /** Lets what happens be sent to that URL from now on, and not by Socket Mode. Throws where it does not give Slack's challenge back. */
  subscribe(url: string): Promise<void>;
  /** Asks the app to connect anew by Socket Mode, as Slack does every few hours. */
  refresh(reason?: "warning" | "refresh_requested" | "link_disabled"): void;
  /** Breaks the connections by Socket Mode without a word. */
  cut(): void;
  /** How many connections by Socket Mode there are. */
  readonly connections: number;
  /** Limits the app from now on; without limits, no more. */
  limit(limits?: Limits): void;
  /** Makes the next calls of a method fail. */
  fail(method: string, fault: Fault, times?: number): void;
  /** Makes the next events of a type, such as `message`, go wrong on their way. */
  disturb(type: string, fault: EventFault, times?: number): void;
  /** How often a method was called. */
  calls(method: string): number;
  /** Resolves once no event is on its way any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const client = { clientId: "1000.2000", clientSecret: "the client secret of a sandbox" };
const signingSecret = "the signing secret of a sandbox";
const appToken = "xapp-sandbox";

/** Opens a sandbox on the loopback interface. */
export async function sandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, clock = systemClock } = options;
  const mates = new Map<World, WorkspaceOptions["teammates"]>();
  const access = createAccess();
  const links = createLinks(appId);
  const delivery = createDelivery({ ...options, clock, links });
  const faults = createFaults<Fault>();
  const files = createFiles(access, (path) => `http://127.0.0.1:${door.port}${path}`);
  const counts = new Map<string, number>();
  let { limits } = options;

  const teammates: Teammates = {
    of: (world) => mates.get(world) ?? {},
    write: (world, where, name, said, thread) =>
      delivery.send(world, write(world, name, said, { channel: where.id, thread }).events),
  };

  function found(its: WorkspaceOptions): { readonly world: World; readonly workspace: Workspace } {
    const number = mates.size + 1;
    const usual = number === 1 ? "xoxb-sandbox" : `xoxb-sandbox-${number}`;
    const { name = number === 1 ? "Sandbox" : `Sandbox ${number}`, token = usual, scopes } = its;
    const world = createWorld(number, name, clock);
    mates.set(world, its.teammates);
    access.grant({ token, world, kind: "bot", scopes });
    Object.keys(its.teammates ?? {}).forEach((mate) => world.people.named(mate));
    return { world, workspace: workspaceOf(world, { token, access, delivery, files }) };
  }

  const home = found(options);
  const connect = () => `ws://127.0.0.1:${door.port}/link/?ticket=${links.ticket()}`;
  const door = await openDoor(port, {
    links,
    clock,
    files,
    caller: callerOf({
      access,
      app: access.grant({ token: appToken, world: home.world, kind: "app" }),
      methods: methodsOf({ access, client, teammates, files, connect }),
      limited: createLimiter(clock),
      limits: () => limits,
      // Nobody waits for what the app hears of its own doing: it may have to finish doing it first.
      happened: (world, events) => void delivery.send(world, events).catch(() => {}),
    }),
    fault(method) {
      counts.set(method, (counts.get(method) ?? 0) + 1);
      return faults.next(method);
    },
  });

  return {
    ...home.workspace,
    ...client,
    url: `http://127.0.0.1:${door.port}/api/`,
    appToken,
    signingSecret,
    workspace: (its = {}) => found(its).workspace,
    subscribe: (url) => delivery.subscribe({ url, secret: signingSecret }),
    refresh: (reason = "refresh_requested") => links.refresh(reason),
    cut: links.cut,
    get connections() {
      return links.open;
    },
    limit: (next) => void (limits = next),
    fail: (method, fault, times = 1) => faults.add(method, fault, times),
    disturb: (type, fault, times = 1) => delivery.disturb(type, fault, times),
    calls: (method) => counts.get(method) ?? 0,
    settled: delivery.settled,
    async close() {
      delivery.close();
      links.cut();
      await door.close();
    },
  };
}
