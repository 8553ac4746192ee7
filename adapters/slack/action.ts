import { look, type Clock, type Input, type Json } from "palaver";
import { id, text } from "./look.ts";
import { unescape, words } from "./mrkdwn.ts";
import type { Happening } from "./happening.ts";
import { instantOf, stamp } from "./stamp.ts";
import { conversationOf, isDirect, type To } from "./to.ts";
import { isButton } from "./write.ts";

/** A slash command: its words, or a launch where there are none. Whoever gave it waits for the response. */
export function command(event: unknown, team: string, clock: Clock): Happening | undefined {
  const [channel, user, trigger] = [
    id(event, "channel_id"),
    id(event, "user_id"),
    token(event, "trigger_id"),
  ];
  if (!channel || !user || !trigger) return undefined;
  const said = words(text(event, "text") ?? "");
  return {
    id: `${team}/${channel}/command/${trigger}`,
    conversation: conversationOf({ team, channel }, user),
    user: `${team}/${user}`,
    at: clock.now(),
    input: said === "" ? { type: "event", name: "launch" } : { type: "text", text: said },
    // What comes later is written to them directly: a message for their eyes only is gone once they look away.
    reach: { team, channel: user },
  };
}

/** One of our buttons pressed. What came of it is shown where the button is, and to the same eyes. */
export function press(event: unknown, team: string): Happening | undefined {
  const action = look(event, "actions", 0);
  const [user, name, when] = [id(event, "user", "id"), id(action, "action_id"), stamp(action, "action_ts")];
  const channel = id(event, "channel", "id") ?? id(event, "container", "channel_id");
  const says = text(action, "value");
  if (!user || !name || !when || !channel || !says || !isButton(name)) return undefined;
  const to = besideButton(event, team, channel, user);
  return {
    id: `${team}/${channel}/${when}/${user}/${name}`,
    conversation: conversationOf(to, user),
    user: `${team}/${user}`,
    at: instantOf(when),
    // Slack gives the value back with its entities (slackapi/bolt-python#513).
    input: { type: "press", says: unescape(says) },
    to,
  };
}

function besideButton(event: unknown, team: string, channel: string, user: string): To {
  const hidden = look(event, "container", "is_ephemeral") === true;
  const thread = stamp(event, "container", "thread_ts") ?? stamp(event, "message", "thread_ts");
  const itself = stamp(event, "container", "message_ts") ?? stamp(event, "message", "ts");
  const under = thread ?? (hidden || isDirect(channel) ? undefined : itself);
  return { team, channel, ...(under && { thread: under }), ...(hidden && { only: user }) };
}

/** A form sent off: what was filled in, as a list, since the names in it are anybody's. Answered directly. */
export function submission(event: unknown, team: string, clock: Clock): Happening | undefined {
  const [user, view] = [id(event, "user", "id"), id(event, "view", "id")];
  if (!user || !view) return undefined;
  const data = { callback: text(event, "view", "callback_id") ?? "", values: valuesOf(event) };
  const name = `${team}/view/${view}/${token(event, "view", "hash") ?? "first"}`;
  return direct(name, team, user, clock.now(), { type: "event", name: "view", data });
}

/** A shortcut, from the menu or on a message: the words of that message with it. */
export function shortcut(event: unknown, team: string): Happening | undefined {
  const [user, when] = [id(event, "user", "id"), stamp(event, "action_ts")];
  if (!user || !when) return undefined;
  const callback = text(event, "callback_id") ?? "";
  const raw = text(event, "message", "text");
  const data = { callback, ...(raw !== undefined && { text: words(raw) }) };
  const name = `${team}/shortcut/${when}/${user}`;
  return direct(name, team, user, instantOf(when), { type: "event", name: "shortcut", data });
}

const direct = (name: string, team: string, user: string, when: number, input: Input): Happening => ({
  id: name,
  conversation: `${team}/${user}`,
  user: `${team}/${user}`,
  at: when,
  input,
  to: { team, channel: user },
});

function valuesOf(event: unknown): Json[] {
  return entries(look(event, "view", "state", "values")).flatMap(([block, actions]) =>
    entries(actions).flatMap(([action, input]) => {
      const value =
        text(input, "value") ?? text(input, "selected_option", "value") ?? text(input, "selected_date");
      return value === undefined ? [] : [{ block, action, value }];
    }),
  );
}

const entries = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** What Slack made up to tell one thing from another, such as `13345224609.738474920.8088930838d8`. */
function token(event: unknown, ...path: readonly string[]): string | undefined {
  const found = text(event, ...path);
  return found !== undefined && /^[\w.-]{1,255}$/.test(found) ? found : undefined;
}
