import { randomUUID } from "node:crypto";
import { systemClock, type Clock, type Voice } from "palaver";
import { voices, type Engine } from "../voices.ts";
import { rendered } from "./audio.ts";
import { drop, openDoor, type Request, type Response } from "./door.ts";
import { faults, type Fault, type Operation } from "./fault.ts";
import { lexicons } from "./lexicons.ts";
import { Refusal } from "./refusal.ts";
import { routeOf, type Route } from "./route.ts";
import { engineOf, longest, markLines, orderOf, type Order } from "./speech.ts";
import { taskBoard } from "./tasks.ts";
import { documented, throttle, type Throttles } from "./throttle.ts";
import { tones } from "./tone.ts";

export interface PollySandboxOptions {
  /** Who speaks. Default: a tone for each word. Speech marks come of its `marks`; a voice without has none. */
  readonly voice?: Voice;
  /** Default: any port that is free. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Requests a second by engine; `documented` is what Polly has. Default: any number. */
  readonly throttles?: Throttles | "documented";
  /** Milliseconds that a task takes. Default 0. */
  readonly tasks?: number;
  /** Bytes of a chunk and milliseconds before each but the first, as audio comes while it is being made. Default: all at once. */
  readonly pace?: { readonly bytes: number; readonly milliseconds: number };
}

/** Polly on this machine, spoken to by the AWS SDK's own client, over HTTP/2 or HTTP/1.1. */
export interface PollySandbox {
  /** To be given to the client, with a region and any credentials. */
  readonly endpoint: string;
  /** What a client of the SDK is made of to speak to it. */
  readonly settings: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  /** How often an operation was called. */
  calls(operation: Operation): number;
  /** The last 1,000 requests to synthesise, as they were sent. */
  readonly said: readonly unknown[];
  /** Makes the next calls of an operation go wrong. */
  fail(operation: Operation, fault: Fault, times?: number): void;
  /** Makes the next task fail. */
  failTask(): void;
  /** Throttles from now on; without any, no more. */
  limit(throttles?: Throttles | "documented"): void;
  close(): Promise<void>;
}

