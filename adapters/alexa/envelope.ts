import { asString, isObject, look, membersOf } from "palaver";

/**
 * The type of an Alexa request, such as `IntentRequest` or `AudioPlayer.PlaybackStarted`; nothing where this is no
 * Alexa request. Every type begins with a capital, so none can pass for an event of the framework's own.
 */
export function typeOf(event: unknown): string | undefined {
  const type = asString(look(event, "request", "type"));
  return type !== undefined && type.length <= 100 && /^[A-Z]\w*(?:\.\w+)*$/.test(type) ? type : undefined;
}

/** Where the platform asks that who is talking, and to whom, be read: in the context first, and else in the session. */
const inEither = (event: unknown, ...path: readonly string[]) =>
  asString(look(event, "context", "System", ...path)) ?? asString(look(event, "session", ...path));

/** The id of the skill that an event is meant for. */
export const skillOf = (event: unknown): string | undefined =>
  inEither(event, "application", "applicationId");

/** The account an event comes from: the same for everyone in a household, and for as long as the skill stays enabled. */
export const accountOf = (event: unknown): string | undefined =>
  identifier(inEither(event, "user", "userId"));

/** The token of the linked account, where there is one. */
export const linkOf = (event: unknown): string | undefined => inEither(event, "user", "accessToken");

/** The person whose voice was recognised, where somebody has taught Alexa theirs and the skill may know. */
export const personOf = (event: unknown): string | undefined =>
  identifier(look(event, "context", "System", "person", "personId"));

/** The device that is spoken to. */
export const deviceOf = (event: unknown): string | undefined =>
  identifier(look(event, "context", "System", "device", "deviceId"));

/** The session an event belongs to; nothing for the many that come outside of one. */
export const sessionOf = (event: unknown): string | undefined =>
  identifier(look(event, "session", "sessionId"));

/** The id of one request: the same however often it is delivered. */
export const requestIdOf = (event: unknown): string | undefined =>
  identifier(look(event, "request", "requestId"));

/** Whether the device has an interface, such as `AudioPlayer`. */
export const supports = (event: unknown, name: string): boolean =>
  isObject(look(event, "context", "System", "device", "supportedInterfaces", name));

/** What the user was asked to permit, and whether they did: `GRANTED` or `DENIED` by scope. */
export const permissionsOf = (event: unknown): ReadonlyMap<string, string> =>
  new Map(
    [look(event, "session"), look(event, "context", "System")].flatMap((half) =>
      membersOf(look(half, "user", "permissions", "scopes")).flatMap(([scope, given]) => {
        const status = asString(look(given, "status"));
        return status === undefined ? [] : [[scope, status] as const];
      }),
    ),
  );

/** Where the Alexa APIs of this user are and the token that opens them, for as long as the request lasts. */
export function accessOf(event: unknown): { readonly endpoint: string; readonly token: string } | undefined {
  const endpoint = asString(look(event, "context", "System", "apiEndpoint"));
  const token = asString(look(event, "context", "System", "apiAccessToken"));
  return endpoint === undefined || token === undefined ? undefined : { endpoint, token };
}

/**
 * When a request was made, in milliseconds since 1970; nothing where its timestamp is not exactly an ISO 8601 date and
 * time. One without a zone is UTC. Alexa sends `2015-05-13T12:34:56Z`.
 */
export function instantOf(event: unknown): number | undefined {
  const parts = isoDate.exec(asString(look(event, "request", "timestamp")) ?? "");
  if (!parts) return undefined;
  const [, date = "", time = "", fraction = "", zone = "Z"] = parts;
  const day = Date.parse(`${date}T00:00:00Z`);
  // A day that does not exist, such as 30 February, is read as one that does.
  if (!Number.isFinite(day) || !new Date(day).toISOString().startsWith(date)) return undefined;
  const instant = Date.parse(`${date}T${time}${fraction.slice(0, 4)}${zone}`);
  return Number.isFinite(instant) ? instant : undefined;
}

const isoDate = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/;

/** Whether what is said in answer to this request is heard at all; the platform takes it for an error where it is not. */
export function maySpeak(event: unknown): boolean {
  const type = typeOf(event);
  if (type === undefined || mute.has(type) || type.endsWith(".RuntimeError")) return false;
  // These two cannot come outside of a session, even where a sample shows none.
  if (type === "LaunchRequest" || type === "IntentRequest") return true;
  return isObject(look(event, "session")) && !mute.has(type.split(".")[0] ?? "");
}

/** Types, and families of types, that are told something and cannot be told anything back. */
const mute: ReadonlySet<string> = new Set([
  "SessionEndedRequest",
  "CanFulfillIntentRequest",
  "Dialog.API.Invoked",
  "AudioPlayer",
  "PlaybackController",
  "System",
  "AlexaSkillEvent",
  "AlexaHouseholdListEvent",
  "Messaging",
  "Reminders",
]);

/** Ids are at most 255 characters (the comment on `personId` in ask-sdk-model 1.86); what is longer is none. */
function identifier(thing: unknown): string | undefined {
  const id = asString(thing);
  return id !== undefined && id.length <= 255 ? id : undefined;
}
