import { asString, look, Undelivered, type Clock } from "palaver";
import { bounded } from "./bounded.ts";

/** What sends a request: the global `fetch`, or something that can stand in for it. */
export type Post = (
  url: string,
  request: {
    readonly method: "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly redirect: "manual";
    readonly signal: AbortSignal;
  },
) => Promise<Response>;

/** What a skill proves itself with, and where. */
export interface GrantOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly tokenUrl: string;
  readonly post: Post;
  readonly clock: Clock;
}

/** A token, and when it was given and is no longer to be used, in milliseconds since 1970. */
export interface Granted {
  readonly token: string;
  readonly from: number;
  readonly until: number;
}

/** The right of a skill to do something outside of any request. */
export interface Grant {
  /** A token that is good for now, asked for once however many need it. Throws {@link Undelivered}, never "unknown". */
  get(signal: AbortSignal): Promise<Granted>;
  /** Forgets a token that was not taken, so that the next one is asked for anew. */
  drop(granted: Granted): void;
}

/** Milliseconds that asking may take, milliseconds before its end that a token is given up, bytes of an answer. */
const patience = 5_000;
const margin = 60_000;
const sizeLimit = 65_536;

/** Grants by client credentials, from "Login with Amazon" (`LwaServiceClient` of ask-sdk-model 1.86 asks likewise). */
export function grant(options: GrantOptions): Grant {
  const { clock } = options;
  let kept: Granted | undefined;
  let coming: Promise<Granted> | undefined;

  async function ask(): Promise<Granted> {
    const from = clock.now();
    const { token, seconds } = await inTime(clock, (signal) => tokenFrom(options, signal));
    kept = { token, from, until: from + seconds * 1_000 - margin };
    return kept;
  }

  return {
    async get(signal) {
      if (kept && clock.now() < kept.until) return kept;
      coming ??= ask().finally(() => (coming = undefined));
      // Others wait for the same token, so whose time is up leaves without ending it for them.
      return unlessAborted(coming, signal);
    },

    drop: (granted) => {
      if (kept === granted) kept = undefined;
    },
  };
}

async function tokenFrom(options: GrantOptions, signal: AbortSignal) {
  const { clientId, clientSecret, scope, tokenUrl, post } = options;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope,
  });
  const response = await post(tokenUrl, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: form.toString(),
    redirect: "manual",
    signal,
  });
  const bytes = await bounded(response, sizeLimit);
  const answer = parse(bytes);
  if (response.status !== 200) throw denied(response.status, asString(look(answer, "error")));
  const token = asString(look(answer, "access_token"));
  const seconds = look(answer, "expires_in");
  // A header would quote what does not fit into it in its error.
  if (token === undefined || !/^[\x21-\x7e]{1,8192}$/.test(token)) throw later("gave no token");
  return { token, seconds: typeof seconds === "number" && seconds > 0 ? seconds : 0 };
}

/** Errors that do not go away by themselves (https://www.rfc-editor.org/rfc/rfc6749#section-5.2). */
const lasting = [
  "invalid_client",
  "invalid_grant",
  "invalid_request",
  "invalid_scope",
  "unauthorized_client",
];

function denied(status: number, error = ""): Undelivered {
  if (lasting.includes(error))
    return new Undelivered("refused", `Amazon gives this skill no token: ${error}`);
  if ([400, 401, 403].includes(status)) {
    return new Undelivered("refused", `Amazon gives this skill no token: it answered ${status}`);
  }
  return later(`answered ${status}`);
}

/** Without a token nothing was done, so it can be tried again. */
const later = (what: string) => new Undelivered("not-done", `Amazon ${what} when asked for a token`);

async function inTime<T>(clock: Clock, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController();
  const tooLate = new AbortController();
  const late = clock.sleep(patience, over.signal).then(() => {
    tooLate.abort("too late");
    throw later("took too long");
  });
  late.catch(() => {});
  try {
    return await Promise.race([ask(tooLate.signal), late]);
  } catch (error) {
    // What else goes wrong may quote the request, and with it the secret.
    throw error instanceof Undelivered ? error : later("was not reached");
  } finally {
    over.abort("done");
  }
}

function unlessAborted<T>(coming: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(later("took too long"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    coming.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function parse(bytes: Buffer | undefined): unknown {
  try {
    return JSON.parse(bytes?.toString("utf8") ?? "");
  } catch {
    return undefined;
  }
}
