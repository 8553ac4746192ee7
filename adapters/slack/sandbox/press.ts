import { look } from "palaver";
import { list, text } from "../look.ts";
import type { Conversation } from "./conversation.ts";
import type { SandboxMessage } from "./message.ts";
import type { World } from "./world.ts";

/** What Slack sends for a press of the button with that label (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload). */
export function pressed(
  world: World,
  where: Conversation,
  message: SandboxMessage,
  { by, label }: { readonly by: string; readonly label: string },
): object {
  const block = list(message, "blocks").find((it) => buttonIn(it, label) !== undefined);
  const button = buttonIn(block, label);
  if (button === undefined) throw new Error(`There is no button "${label}" under the message ${message.ts}.`);
  const { app, team, name } = world;
  const told = ["action_id", "value", "text"].map((member) => [member, look(button, member)] as const);
  return {
    type: "block_actions",
    api_app_id: app,
    token: "verification-token",
    team: { id: team, domain: name.toLowerCase() },
    user: { id: by, name: world.people.byId(by)?.name, team_id: team },
    channel: { id: where.id, name: where.name },
    container: { type: "message", message_ts: message.ts, channel_id: where.id, is_ephemeral: false },
    trigger_id: triggerOf(world),
    message,
    actions: [
      {
        type: "button",
        block_id: text(block, "block_id") ?? "block",
        ...Object.fromEntries(told.filter(([, value]) => value !== undefined)),
        action_ts: world.stamp(),
      },
    ],
  };
}

const buttonIn = (block: unknown, label: string) =>
  [...list(block, "elements"), look(block, "accessory")].find((it) => text(it, "text", "text") === label);

/** What Slack sends for a slash command (https://docs.slack.dev/interactivity/implementing-slash-commands). */
export function commanded(
  world: World,
  where: Conversation,
  { by, said }: { readonly by: string; readonly said: string },
): Readonly<Record<string, string>> {
  const [command = "", ...rest] = said.split(" ");
  return {
    token: "verification-token",
    team_id: world.team,
    team_domain: world.name.toLowerCase(),
    channel_id: where.id,
    channel_name: where.name,
    user_id: by,
    user_name: world.people.byId(by)?.name ?? "",
    command,
    text: rest.join(" "),
    api_app_id: world.app,
    is_enterprise_install: "false",
    trigger_id: triggerOf(world),
  };
}

const triggerOf = (world: World) => `${world.stamp()}.${world.team}`;
