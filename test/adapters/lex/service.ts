import { createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";

/** A question as it reached the service. */
export interface Asked {
  readonly path: string;
  readonly body: unknown;
}

/** What the service does with a question: a status and a body, or nothing at all. */
export type Answering =
  | {
      readonly status: number;
      readonly body: string;
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | "hang";

/** A stand-in for the Lex runtime that speaks HTTP/2 without TLS, as the SDK's client does to such an endpoint. */
export interface Service {
  readonly endpoint: string;
  readonly asked: Asked[];
  answer: (asked: Asked) => Answering;
  close(): Promise<void>;
}

export async function service(): Promise<Service> {
  const asked: Asked[] = [];
  const sessions = new Set<ServerHttp2Session>();
  const server: Http2Server = createServer();
  const made = {
    endpoint: "",
    asked,
    answer: (): Answering => ({ status: 200, body: "{}" }),
    close: () =>
      new Promise<void>((resolve) => {
        for (const session of sessions) session.destroy();
        server.close(() => resolve());
      }),
  } as { -readonly [K in keyof Service]: Service[K] };

  server.on("session", (session) => {
    sessions.add(session);
    session.on("error", () => {});
  });
  server.on("stream", (stream: ServerHttp2Stream, headers) => {
    const chunks: Buffer[] = [];
    stream.on("error", () => {});
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const question = {
        path: String(headers[":path"]),
        body: JSON.parse(Buffer.concat(chunks).toString()) as unknown,
      };
      asked.push(question);
      const answer = made.answer(question);
      if (answer === "hang") return;
      const type = answer.type ?? "application/json";
      stream.respond({
        ":status": answer.status,
        "content-type": type,
        "x-amzn-requestid": "r",
        ...answer.headers,
      });
      stream.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  made.endpoint = `http://127.0.0.1:${address.port}`;
  return made;
}
