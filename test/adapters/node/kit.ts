import { createApp, intent, memory, type App, type AppOptions, type Channel, type Incoming } from "palaver";

/** An intent that echoes what was said, and counts how often it was asked. */
export function echo() {
  let heard = 0;
  const intents = [
    intent("Say", {
      utterances: ["say hello"],
      fulfil: () => {
        heard++;
        return "hello";
      },
    }),
  ];
  return { intents, heard: () => heard };
}

/** An app that says hello, in memory. */
export const appWith = (options: Partial<AppOptions> = {}): App =>
  createApp({ name: "the echo", intents: echo().intents, store: memory(), log: () => {}, ...options });

export const secret = "let me in";

/** A channel whose caller proves itself by a header, and whose event is the raw text of the body. */
export function door(name = "door", more: Partial<Channel> = {}): Channel & { readonly seen: Incoming[] } {
  const seen: Incoming[] = [];
  return {
    name,
    seen,
    verify(request) {
      seen.push(request);
      return request.headers.get("x-secret") === secret
        ? { event: new TextDecoder().decode(request.body) }
        : { status: 401, reason: "the secret is wrong" };
    },
    refuse: (event) => (typeof event === "string" ? undefined : "a door hears text"),
    read: (event) => ({
      id: String(event),
      channel: name,
      conversation: String(event),
      user: "ann",
      locale: "en-US",
      at: 0,
      input: { type: "text", text: String(event) },
      can: { voice: true, screen: true, buttons: true, audio: true },
    }),
    write: (reply) => ({ text: reply?.text ?? null }),
    ...more,
  };
}
