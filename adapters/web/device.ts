import { randomUUID } from "node:crypto";
import { listener, type App, type Channel, asString, look } from "palaver";
import type { Device } from "palaver/testing";
import { web } from "./channel.ts";
import { wordsIn } from "./sse.ts";

/** Which page somebody has open. */
export interface WebDeviceOptions {
  /** Default: one of this device's own, through which the app then sends. Devices that are to be sent to share one. */
  readonly channel?: Channel;
  /** The page it shows; one that the channel allows. Default `http://localhost`. */
  readonly origin?: string;
  /** Default: the channel's own. */
  readonly locale?: string;
}

/**
 * Somebody with a page open: it asks for a session, sends each line as a message, presses a choice where the line is
 * its label, and listens to what comes by itself. Every request goes through the channel's own verification.
 */
export function webDevice(app: App, options: WebDeviceOptions = {}): Device {
  const { origin = "http://localhost", locale } = options;
  const { channel = ownChannel(app, origin) } = options;
  const serve = listener(app, channel);
  let page: Promise<Page> | undefined;
  let choices: readonly unknown[] = [];

  async function post(body: unknown, token?: string): Promise<unknown> {
    const headers = {
      origin,
      "content-type": "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const request = new Request(`${origin}/web`, { method: "POST", headers, body: JSON.stringify(body) });
    const response = await serve(request);
    const answer: unknown = await response.json();
    if (!response.ok)
      throw new Error(`The web channel answered ${response.status}: ${wordsOf(answer, "error")}.`);
    return answer;
  }

  /** A page with its session, and the stream it listens to from then on. */
  async function enter(): Promise<Page> {
    const token = wordsOf(await post({}), "session");
    const headers = { origin, authorization: `Bearer ${token}` };
    const { body } = await serve(new Request(`${origin}/web`, { headers }));
    if (!body) throw new Error("The web channel gives a page nothing to listen to.");
    return { token, heard: wordsIn(body) };
  }

  return {
    async say(line) {
      const { token } = await (page ??= enter());
      const pressed = choices.find((choice) => look(choice, "label") === line);
      const said = pressed === undefined ? { text: line } : { press: look(pressed, "says") };
      const answer = await post(
        { id: randomUUID(), ...said, ...(locale !== undefined && { locale }) },
        token,
      );
      const offered = look(answer, "choices");
      choices = Array.isArray(offered) ? offered : [];
      await app.settled();
      const text = wordsOf(answer, "text");
      return text === "" ? [] : [text];
    },

    async heard() {
      const { heard } = await (page ??= enter());
      await app.settled();
      return heard();
    },
  };
}

interface Page {
  readonly token: string;
  readonly heard: () => Promise<readonly string[]>;
}

const ownChannel = (app: App, origin: string) =>
  web({ secret: randomUUID(), origins: [origin], limits: { session: false }, clock: app.clock });

const wordsOf = (answer: unknown, name: string) => asString(look(answer, name)) ?? "";
