import { look } from "palaver";
import type { Happening } from "./happening.ts";
import { id, list, text } from "./look.ts";

/** Where an app is installed: in a workspace; without one, in a whole organisation. */
export type Where = { readonly team?: string; readonly enterprise?: string };

/**
 * That the app was uninstalled, as `uninstalled`, or that tokens were taken from it, as `revoked` with the ids of whose
 * (https://docs.slack.dev/reference/events/tokens_revoked). After the one there is nobody to answer, after the other
 * there may be.
 */
export function uninstalled(body: unknown, team: string): Happening | undefined {
  const event = look(body, "event");
  const [name, time] = [id(body, "event_id"), look(body, "event_time")];
  const where = whereOf(body, team);
  if (!name || !where || typeof time !== "number" || !(time >= 0 && time <= 8.64e12)) return undefined;
  const gone = text(event, "type") === "app_uninstalled";
  const tokens = { bots: idsIn(event, "bot"), users: idsIn(event, "oauth") };
  return {
    id: `${team}/${name}`,
    conversation: `${team}/app`,
    // Nobody's: Slack does not tell who did it.
    user: `${team}/app`,
    at: time * 1_000,
    input: gone
      ? { type: "event", name: "uninstalled", data: where }
      : { type: "event", name: "revoked", data: { ...where, ...tokens } },
    // Nothing gets there. But Slack sends again what is to be answered somewhere and could not be taken.
    to: { team, channel: team },
  };
}

/** The organisation for the whole of which the app that gets this event is installed; nothing where it is for one workspace. */
export const orgOf = (body: unknown): string | undefined => (isForOrg(body) ? enterpriseOf(body) : undefined);

function isForOrg(body: unknown): boolean {
  const given =
    look(body, "authorizations", 0, "is_enterprise_install") ?? look(body, "is_enterprise_install");
  // A slash command says everything in text.
  return given === true || given === "true";
}

function whereOf(body: unknown, team: string): Where | undefined {
  const enterprise = enterpriseOf(body);
  // Where there is no workspace the organisation stands for it.
  if (isForOrg(body) || team === enterprise) return enterprise === undefined ? undefined : { enterprise };
  return { team, ...(enterprise !== undefined && { enterprise }) };
}

const enterpriseOf = (body: unknown): string | undefined =>
  id(body, "authorizations", 0, "enterprise_id") ?? id(body, "enterprise_id") ?? id(body, "enterprise", "id");

const idsIn = (event: unknown, kind: string): readonly string[] =>
  list(event, "tokens", kind).flatMap((one) => id([one], 0) ?? []);
