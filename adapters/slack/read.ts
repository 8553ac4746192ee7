import { look, type Clock, type Turn } from "palaver";
import { command, press, shortcut, submission } from "./action.ts";
import type { Happening } from "./happening.ts";
import { id, text } from "./look.ts";
import { message, reaction } from "./message.ts";
import { orgOf, uninstalled } from "./uninstalled.ts";

/** What a reader has to know beside the event. */
export interface Reading {
  readonly locale: string;
  /** Asked for the time of what comes without one. */
  readonly clock: Clock;
  /** The only app whose events are read; without it, the events of any. */
  readonly appId?: string | undefined;
  /** The only workspaces whose events are read; without it, those of any. */
  readonly teams?: readonly string[] | undefined;
}

const can = { voice: false, screen: true, buttons: true, audio: false };

/** Reads an event as Slack has it in the body of a request: the turn inside it, and nothing for what is no turn. */
export const reader =
  (reading: Reading) =>
  (event: unknown): Turn | undefined => {
    const found = isOurs(event, reading) ? happening(event, reading.clock) : undefined;
    return found && { ...within(found, orgOf(event)), channel: "slack", locale: reading.locale, can };
  };

/** Where the app is installed for a whole organisation, it answers by that installation. */
const within = ({ to, reach, ...rest }: Happening, enterprise: string | undefined): Happening => ({
  ...rest,
  ...(to && { to: { ...to, ...(enterprise !== undefined && { enterprise }) } }),
  ...(reach && { reach: { ...reach, ...(enterprise !== undefined && { enterprise }) } }),
});

/** In a sentence, why this is no event of Slack's; nothing for one that is. */
export const refusal = (event: unknown): string | undefined =>
  text(event, "type") === undefined && text(event, "command") === undefined
    ? "This is no event of Slack: it has neither a type nor a command."
    : undefined;

/** Whether an event is for this app. Others are no turns, but no mistakes either: Slack would send them again. */
function isOurs(event: unknown, { appId, teams }: Reading): boolean {
  if (appId !== undefined && text(event, "api_app_id") !== appId) return false;
  const team = teamOf(event);
  return teams === undefined || (team !== undefined && teams.includes(team));
}

function happening(event: unknown, clock: Clock): Happening | undefined {
  const team = teamOf(event);
  // Slack's check of the certificate looks like a command. By then the connection has answered it.
  if (team === undefined || text(event, "ssl_check") === "1") return undefined;
  if (text(event, "command") !== undefined) return command(event, team, clock);
  switch (text(event, "type")) {
    case "event_callback":
      return callback(event, team);
    case "block_actions":
      return press(event, team);
    case "view_submission":
      return submission(event, team, clock);
    case "shortcut":
    case "message_action":
      return shortcut(event, team);
    default:
      return undefined;
  }
}

function callback(body: unknown, team: string): Happening | undefined {
  const event = look(body, "event");
  switch (text(event, "type")) {
    case "app_mention":
    case "message":
      return message(event, team, botsOf(body));
    case "reaction_added":
    case "reaction_removed":
      return reaction(event, team, botsOf(body));
    case "app_uninstalled":
    case "tokens_revoked":
      return uninstalled(body, team);
    default:
      return undefined;
  }
}

/**
 * The workspace the app is installed in. In a channel shared between workspaces `team_id` may name the other one
 * (https://docs.slack.dev/apis/slack-connect).
 */
const teamOf = (event: unknown): string | undefined =>
  id(event, "context_team_id") ??
  id(event, "authorizations", 0, "team_id") ??
  id(event, "team_id") ??
  id(event, "team", "id") ??
  id(event, "user", "team_id") ??
  id(event, "enterprise", "id") ??
  id(event, "enterprise_id");

/** The users that are this app. */
function botsOf(body: unknown): readonly string[] {
  const authorization = look(body, "authorizations", 0);
  const bot = look(authorization, "is_bot") === true ? id(authorization, "user_id") : undefined;
  return bot === undefined ? [] : [bot];
}
