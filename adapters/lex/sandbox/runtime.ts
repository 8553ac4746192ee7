import { asString, isObject, look, membersOf, type Voice } from "palaver";
import { pack, unpack } from "../packed.ts";
import { complaintOf } from "../rules.ts";
import { answerType, heardIn, isText, spoken, type Hear } from "./audio.ts";
import { begun, converse, givenBy, type Bot } from "./converse.ts";
import { asking, goOn } from "./dialog.ts";
import type { Answered, Asked } from "./door.ts";
import type { Operation, Place } from "./place.ts";
import { invalid, Refusal } from "./refusal.ts";
import { shown, type Session } from "./session.ts";

/** A bot that can be reached by the runtime API. */
export interface Runtime extends Bot {
  readonly hear: Hear | undefined;
  readonly voice: Voice | undefined;
}

type Answerable = Exclude<Answered, string>;
type Operate = (runtime: Runtime, place: Place, asked: Asked) => Answerable | Promise<Answerable>;

/** Bytes of a request in JSON, and of the headers that carry a session's state and attributes. */
const [mostJson, mostHeaders] = [100_000, 12_288];
/** UTF-16 units of a text (RecognizeText). */
const mostText = 1_024;

const text = "text/plain; charset=utf-8";

/** The operations of the runtime API, each of which throws a `Refusal` for what the service would not do. */
export const operations: Readonly<Record<Operation, Operate>> = {
  RecognizeText: recognizeText,
  RecognizeUtterance: recognizeUtterance,
  PutSession: putSession,

  GetSession({ sessions, clock }, place) {
    const session = required(sessions.find(place));
    const { messages, interpretations } = session;
    return json({
      sessionId: place.sessionId,
      messages,
      interpretations,
      sessionState: shown(session, clock.now()),
    });
  },

  DeleteSession({ sessions }, place) {
    if (!sessions.remove(place)) required(undefined);
    return json({ ...place });
  },
};

async function recognizeText(runtime: Runtime, place: Place, asked: Asked): Promise<Answerable> {
  const body = bodyOf(asked);
  const words = look(body, "text");
  const requestAttributes = attributesOf(look(body, "requestAttributes"));
  const session = await converse(runtime, {
    place,
    text: checked(words),
    inputMode: "Text",
    responseContentType: text,
    requestAttributes,
    given: givenBy(runtime, place, look(body, "sessionState")),
  });
  return json({
    sessionId: place.sessionId,
    messages: session.messages,
    interpretations: session.interpretations,
    requestAttributes,
    sessionState: shown(session, runtime.clock.now()),
  });
}

async function recognizeUtterance(runtime: Runtime, place: Place, asked: Asked): Promise<Answerable> {
  const type = asked.header("content-type") ?? "";
  const inText = isText(type);
  const wanted = answerType(asked.header("response-content-type") ?? "audio/mpeg");
  const [state, attributes] = ["x-amz-lex-session-state", "x-amz-lex-request-attributes"].map((name) =>
    unpacked(asked, name),
  );
  const requestAttributes = attributesOf(attributes);
  const given = givenBy(runtime, place, state);
  const input = asked.body ?? tooLong();
  const said = inText
    ? checked(Buffer.from(input).toString("utf8"))
    : await heardIn(input, type, runtime.hear);
  const session = await converse(runtime, {
    place,
    text: said,
    inputMode: inText ? "Text" : "Speech",
    responseContentType: wanted,
    requestAttributes,
    given,
  });
  return sounding(runtime, place, session, wanted, {
    "x-amz-lex-input-mode": inText ? "Text" : "Speech",
    "x-amz-lex-interpretations": pack(session.interpretations),
    "x-amz-lex-request-attributes": pack(requestAttributes),
    "x-amz-lex-input-transcript": pack(said),
  });
}

async function putSession(runtime: Runtime, place: Place, asked: Asked): Promise<Answerable> {
  const { driver, sessions } = runtime;
  const body = bodyOf(asked);
  if (!isObject(look(body, "sessionState"))) throw invalid("sessionState is required.");
  const wanted = answerType(asked.header("responsecontenttype") ?? text);
  const requestAttributes = attributesOf(look(body, "requestAttributes"));
  const messages = messagesOf(look(body, "messages"));
  const given = givenBy(runtime, place, look(body, "sessionState")) ?? {};
  const { action, intent } = given;
  const before = begun(runtime, place, given);
  const said = {
    place,
    text: "",
    inputMode: "Text",
    responseContentType: wanted,
    requestAttributes,
    guesses: [],
  } as const;
  const delegated = look(action, "type") === "Delegate" && intent;
  const session = delegated
    ? await goOn(driver, before, intent, said)
    : asking(driver, before, action, before.intent, messages);
  sessions.put(place, session);
  return sounding(runtime, place, session, wanted, {
    "x-amz-lex-request-attributes": pack(requestAttributes),
  });
}

/** A session as headers, and what it says as audio where that is wanted. */
async function sounding(
  runtime: Runtime,
  { sessionId, localeId }: Place,
  session: Session,
  wanted: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answerable> {
  const { messages } = session;
  const locale = localeId.replaceAll("_", "-");
  const audio = wanted === text ? undefined : await spoken(messages, locale, runtime.voice);
  return {
    status: 200,
    headers: {
      // What the voice really gave, should that be something else.
      "content-type": audio?.type ?? wanted,
      "x-amz-lex-session-id": sessionId,
      "x-amz-lex-messages": pack(messages),
      "x-amz-lex-session-state": pack(shown(session, runtime.clock.now())),
      ...headers,
    },
    body: audio?.bytes ?? "",
  };
}

function required(session: Session | undefined): Session {
  if (session) return session;
  throw new Refusal("ResourceNotFoundException", "There is no such session, or it has expired.");
}

function checked(words: unknown): string {
  if (typeof words === "string" && words.length > 0 && words.length <= mostText) return words;
  throw invalid(`text must have 1 to ${mostText} characters.`);
}

/** A request's own attributes, which are strings. */
function attributesOf(attributes: unknown): Readonly<Record<string, string>> {
  if (attributes === undefined || attributes === null) return {};
  const members = membersOf(attributes).filter(
    (entry): entry is readonly [string, string] => typeof entry[1] === "string",
  );
  if (!isObject(attributes) || members.length < Object.keys(attributes).length) {
    throw invalid("requestAttributes must be a map of strings.");
  }
  return Object.fromEntries(members);
}

function messagesOf(messages: unknown): readonly unknown[] {
  if (messages === undefined || messages === null) return [];
  // Judged like those of a code hook, as part of a response that is else without fault.
  const complaint = complaintOf({ sessionState: { dialogAction: { type: "Delegate" } }, messages });
  if (!Array.isArray(messages) || complaint !== undefined)
    throw invalid(`messages: ${complaint ?? "no list"}.`);
  return messages as readonly unknown[];
}

function unpacked(asked: Asked, name: string): unknown {
  const header = asString(asked.header(name));
  if (header === undefined) return undefined;
  const found = unpack(header);
  if (!found) throw invalid(`${name} is no JSON compressed by gzip, in base64.`);
  if (JSON.stringify(found.value).length > mostHeaders)
    throw invalid(`${name} has more than ${mostHeaders} bytes.`);
  return found.value;
}

function bodyOf({ body = tooLong() }: Asked): unknown {
  if (body.byteLength > mostJson) return tooLong();
  try {
    return JSON.parse(Buffer.from(body).toString("utf8")) as unknown;
  } catch {
    throw invalid("The body is no JSON.");
  }
}

function tooLong(): never {
  throw invalid("The request is too large.");
}

const json = (value: unknown): Answerable => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});
