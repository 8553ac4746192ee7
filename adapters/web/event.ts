import { isObject, look } from "palaver";

/** What the browser sent, after it was verified: the session is what its token proved, never what it claimed. */
export type WebEvent =
  /** A page that has no session yet and asks for one. */
  | Readonly<Record<never, never>>
  | ({ readonly session: string; readonly id: string; readonly locale?: string; readonly aloud?: boolean } & (
      { readonly text: string } | { readonly press: string }
    ));

/** Whether a page only asks for a session: an object with nothing in it. */
export const isHello = (event: unknown): boolean => isObject(event) && Object.keys(event).length === 0;

/** What somebody said or pressed: exactly one of the two, and something. */
export function saidIn(event: unknown): { readonly text: string } | { readonly press: string } | undefined {
  const [text, press] = [wordsOf(look(event, "text")), wordsOf(look(event, "press"))];
  if (text !== undefined) return press === undefined ? { text } : undefined;
  return press === undefined ? undefined : { press };
}

const wordsOf = (thing: unknown) => (typeof thing === "string" && thing.trim() !== "" ? thing : undefined);

/** Whether a page wants to hear the answer, and not only to read it. */
export const isAloud = (event: unknown): boolean => look(event, "aloud") === true;

/** What a message looks like, for those who sent something else. */
export const shape = "a message is { id, text } or { id, press }, and {} asks for a session";
