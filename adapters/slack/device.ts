import { listener, type App, look } from "palaver";
import type { Device } from "palaver/testing";
import { slack } from "./channel.ts";
import { list, text } from "./look.ts";
import { words } from "./mrkdwn.ts";
import { sandbox, type Sandbox } from "./sandbox/server.ts";
import { sign } from "./verify.ts";

export interface SlackDeviceOptions {
  /** The workspace; without it, one of the device's own. */
  readonly sandbox?: Sandbox;
  /** Whose device this is. */
  readonly name?: string;
  readonly locale?: string;
}

/** A person who writes to the bot directly: each line is a signed request, as Slack would send it. */
export interface SlackDevice extends Device {
  /** Presses the button with this label under the bot's last message. */
  press(label: string): Promise<readonly string[]>;
  /** Gives a slash command, and reads its answer. */
  command(said: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Connects the app to a workspace, and a person to the app. */
export async function slackDevice(app: App, options: SlackDeviceOptions = {}): Promise<SlackDevice> {
  const { name = "Sam", locale = "en-US" } = options;
  const workspace = options.sandbox ?? (await sandbox({ clock: app.clock }));
  const { token, url, team } = workspace;
  const channel = slack({ signingSecret: secret, token, slackApiUrl: url, clock: app.clock, locale });
  const receive = listener(app, channel);
  const user = workspace.userOf(name);
  let seen = 0;
  let commands = 0;

  async function send(body: string, type: string): Promise<unknown> {
    const timestamp = String(Math.floor(app.clock.now() / 1_000));
    const signature = sign(secret, timestamp, Buffer.from(body));
    const headers = {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature,
    };
    const response = await receive(
      new Request("https://app.example/slack", { method: "POST", headers, body }),
    );
    const answer = await response.text();
    if (!response.ok) throw new Error(`The app answered Slack with ${response.status}: ${answer}`);
    await app.settled();
    return answer === "" ? undefined : (JSON.parse(answer) as unknown);
  }

  const json = (event: unknown) => send(JSON.stringify(event), "application/json");
  const form = (fields: Record<string, string>) =>
    send(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded");

  /** The bot's messages that were not there before. */
  async function heard(): Promise<readonly string[]> {
    const all = workspace.messages(name).filter(({ bot_id }) => bot_id !== undefined);
    const fresh = all.slice(seen);
    seen = all.length;
    return fresh.map((message) => words(message.text));
  }

  return {
    async say(line) {
      await json(workspace.tell(name, line));
      return heard();
    },

    // Who mentions the bot without a word wants to begin.
    async open() {
      await json(workspace.tell(name, "@palaver"));
      return heard();
    },

    async press(label) {
      const message = workspace.messages(name).findLast(({ bot_id }) => bot_id !== undefined);
      const buttons = list(message, "blocks").flatMap((block) => list(block, "elements"));
      const button = buttons.find((it) => text(it, "text", "text") === label);
      if (!message || button === undefined)
        throw new Error(`There is no button "${label}" under the last message.`);
      await form({ payload: JSON.stringify(pressed({ message, button, team, user }, app.clock.now())) });
      return heard();
    },

    async command(said) {
      const [command, ...rest] = said.split(" ");
      const answer = await form({
        command: command ?? "",
        text: rest.join(" "),
        team_id: team,
        channel_id: workspace.channel,
        user_id: user,
        trigger_id: `${++commands}.${app.clock.now()}.device`,
      });
      return answer === undefined ? [] : [words(text(answer, "text") ?? "")];
    },

    heard,
    close: async () => (options.sandbox ? undefined : workspace.close()),
  };
}

const secret = "the secret of a device";

interface Pressed {
  readonly message: { readonly ts: string };
  readonly button: unknown;
  readonly team: string;
  readonly user: string;
}

function pressed({ message, button, team, user }: Pressed, now: number): unknown {
  const channel = `D${user.slice(1)}`;
  const seconds = Math.floor(now / 1_000);
  const action = {
    type: "button",
    action_id: look(button, "action_id"),
    value: look(button, "value"),
    // Of a press, Slack tells the time as it does of a message.
    action_ts: `${String(seconds).padStart(10, "0")}.${message.ts.slice(11)}`,
  };
  return {
    type: "block_actions",
    team: { id: team },
    user: { id: user },
    channel: { id: channel, name: "directmessage" },
    container: { type: "message", message_ts: message.ts, channel_id: channel, is_ephemeral: false },
    message,
    actions: [action],
  };
}
