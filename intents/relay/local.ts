import { exchange, type App, type Channel } from "palaver";
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

async function here(world: World): Promise<Running> {
  let told: { readonly app: App; readonly workspace: Channel } | undefined;
  const own = await sandbox({
    teammates: { Kevin: () => "break a leg!" },
    onEvent: async (event) => {
      if (told) await exchange(told.app, told.workspace, event);
    },
  });
  const access = { token: own.token, slackApiUrl: own.url };
  const app = relayApp(room({ ...access, channel: own.channel }), world);
  const workspace = slack({ ...access, unsigned: true });
  app.connect(workspace);
  told = { app, workspace };
  return { app, close: own.close };
}
