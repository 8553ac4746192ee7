import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { exchange, isObject, look, type App, type Channel } from "palaver";
import { alexa } from "palaver/alexa";
import { lex } from "palaver/lex";
import { slack } from "palaver/slack";
import { web } from "palaver/web";
import { Complaint } from "./complaint.ts";

/** The channels as a developer calls them: any skill, bot or team, and no signature. They are never served. */
const channels = new Map<string, () => Channel>([
  ["alexa", () => alexa({ skillId: "any" })],
  ["lex", () => lex({ botIds: "any" })],
  ["slack", () => slack({ unsigned: true })],
  ["web", () => web({ secret: randomUUID(), origins: ["http://localhost"] })],
]);

/** The channel of that name, as a developer calls it. Throws {@link Complaint}. */
export function developers(name: string): Channel {
  const channel = channels.get(name)?.();
  if (channel) return channel;
  throw new Complaint(`There is no channel "${name}". Channels: ${[...channels.keys()].join(", ")}.`);
}

/**
 * The raw response to one raw event, as the Lambda handler would give it; for an event that is answered by a message,
 * the message. Throws {@link Complaint} where the text is no event of this channel.
 */
export async function invoke(app: App, channel: Channel, text: string): Promise<unknown> {
  const event = unwrapped(eventOf(text));
  const refused = channel.refuse?.(event);
  if (refused !== undefined) throw new Complaint(`This event could not be read: ${refused}`);
  const { reply, turn, response } = await exchange(app, channel, event);
  await app.settled();
  return reply && turn?.to !== undefined ? channel.write(reply, event) : response;
}

/** A file's text, or what comes from standard input. Throws {@link Complaint}. */
export async function source(file: string | undefined, input: NodeJS.ReadableStream): Promise<string> {
  if (file === undefined || file === "-") return readAll(input);
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new Complaint(`The file ${file} cannot be read; check that it is there.`);
  }
}

/** JSON, or the form that Slack sends for commands and buttons. */
function eventOf(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "") throw new Complaint("This event could not be read: it is empty.");
  try {
    return JSON.parse(trimmed) as unknown;
  } catch (error) {
    if (/^[\w.%-]+=/.test(trimmed) && !trimmed.includes("\n")) return formOf(trimmed);
    const why = error instanceof SyntaxError ? error.message : "it is no JSON";
    throw new Complaint(`This event could not be read: it is not JSON (${why}).`);
  }
}

/** The event inside what a Lambda behind HTTP is given; anything else as it is. */
function unwrapped(event: unknown): unknown {
  const body = look(event, "body");
  if (typeof body !== "string" || !isObject(look(event, "headers"))) return event;
  return eventOf(look(event, "isBase64Encoded") === true ? Buffer.from(body, "base64").toString() : body);
}

function formOf(text: string): unknown {
  const form = new URLSearchParams(text);
  const payload = form.get("payload");
  return payload === null ? Object.fromEntries(form) : eventOf(payload);
}
