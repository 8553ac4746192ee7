import { asString, look, type Mark } from "palaver";
import type { Choice } from "./choice.ts";
import { SpeechFailed } from "./failure.ts";
import { endMark, type Plan } from "./plan.ts";
import { places, type Document } from "./place.ts";

/** The speech marks of one document, as they come, and what they are of. */
export interface Marked {
  readonly choice: Choice;
  readonly document: Document;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Asks for the marks of one document: of those types, by these choices or any. */
type Ask = (
  document: number,
  types: readonly ("word" | "ssml")[],
  choices?: readonly Choice[],
) => Promise<Marked>;

/** A line of Polly's. */
interface Line {
  readonly time: number;
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** The most bytes of marks that are read of one document; the longest one has a tenth of it. */
const mostBytes = 4 * 1024 * 1024;

/**
 * The words of all documents with the time they begin at, in the text as it is read. What Polly marks and is not in
 * that text is left out.
 */
export async function marksOf(plan: Plan, ask: Ask): Promise<readonly Mark[]> {
  const documents: Document[] = [];
  const lines: (readonly Line[])[] = [];
  let choice: Choice | undefined;
  for (let n = 0; n < plan.documents((choice ?? plan.choices[0])?.engine ?? "standard").length; n++) {
    const isOne = plan.documents((choice ?? plan.choices[0])?.engine ?? "standard").length === 1;
    const marked = await ask(n, isOne ? ["word"] : ["word", "ssml"], choice && [choice]);
    choice = marked.choice;
    documents.push(marked.document);
    lines.push(linesOf(await textOf(marked.bytes)));
  }
  const placeOf = places(plan.text, documents);
  const marks: Mark[] = [];
  let base = 0;
  for (const [n, its] of lines.entries()) {
    for (const { time, type, start, end } of its) {
      const place = type === "word" ? placeOf(n, { start, end }) : undefined;
      const at = Math.max(base + time, marks.at(-1)?.at ?? 0);
      if (place) marks.push({ at, ...place, word: plan.text.slice(place.start, place.end) });
    }
    base += (its.find(({ type, value }) => type === "ssml" && value === endMark) ?? its.at(-1))?.time ?? 0;
  }
  return marks;
}

/** Lines of JSON (https://docs.aws.amazon.com/polly/latest/dg/output.html); what is none is left out. */
const linesOf = (text: string): readonly Line[] => text.split("\n").flatMap(lineOf);

function lineOf(text: string): readonly Line[] {
  const json = parsed(text);
  const numbers = ["time", "start", "end"].map((name) => look(json, name) ?? 0);
  const [time, start, end] = numbers.map((it) => (typeof it === "number" && it >= 0 ? it : undefined));
  const type = asString(look(json, "type"));
  if (type === undefined || time === undefined || start === undefined || end === undefined) return [];
  return [{ time, type, start, end, value: asString(look(json, "value")) ?? "" }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > mostBytes)
      throw new SpeechFailed("service", "TooMuch", "Polly sent more speech marks than there can be.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
