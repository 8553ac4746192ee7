import { itemsOf, look, membersOf, type Reply, type Target } from "palaver";
import { messagesOf, type LexMessage } from "./message.ts";
import { isSpoken, localeOf } from "./read.ts";
import { counter, countOf, jsonOf } from "./turn.ts";
import { bare, failed, stepOf, type Step, type Stepping } from "./step.ts";

/** What a code hook answers Lex V2 with: what is to happen next, and what is said. */
export interface LexResponse {
  readonly sessionState: Step & {
    /** Replaces what the session had, so everything is given back. */
    readonly sessionAttributes?: Readonly<Record<string, string>>;
    readonly activeContexts?: readonly unknown[];
  };
  readonly messages?: readonly LexMessage[];
}

/** The most that a code hook may answer, in bytes: Lex V2 allows 25 KB. */
const outputLimit = 25_000;

/** A reply in the terms of the event it answers, never larger than Lex allows, nor in tags that the target has not. */
export function writeReply(reply: Reply, event: unknown, stepping: Stepping, target: Target): LexResponse {
  const hearing = { spoken: isSpoken(event), target, locale: localeOf(event) ?? "en" };
  const step = stepOf(reply.next, event, stepping);
  const words =
    step.dialogAction.type === "Delegate" ? () => [] : (most: number) => messagesOf(reply, hearing, most);
  return within(step, event, words, reply.opens);
}

/** The end of an event that no reply was made for: its intent failed, in these words. */
export const writeRefusal = (event: unknown, words: string): LexResponse =>
  within(failed(event), event, () => [{ contentType: "PlainText", content: words }]);

/** A step and nothing said. */
export const writeStep = (step: Step, event: unknown): LexResponse => within(step, event, () => []);

/** As many messages as there is room for, then as much of the session as there is room for. */
function within(
  step: Step,
  event: unknown,
  words: (most: number) => readonly LexMessage[],
  opens: Reply["opens"] = [],
): LexResponse {
  const kept = keptOf(event, opens);
  for (const most of [10, 6, 3, 1]) {
    const response = said({ ...kept, ...step }, words(most));
    if (fits(response)) return response;
  }
  const alone = said(step, words(1));
  return fits(alone) ? alone : said(bare, words(1));
}

function said(state: LexResponse["sessionState"], messages: readonly LexMessage[]): LexResponse {
  // Lex cannot ask what somebody wants without a word.
  const mute = state.dialogAction.type === "ElicitIntent" && messages.length === 0;
  return {
    sessionState: mute ? { ...state, ...bare } : state,
    ...(messages.length > 0 && { messages }),
  };
}

function fits(response: LexResponse): boolean {
  const json = jsonOf(response);
  return json !== undefined && Buffer.byteLength(json) <= outputLimit;
}

/** A context as Lex keeps one: for 1 to 20 turns, and for 5 seconds to a day ("Setting intent context"). */
const contextOf = ({ name, turns = 5, minutes = 10 }: NonNullable<Reply["opens"]>[number]) => ({
  name,
  contextAttributes: {},
  timeToLive: {
    turnsToLive: Math.min(20, Math.max(0, turns)),
    timeToLiveInSeconds: Math.min(86_400, Math.max(5, Math.round(minutes * 60))),
  },
});

/** What a session goes on with: its attributes, which are strings by contract, and its contexts. */
function keptOf(
  event: unknown,
  opens: NonNullable<Reply["opens"]>,
): Omit<LexResponse["sessionState"], keyof Step> {
  const attributes = membersOf(look(event, "sessionState", "sessionAttributes")).filter(
    (entry): entry is readonly [string, string] => typeof entry[1] === "string",
  );
  const opened = opens.map(contextOf);
  const others = itemsOf(look(event, "sessionState", "activeContexts")).filter(
    (it) => !opens.some(({ name }) => name === look(it, "name")),
  );
  const contexts = [...others, ...opened.filter(({ timeToLive }) => timeToLive.turnsToLive > 0)];
  return {
    sessionAttributes: { ...Object.fromEntries(attributes), [counter]: String(countOf(event) + 1) },
    ...(contexts.length > 0 && { activeContexts: contexts }),
  };
}
