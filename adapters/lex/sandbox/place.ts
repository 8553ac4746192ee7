import { isBotId } from "../connect.ts";
import { invalid, Refusal } from "./refusal.ts";

/** What is asked of the runtime, by the names of its API. */
export type Operation =
  "RecognizeText" | "RecognizeUtterance" | "PutSession" | "GetSession" | "DeleteSession";

/** The session a call is about. */
export interface Place {
  readonly botId: string;
  readonly botAliasId: string;
  readonly localeId: string;
  readonly sessionId: string;
}

/** A call by its method and path. */
export interface Addressed {
  readonly operation: Operation;
  readonly place: Place;
}

const path =
  /^\/bots\/([^/]*)\/botAliases\/([^/]*)\/botLocales\/([^/]*)\/sessions\/([^/]*)(\/text|\/utterance)?\/?$/;

/** The call that a request makes (the service model of runtime.lex.v2); nothing where it makes none. */
export function addressed(method: string, url: string): Addressed | undefined {
  const [bare = ""] = url.split("?");
  const found = path.exec(bare)?.map((part: string | undefined) => plain(part ?? ""));
  const operation = found && operationOf(method, found[5] ?? "");
  if (!operation) return undefined;
  const [, botId = "", botAliasId = "", localeId = "", sessionId = ""] = found;
  return { operation, place: { botId, botAliasId, localeId, sessionId } };
}

function operationOf(method: string, end: string): Operation | undefined {
  if (end === "/text") return method === "POST" ? "RecognizeText" : undefined;
  if (end === "/utterance") return method === "POST" ? "RecognizeUtterance" : undefined;
  return new Map<string, Operation>([
    ["POST", "PutSession"],
    ["GET", "GetSession"],
    ["DELETE", "DeleteSession"],
  ]).get(method);
}

/** Throws a {@link Refusal} for ids that cannot be any, and for a bot, an alias or a locale that is not here. */
export function checkPlace(
  place: Place,
  known: Pick<Place, "botId" | "botAliasId"> & { readonly localeIds: readonly string[] | undefined },
): void {
  const { botId, botAliasId, localeId, sessionId } = place;
  if (!isBotId(botId) || !isBotId(botAliasId)) {
    throw invalid("A bot's id and an alias's id are ten letters and digits each.");
  }
  if (!/^[0-9a-zA-Z._:-]{2,100}$/.test(sessionId)) {
    throw invalid("sessionId must have 2 to 100 characters of [0-9a-zA-Z._:-].");
  }
  if (!/^[a-z]{2}_[A-Z0-9]{2,3}$/.test(localeId)) throw invalid("localeId must be like en_US.");
  const here = botId === known.botId && botAliasId === known.botAliasId;
  if (!here || known.localeIds?.includes(localeId) === false) {
    throw new Refusal("ResourceNotFoundException", "There is no such bot, alias or locale.");
  }
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
