import { asString, look } from "palaver";

/** The words of the messages on a stream, as far as they have arrived: each is given once. */
export function wordsIn(body: ReadableStream<Uint8Array>): () => Promise<readonly string[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let next = reader.read();

  /** What has arrived by now, and nothing where that would have to be waited for. */
  async function arrived(): Promise<Uint8Array | undefined> {
    const tick = new Promise<undefined>((resolve) => setImmediate(resolve, undefined));
    const now = await Promise.race([next, tick]);
    if (now === undefined || now.done) return undefined;
    next = reader.read();
    return now.value;
  }

  return async () => {
    for (let bytes = await arrived(); bytes; bytes = await arrived()) {
      rest += decoder.decode(bytes, { stream: true });
    }
    const events = rest.split("\n\n");
    rest = events.pop() ?? "";
    return events.flatMap((event) => textOf(event) ?? []);
  };
}

/** The text of an event; comments have none. */
function textOf(event: string): string | undefined {
  const data = event
    .split("\n")
    .filter((line) => line.startsWith("data: "))
    .map((line) => line.slice("data: ".length))
    .join("\n");
  return data === "" ? undefined : asString(look(JSON.parse(data), "text"));
}
