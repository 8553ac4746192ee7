import type { InstallationStore, SocketModeReceiver, SocketModeReceiverOptions } from "@slack/bolt";
import { exchange, PalaverError, type App, type Clock, type Log } from "palaver";
import type { SlackChannel } from "./channel.ts";

/** What an app needs so that people can add it to their workspaces (https://docs.slack.dev/authentication/installing-with-oauth). */
export interface Installing {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what is sent along to Slack and comes back, so that nobody installs for somebody else. */
  readonly stateSecret: string;
  readonly scopes: readonly string[];
  readonly installationStore: InstallationStore;
  /** Where `/slack/install` and `/slack/oauth_redirect` are served. Default 3000. */
  readonly port?: number;
}

export interface SocketOptions {
  readonly app: App;
  readonly channel: SlackChannel;
  /** The app-level token (`xapp-…`) with the scope `connections:write`. */
  readonly appToken: string;
  readonly install?: Installing;
  /** Where the Web API is. Default: Slack's own. */
  readonly slackApiUrl?: string | undefined;
}

/** An app that Slack reaches by a connection of the app's own, so without a public address. */
export interface Socket {
  /** Resolves once Slack has said hello. */
  start(): Promise<void>;
  /** Takes nothing new, finishes what has come, and hangs up. */
  stop(): Promise<void>;
}

/**
 * Serves a channel by Socket Mode. Each envelope is acknowledged once its turn has been committed, and with the answer
 * where there is one to return; Slack sends again what was not. Throws {@link PalaverError} without an app-level token.
 */
export function socket({ app, channel, appToken, install, slackApiUrl }: SocketOptions): Socket {
  if (!appToken) throw new PalaverError("missing-option", "Socket Mode needs an app-level token (xapp-…).");
  const underway = new Set<Promise<void>>();
  let receiver: SocketModeReceiver | undefined;
  let stopping = false;

  /** Never rejects: what fails is not acknowledged, and so comes again. */
  async function receive(envelope: Envelope): Promise<void> {
    if (stopping) return;
    try {
      const event = channel.hear ? await channel.hear(envelope.body) : envelope.body;
      const { response } = await exchange(app, channel, event);
      await envelope.ack(response);
    } catch (error) {
      const name = error instanceof Error ? error.name : "unknown";
      app.log({ level: "warn", event: "envelope not acknowledged", channel: channel.name, error: name });
    }
  }

  function track(envelope: Envelope): Promise<void> {
    const work = receive(envelope).finally(() => underway.delete(work));
    underway.add(work);
    return work;
  }

  return {
    async start() {
      const { SocketModeReceiver: Receiver } = await import("@slack/bolt");
      stopping = false;
      receiver = new Receiver({
        appToken,
        logger: loggerOf(app.log),
        ...(install && { ...install, scopes: [...install.scopes] }),
        installerOptions: {
          directInstall: true,
          ...(install?.port !== undefined && { port: install.port }),
          ...(slackApiUrl && { clientOptions: { slackApiUrl } }),
        },
      });
      // Of a Bolt app, a receiver uses this one method.
      receiver.init({ processEvent: track } as unknown as Parameters<SocketModeReceiver["init"]>[0]);
      await receiver.start();
    },

    async stop() {
      stopping = true;
      await Promise.all(underway);
      if (receiver) await hangUp(receiver, app.clock);
      receiver = undefined;
    },
  };
}

/** Milliseconds in which Slack may answer a goodbye. */
const patience = 1_000;

/** Hangs up, and resolves once the connection is gone. Bolt does not wait for that, and keeps its timers until then. */
async function hangUp(receiver: SocketModeReceiver, clock: Clock): Promise<void> {
  const gone = new Promise<void>((resolve) => receiver.client.once("disconnected", resolve));
  const done = new AbortController();
  await receiver.stop();
  await Promise.race([gone, clock.sleep(patience, done.signal)]);
  done.abort();
  // Told a second time, the client no longer waits for Slack's goodbye.
  await receiver.client.disconnect();
}

/** Finds the bot's token of each workspace among those that were installed. To be given to the channel as its `token`. */
export const tokensOf =
  (store: InstallationStore) =>
  async (team: string, enterprise?: string): Promise<string | undefined> => {
    const query =
      enterprise === undefined
        ? ({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false } as const)
        : ({ teamId: undefined, enterpriseId: enterprise, isEnterpriseInstall: true } as const);
    return (await store.fetchInstallation(query)).bot?.token;
  };

/** What Bolt's receiver hands to an app. */
interface Envelope {
  readonly body: unknown;
  ack(response?: unknown): Promise<void>;
}

type Logger = NonNullable<SocketModeReceiverOptions["logger"]>;

/** Bolt's log quotes events and addresses that let anybody in, so of each entry only its level is kept. */
const loggerOf = (log: Log): Logger => ({
  debug: () => {},
  info: () => {},
  warn: () => log({ level: "warn", event: "socket mode warning" }),
  error: () => log({ level: "error", event: "socket mode error" }),
  setLevel: () => {},
  // The enum is Slack's, and importing its value would load the client.
  getLevel: () => "error" as ReturnType<Logger["getLevel"]>,
  setName: () => {},
});
