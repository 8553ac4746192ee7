import { LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import { onTestFinished } from "vitest";
import { look, systemClock, type Clock } from "palaver";
import { sandbox, type Sandbox, type SandboxOptions } from "palaver/slack";

/** A sandbox for one test. */
export async function opened(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = await sandbox(options);
  onTestFinished(() => world.close());
  return world;
}

/** Slack's own client, as it is but for its patience. */
export const clientOf = (
  { url }: Pick<Sandbox, "url">,
  token: string | undefined,
  options: WebClientOptions = {},
): WebClient =>
  new WebClient(token, {
    slackApiUrl: url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: quiet,
    ...options,
  });

/** A clock that moves by itself, but on which everybody sleeps until they are woken, or whoever sleeps gives up. */
export function sleepers(): Clock & { wake(): void } {
  const sleeping = new Set<() => void>();
  return {
    ...systemClock,
    sleep: (_, signal) =>
      new Promise((resolve) => {
        sleeping.add(resolve);
        signal?.addEventListener("abort", () => resolve());
      }),
    wake() {
      for (const wake of sleeping) wake();
      sleeping.clear();
    },
  };
}

/** What the Web API answered instead of what was wanted: its error code, or what the client has to say. */
export async function codeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return "ok";
  } catch (error) {
    return look(error, "data", "error") ?? look(error, "code");
  }
}

export const textsOf = (answer: { readonly messages?: readonly { readonly text?: string }[] | undefined }) =>
  answer.messages?.map(({ text }) => text);

/** A logger that keeps quiet, for clients that would quote what they are sent. */
export const quiet: NonNullable<WebClientOptions["logger"]> = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
