import { exchange, systemClock, type App, type Channel } from "palaver";
import { local, type Running, type World } from "palaver/cli";
import { room, sandbox, slack, socket } from "palaver/slack";
import { relayApp } from "./index.ts";

/** With a bot token the relay talks to that Slack workspace, otherwise to a small one here, where Kevin answers. */
export default local(async (world) => {
  const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_CHANNEL: channel } = process.env;
  return token && channel ? theirs(world, { token, channel, appToken }) : here(world);
});

interface Workspace {
  readonly token: string;
  readonly channel: string;
  /** With it Slack tells what is answered, by Socket Mode; without, it is asked. */
  readonly appToken: string | undefined;
}

async function theirs(world: World, { token, channel, appToken }: Workspace): Promise<Running> {
  const app = relayApp(room({ token, channel }), world);
  // What comes by Socket Mode comes over a connection of our own, and is not signed.
  const workspace = slack({ token, unsigned: true });
  app.connect(workspace);
  if (!appToken) return { app };
  const pushes = socket({ app, channel: workspace, appToken });
  await pushes.start();
  return { app, close: () => pushes.stop() };
}

/** Milliseconds before a teammate's answer is told. */
const thought = 1_500;

async function here(world: World): Promise<Running> {
  let told: { readonly app: App; readonly workspace: Channel } | undefined;
  const closing = new AbortController();

  /** Nobody types without a thought; and by then the relay knows where its message is, that this is an answer to. */
  async function push(event: unknown): Promise<void> {
    await systemClock.sleep(thought, closing.signal);
    if (told && !closing.signal.aborted) await exchange(told.app, told.workspace, event);
  }

  const own = await sandbox({
    teammates: { Kevin: () => "break a leg!" },
    // What cannot be taken is found by looking.
    onEvent: (event) => void push(event).catch(() => {}),
  });
  const access = { token: own.token, slackApiUrl: own.url };
  const app = relayApp(room({ ...access, channel: own.channel }), world);
  const workspace = slack({ ...access, unsigned: true });
  app.connect(workspace);
  told = { app, workspace };
  const close = async () => {
    closing.abort();
    await own.close();
  };
  return { app, close };
}
