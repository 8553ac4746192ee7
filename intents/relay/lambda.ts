import type { App } from "palaver";
import { alexa, notifier } from "palaver/alexa";
import { cached, directory } from "palaver/cached";
import { http, invoked, lazily, queued, scheduled, setting } from "palaver/lambda";
import { lex } from "palaver/lex";
import { polly } from "palaver/polly";
import { installations, room, slack } from "palaver/slack";
import { sqlite } from "palaver/sqlite";
import { web } from "palaver/web";
import { relayApp } from "./index.ts";

/** Where the relay meets the world. The store is one file, so one instance of one function serves it. */
const store = await sqlite({ file: setting("PALAVER_STORE") });

/** With a key to keep tokens by, the app is in whichever workspaces have installed it; without, in one. */
const { SLACK_KEY: secret, ALEXA_CLIENT_ID: clientId, ALEXA_CLIENT_SECRET: clientSecret } = process.env;
const installed = secret ? installations({ store, keys: [{ id: "1", secret }] }) : undefined;
const token = installed?.tokenOf ?? setting("SLACK_BOT_TOKEN");
const team = room({ token, channel: setting("SLACK_CHANNEL"), team: process.env["SLACK_TEAM"] ?? "" });
const notify = clientId && clientSecret ? notifier({ clientId, clientSecret, stage: stageOf() }) : undefined;

const app = relayApp(team, {
  store,
  ...(installed && { removed: installed.settle }),
  // Whom a notification goes to is what the channel that sends it has told.
  ...(notify && {
    notify: ({ to, ...notice }, attempt) =>
      notify({ ...(to as Pick<Parameters<typeof notify>[0], "user" | "region">), ...notice }, attempt),
  }),
});

/** Polly, which says nothing twice as long as this instance lives: on Lambda only /tmp can be written to. */
const voice = {
  voice: cached(polly(), { store: directory(process.env["PALAVER_VOICE"] ?? "/tmp/palaver-voice") }),
};

const knows = (name: string) => app.model.intents.some((intent) => intent.name === name);

const workspace = () => slack({ signingSecret: setting("SLACK_SIGNING_SECRET"), token, voice });

/** The app as it runs where nobody waits: what it has to say goes out as messages. */
function talking(): App {
  app.connect(workspace());
  return app;
}

function stageOf(): "live" | "development" {
  return process.env["ALEXA_STAGE"] === "live" ? "live" : "development";
}

export const onAlexa = lazily(() => invoked(app, alexa({ skillId: setting("ALEXA_SKILL_ID"), knows })));
export const onLex = lazily(() => invoked(app, lex({ botIds: setting("LEX_BOT_ID") })));
export const onSlack = lazily(() => http(app, workspace()));
export const onWeb = lazily(() =>
  http(app, web({ secret: setting("WEB_SECRET"), origins: setting("WEB_ORIGINS").split(" "), voice })),
);
export const onTurns = lazily(() => queued(talking()));
export const onSchedule = lazily(() => scheduled(talking(), "poll"));
