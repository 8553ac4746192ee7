import { gunzipSync, gzipSync } from "node:zlib";

/** A value as the headers of Lex V2 carry it: JSON, compressed by gzip, in base64 (RecognizeUtterance, PutSession). */
export const pack = (value: unknown): string => gzipSync(JSON.stringify(value)).toString("base64");

/** How large a header may become, in bytes: far more than Lex allows, and no bomb. */
const largest = 1_048_576;

/** What is inside a header; nothing where it is no JSON, not compressed, or larger than a mebibyte. */
export function unpack(header: string): { readonly value: unknown } | undefined {
  try {
    const bytes = gunzipSync(Buffer.from(header, "base64"), { maxOutputLength: largest });
    return { value: JSON.parse(bytes.toString("utf8")) as unknown };
  } catch {
    return undefined;
  }
}
