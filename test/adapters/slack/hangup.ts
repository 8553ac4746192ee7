// A process that connects by Socket Mode, hangs up, and has nothing else to do.
import { writeSync } from "node:fs";
import { slack, socket } from "palaver/slack";
import { appOf } from "./kit.ts";
import { socketServer, type Farewell } from "./websocket.ts";

const farewell = process.argv[2] as Farewell;
const slackEnd = await socketServer({}, farewell);
const line = socket({
  app: appOf(),
  channel: slack({ unsigned: true }),
  appToken: "xapp-1",
  slackApiUrl: slackEnd.url,
});
await line.start();
await line.stop();
writeSync(1, "stopped");
await slackEnd.close();
