// A process to be told to stop: it serves a turn that takes a moment, and says on standard output how far it is.
import { writeSync } from "node:fs";
import { onStop, serve } from "palaver/node";
import { appWith, door } from "./kit.ts";

const app = appWith();
const channel = door();
const server = await serve({
  app,
  port: 0,
  channels: [
    {
      ...channel,
      verify: async (request) => {
        writeSync(1, "begun\n");
        await new Promise((resolve) => process.once("SIGUSR2", resolve));
        return channel.verify?.(request) ?? { status: 401, reason: "" };
      },
    },
  ],
});
onStop(async () => {
  writeSync(1, "stopping\n");
  await server.close();
  await app.close();
  if (process.argv[2] === "fail") throw new Error("it would not");
});
writeSync(1, `${server.url}\n`);
