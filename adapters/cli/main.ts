import { parseArgs } from "node:util";
import { PalaverError } from "palaver";
import { chat, keyboard } from "./chat.ts";
import { Complaint } from "./complaint.ts";
import { developers, invoke, source } from "./invoke.ts";
import { load } from "./load.ts";
import { open } from "./open.ts";
import { start } from "./start.ts";

const usage = `palaver: talk to your app, and feed it what its channels send.

  palaver start [--app NAME]                      a conversation with the apps here, kept across restarts
  palaver chat --app NAME [--store FILE]          a conversation with one app; a line of piped input is a turn
  palaver invoke CHANNEL --app NAME [FILE|-]      one raw event of alexa, lex, slack or web; prints the raw response

NAME is a folder of intents/ with a local.ts, or the path of such a module. Without --store nothing is kept.`;

const print = (line: string) => console.log(line);

async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined || command === "help") return print(usage);
  if (command === "start") return start({ app: values.app, keyboard: keyboard(process.stdin), print });
  if (command !== "chat" && command !== "invoke")
    throw new Complaint(`There is no command "${command}". Try: palaver help.`);
  if (values.app === undefined) throw new Complaint(`Say which app: palaver ${command} --app NAME.`);

  const [name, file] = rest;
  const channel = command === "invoke" ? developers(name ?? "") : undefined;
  const text = channel && (await source(file, process.stdin));
  const running = await open(await load(values.app), values.store);
  try {
    if (channel) print(JSON.stringify((await invoke(running.app, channel, text ?? "")) ?? {}, null, 2));
    else await chat({ app: running.app, keyboard: keyboard(process.stdin), print });
  } finally {
    await running.close();
  }
}

function parse(args: readonly string[]) {
  try {
    const options = {
      app: { type: "string" },
      store: { type: "string" },
      help: { type: "boolean", short: "h" },
    } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Complaint(
      error instanceof Error ? error.message : "These words make no sense. Try: palaver help.",
    );
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Complaint || error instanceof PalaverError)) throw error;
  console.error(`palaver: ${error.message.replace(/\s+/gu, " ")}`);
  process.exitCode = 1;
}