/** An answer that is JSON, or audio or marks with their type. */
interface Answer {
  readonly type: string;
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The largest request that is read, in bytes. */
const largest = 1024 * 1024;

/** Opens a sandbox on the loopback interface. */
export async function pollySandbox(options: PollySandboxOptions = {}): Promise<PollySandbox> {
  const { voice = tones(), port = 0, clock = systemClock, pace } = options;
  const paces = (it: PollySandboxOptions["throttles"] = {}) => (it === "documented" ? documented : it);
  let throttles = paces(options.throttles);
  let failing = 0;
  const said: unknown[] = [];
  const counts = new Map<Operation, number>();
  const [wrong, limited, words] = [faults(), throttle(clock), lexicons(clock)];
  const board = taskBoard({
    clock,
    takes: options.tasks ?? 0,
    base: () => endpoint,
    fails: () => failing > 0 && failing-- > 0,
    render: async (order) => (await render(order)).body,
  });

  async function render(order: Order): Promise<Answer> {
    const { speech } = order.reading;
    if (order.format === "json") {
      return { type: "application/x-json-stream", body: Buffer.from(await markLines(order, voice)) };
    }
    const audio = await voice.speak(speech, { locale: order.voice.locale });
    const { type, bytes } = await rendered(audio, order.format, order.rate);
    return { type, body: bytes };
  }

  async function synthesised(body: unknown): Promise<Answer> {
    const order = orderOf(body, words, longest.speech);
    const answer = await render(order);
    return { ...answer, headers: { "x-amzn-requestcharacters": String(order.reading.billed) } };
  }

  async function answerTo({ operation, name, query }: Route, body: unknown): Promise<Answer> {
    switch (operation) {
      case "SynthesizeSpeech":
        return synthesised(body);
      case "DescribeVoices":
        return json({ Voices: voicesFor(query) });
      case "PutLexicon":
        return json(words.put(name, body));
      case "GetLexicon":
        return json(words.get(name));
      case "DeleteLexicon":
        return json(words.delete(name));
      case "ListLexicons":
        return json(words.list());
      case "StartSpeechSynthesisTask":
        return json(await board.start(body, orderOf(body, words, longest.task)));
      case "GetSpeechSynthesisTask":
        return json(await board.get(name));
      case "ListSpeechSynthesisTasks":
        return json(await board.list());
    }
  }

  async function serve(request: Request, response: Response): Promise<void> {
    const object = board.object(request.url ?? "");
    if (request.method === "GET" && object) return write(response, 200, { type: "audio/mpeg", body: object });
    const route = routeOf(request.method ?? "", request.url ?? "");
    if (!route)
      return refuse(response, new Refusal("UnknownOperationException", "There is no such thing", 404));
    counts.set(route.operation, (counts.get(route.operation) ?? 0) + 1);
    const fault = wrong.next(route.operation);
    try {
      if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 "))
        throw new Refusal("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
      const body = await bodyOf(request);
      if (fault?.type === "error")
        throw new Refusal(
          fault.code,
          "on purpose",
          fault.status ?? (fault.code === "ServiceFailureException" ? 500 : 400),
        );
      if (/Synthes.*(Speech|Task)$/.test(route.operation) && request.method === "POST") {
        said.push(body);
        if (said.length > 1_000) said.shift();
        limited(engineOf(body), throttles);
      }
      const answer = await answerTo(route, body);
      await send(response, answer, fault);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error);
    }
  }

  async function send(response: Response, answer: Answer, fault?: Fault): Promise<void> {
    if (fault?.type === "lost") return drop(response);
    if (fault?.type === "silent") return;
    if (fault?.type === "slow") await clock.sleep(fault.milliseconds);
    if (fault?.type !== "half" && fault?.type !== "stalled" && !pace) return write(response, 200, answer);
    const part = fault?.type === "half" || fault?.type === "stalled";
    const body = part ? answer.body.subarray(0, answer.body.length / 2) : answer.body;
    response.writeHead(200, headersOf(answer));
    const size = pace?.bytes ?? Math.max(body.length, 1);
    for (let at = 0; at < body.length; at += size) {
      if (at > 0) await clock.sleep(pace?.milliseconds ?? 0);
      if (response.destroyed) return;
      await new Promise<void>((resolve) => {
        // Both kinds of response take these, of which their union knows nothing.
        (response as { write(chunk: Uint8Array, done: () => void): unknown }).write(
          body.subarray(at, at + size),
          resolve,
        );
      });
    }
    if (fault?.type === "half") drop(response);
    else if (fault?.type !== "stalled") response.end();
  }

  const door = await openDoor(port, serve);
  const endpoint = `http://127.0.0.1:${door.port}`;
  return {
    endpoint,
    settings: {
      endpoint,
      region: "eu-central-1",
      credentials: { accessKeyId: "sandbox", secretAccessKey: "sandbox" },
      maxAttempts: 1,
    },
    calls: (operation) => counts.get(operation) ?? 0,
    said,
    fail: (operation, fault, times = 1) => wrong.add(operation, fault, times),
    failTask: () => void failing++,
    limit: (next) => void (throttles = paces(next)),
    close: door.close,
  };
}

/** The voices that a request to list them is about. */
function voicesFor(query: URLSearchParams): unknown {
  const [engine, language] = [query.get("Engine"), query.get("LanguageCode")];
  return voices
    .filter(({ engines }) => engine === null || engines.includes(engine as Engine))
    .filter(({ locale, also = [] }) => {
      const more = query.get("IncludeAdditionalLanguageCodes") === "true" ? also : [];
      return language === null || [locale, ...more].includes(language);
    })
    .map(({ id, locale, gender, engines, also }) => ({
      Id: id,
      Name: id,
      LanguageCode: locale,
      Gender: gender,
      SupportedEngines: engines,
      ...(also && { AdditionalLanguageCodes: also }),
    }));
}

const json = (value: unknown): Answer => ({
  type: "application/json",
  body: Buffer.from(JSON.stringify(value)),
});

const headersOf = ({ type, headers }: Answer) => ({
  "content-type": type,
  "x-amzn-requestid": randomUUID(),
  ...headers,
});

function write(response: Response, status: number, answer: Answer): void {
  response.writeHead(status, { ...headersOf(answer), "content-length": answer.body.length });
  response.end(answer.body);
}

function refuse(response: Response, { code, message, status }: Refusal): void {
  write(response, status, { ...json({ message }), headers: { "x-amzn-errortype": code } });
}

/** The JSON of a request; nothing where there is none. */
async function bodyOf(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > largest) throw new Refusal("RequestEntityTooLargeException", "Request too large", 413);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  try {
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  } catch {
    throw new Refusal("SerializationException", "The request is no JSON");
  }
}
