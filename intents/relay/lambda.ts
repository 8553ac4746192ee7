import type { App } from "palaver";
import { alexa } from "palaver/alexa";
import { http, invoked, lazily, queued, scheduled, setting } from "palaver/lambda";
import { lex } from "palaver/lex";
import { room, slack } from "palaver/slack";
import { sqlite } from "palaver/sqlite";
import { web } from "palaver/web";
import { relayApp } from "./index.ts";

/** Where the relay meets the world. The store is one file, so one instance of one function serves it. */
const token = setting("SLACK_BOT_TOKEN");
const team = room({ token, channel: setting("SLACK_CHANNEL") });
const app = relayApp(team, { store: await sqlite({ file: setting("PALAVER_STORE") }) });

const knows = (name: string) => app.model.intents.some((intent) => intent.name === name);

const workspace = () => slack({ signingSecret: setting("SLACK_SIGNING_SECRET"), token });

/** The app as it runs where nobody waits: what it has to say goes out as messages. */
function talking(): App {
  app.connect(workspace());
  return app;
}

export const onAlexa = lazily(() => invoked(app, alexa({ skillId: setting("ALEXA_SKILL_ID"), knows })));
export const onLex = lazily(() => invoked(app, lex({ botIds: setting("LEX_BOT_ID") })));
export const onSlack = lazily(() => http(app, workspace()));
export const onWeb = lazily(() =>
  http(app, web({ secret: setting("WEB_SECRET"), origins: setting("WEB_ORIGINS").split(" ") })),
);
export const onTurns = lazily(() => queued(talking()));
export const onSchedule = lazily(() => scheduled(talking(), "poll"));
