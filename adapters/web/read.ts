import { asString, canonicalLocale, look, type Input, type Turn } from "palaver";
import { saidIn } from "./event.ts";

/** What reading needs to know beside the event. */
export interface Reading {
  /** Where a message does not name one that there is. */
  readonly locale: string;
  now(): number;
  newId(): string;
}

/** Where a developer's own call comes from: it brings neither token nor session. */
const direct = "direct";

/** The turn inside an event; nothing where nobody said or pressed anything. */
export function readTurn(event: unknown, { locale, now, newId }: Reading): Turn | undefined {
  const said = saidIn(event);
  if (!said) return undefined;
  const session = asString(look(event, "session")) ?? direct;
  const input: Input =
    "text" in said ? { type: "text", text: said.text } : { type: "press", says: said.press };
  return {
    id: `${session}/${asString(look(event, "id")) ?? newId()}`,
    channel: "web",
    conversation: session,
    user: session,
    locale: canonicalLocale(look(event, "locale")) ?? locale,
    at: now(),
    input,
    can: { voice: false, screen: true, buttons: true, audio: false },
    reach: toSession(session),
  };
}

/** Where messages for a session are sent: what `send("web", …)` takes. */
export const toSession = (session: string) => ({ session });
