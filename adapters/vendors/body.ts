import { Undelivered } from "palaver";

/** The text of a response, read as it comes; given up as soon as it is longer than so many bytes. */
export async function textOf({ body }: Response, most: number): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > most) {
      await reader.cancel();
      throw new Undelivered("unknown", "the vendor answered more than anybody would read");
    }
    text += decoder.decode(value, { stream: true });
  }
}
