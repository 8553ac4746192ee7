import { local } from "palaver/cli";
import { room, sandbox } from "palaver/slack";
import { relayApp } from "./index.ts";

/** With a bot token the relay talks to that Slack workspace; otherwise to a small one here, where Kevin answers. */
export default local(async (world) => {
  const { SLACK_BOT_TOKEN: token, SLACK_CHANNEL: channel } = process.env;
  if (token && channel) return { app: relayApp(room({ token, channel }), world) };

  const slack = await sandbox({ teammates: { Kevin: () => "break a leg!" } });
  const team = room({ token: slack.token, channel: slack.channel, slackApiUrl: slack.url });
  return { app: relayApp(team, world), close: slack.close };
});
