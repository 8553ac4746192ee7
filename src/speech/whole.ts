import { writtenOf, type SpeechNode } from "../speech.ts";

/** Whether the place before a piece of speech, and the one after it, are known to be between two sentences. */
export interface Edges {
  readonly begins: boolean;
  readonly ends: boolean;
}

/** What is between two sentences about one of several pieces, of which the first and the last have such edges. */
export function edgesOf(parts: readonly SpeechNode[], i: number, { begins, ends }: Edges): Edges {
  const before = parts.slice(0, i).findLast(isSpoken);
  const after = parts.slice(i + 1).find(isSpoken);
  const own = isOver(parts.slice(i, i + 1));
  return {
    begins: before === undefined ? begins : isOver([before]),
    ends: own || (after === undefined ? ends : isBlock(after)),
  };
}

/** How many nodes of a piece are looked at; one of more is taken to end in the middle of a sentence. */
const enough = 100;

const isSpoken = (part: SpeechNode) => writtenOf([part], enough).trim() !== "";

const isOver = (parts: readonly SpeechNode[]) =>
  parts.some(isBlock) || /[.!?…。！？]["'”’»)\]」』）]*$/u.test(writtenOf(parts, enough).trimEnd().slice(-8));

const isBlock = (part: SpeechNode | null | undefined) =>
  part?.type === "sentence" || part?.type === "paragraph";
