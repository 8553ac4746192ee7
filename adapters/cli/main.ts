import { parseArgs } from "node:util";
import { PalaverError, type App } from "palaver";
import { chat, keyboard } from "./chat.ts";
import { Complaint } from "./complaint.ts";
import { developers, invoke, source } from "./invoke.ts";
import { folderOf, load } from "./load.ts";
import { buildModels, diffModels, importModel, lintApp } from "./models/commands.ts";
import type { ModelFlags } from "./models/flags.ts";
import { open } from "./open.ts";
import { say, speakerHere } from "./say.ts";
import { start } from "./start.ts";
import {
  buildUnderstanding,
  evaluateApp,
  evaluateFiles,
  explain,
  teachApp,
  type Flags,
} from "./understanding/commands.ts";

const usage = `palaver: talk to your app, and feed it what its channels send.

  palaver start [--app NAME] [--speak]            a conversation with the apps here, kept across restarts
  palaver chat --app NAME [--store FILE]          a conversation with one app; a line of piped input is a turn
               [--speak]                          says the answers aloud, with espeak-ng and a player of this machine
  palaver say TEXT [--out FILE] [--voice VOICE]   says a text aloud, or writes it to a WAV file
  palaver invoke CHANNEL --app NAME [FILE|-]      one raw event of alexa, lex, slack or web; prints the raw response
  palaver explain TEXT --app NAME [--json]        what a sentence means to an app, and which words decided
  palaver evaluate --app NAME [--json]            how well an app's utterances are told apart, and which pull the wrong way
  palaver evaluate --train FILE --test FILE       how well sentences of a file are understood by what another teaches
                   [--shots N --seed S --json]    (one JSON object a line: text, intent or null, slots)
  palaver teach --app NAME --store FILE           what was said there and not understood, in groups of like words;
                   [--add 1,3 [--to INTENT]]      writes the chosen ones among the utterances of their intent
  palaver build understanding --app NAME --out FILE
                                                  what an app learns at start-up, as a file that loads at once
  palaver build [PLATFORM|all] --app NAME --out DIR
                                                  the models of an app, each in a folder of DIR; none where lint finds errors
  palaver lint --app NAME [--platform PLATFORM]   what a platform would refuse of an app, and what is unwise
               [--json|--sarif]                   exit status 1 where there are errors
  palaver diff [PLATFORM|all] --app NAME --out DIR
                                                  what has changed since the models in DIR were built, in words
  palaver import alexa FILE… --out DIR            an app of a skill's models and manifest, in a new folder
  palaver import lex ZIP|DIR --out DIR            an app of an exported bot

PLATFORM is alexa, lex or slack; without it those that the app has settings for, as intents/NAME/alexa.json.
NAME is a folder of intents/ with a local.ts, or the path of such a module. Without --store nothing is kept.
--locale says which language is meant; en-US by default.`;

const print = (line: string) => console.log(line);
const notice = (line: string) => console.error(`  · ${line}`);

async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined || command === "help") return print(usage);
  const flags = {
    ...values,
    locale: values.locale ?? "en-US",
    json: values.json ?? false,
    sarif: values.sarif ?? false,
  };
  if (command === "say") return say(rest.join(" "), flags);
  if (command === "import") return importModel(rest, flags, print);
  const speaker =
    values.speak && ["start", "chat"].includes(command) ? await speakerHere(flags, notice) : undefined;
  if (command === "start")
    return start({ app: values.app, keyboard: keyboard(process.stdin), print, speaker });
  if (command === "evaluate" && values.app === undefined) return evaluateFiles(flags, print);
  if (!commands.has(command)) throw new Complaint(`There is no command "${command}". Try: palaver help.`);
  if (values.app === undefined) throw new Complaint(`Say which app: palaver ${command} --app NAME.`);

  const channel = command === "invoke" ? developers(rest[0] ?? "") : undefined;
  const text = channel && (await source(rest[1], process.stdin));
  const running = await open(await load(values.app), values.store);
  try {
    if (channel) print(JSON.stringify((await invoke(running.app, channel, text ?? "")) ?? {}, null, 2));
    else if (command === "chat")
      await chat({ app: running.app, keyboard: keyboard(process.stdin), print, speaker });
    else await about(command, rest, running.app, folderOf(values.app), flags);
  } finally {
    await running.close();
  }
}

const commands = new Set(["chat", "invoke", "evaluate", "explain", "teach", "build", "lint", "diff"]);

/** What is done with an app that nobody talks to. */
async function about(
  command: string,
  rest: readonly string[],
  app: App,
  folder: string,
  flags: Flags & ModelFlags,
): Promise<void> {
  if (command === "evaluate") return evaluateApp(app, flags, print);
  if (command === "teach") return teachApp(app, folder, flags, print);
  if (command === "lint") return lintApp(app, folder, flags, print);
  if (command === "diff") return diffModels(app, folder, rest[0], flags, print);
  if (command === "build")
    return rest[0] === "understanding"
      ? buildUnderstanding(app, flags, print)
      : buildModels(app, folder, rest[0], flags, print);
  if (rest.length === 0)
    throw new Complaint('Say which sentence: palaver explain "two oat milk please" --app NAME.');
  explain(app, rest.join(" "), flags, print);
}

function parse(args: readonly string[]) {
  try {
    const options = {
      app: { type: "string" },
      store: { type: "string" },
      train: { type: "string" },
      test: { type: "string" },
      shots: { type: "string" },
      seed: { type: "string" },
      locale: { type: "string" },
      out: { type: "string" },
      add: { type: "string" },
      to: { type: "string" },
      voice: { type: "string" },
      platform: { type: "string" },
      json: { type: "boolean" },
      sarif: { type: "boolean" },
      speak: { type: "boolean" },
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
