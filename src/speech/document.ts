import type { Target } from "./target.ts";
import { escapeXml } from "./text.ts";

/** Documents as they are filled, one after the other. */
export interface Writer {
  /** Whether nothing but white space is in the document. */
  readonly isEmpty: () => boolean;
  /** How much of the room is taken, from 0 to 1. */
  readonly fullness: () => number;
  /** Adds text, or markup that is finished; false, and nothing done, where there is no room for it. */
  readonly add: (piece: string, isText: boolean, billed?: number) => boolean;
  readonly open: (open: string, close: string) => void;
  readonly close: () => void;
  /** Ends the document, with words that it was left room for, and begins the next in the same elements. */
  readonly end: (mark?: string) => void;
  /** Says where the document is, to come back to with `back`. */
  readonly here: () => State;
  readonly back: (state: State) => void;
  readonly documents: readonly string[];
}

/** What is in a document: an element is written once there is something in it. */
interface State {
  /** How many pieces there are. */
  readonly length: number;
  readonly size: number;
  readonly billed: number;
  readonly stack: readonly {
    readonly open: string;
    readonly close: string;
    /** Whether it is written. */
    readonly isOpen: boolean;
  }[];
  readonly isEmpty: boolean;
}

/** The beginning and end of a target's documents. */
const shells = { markup: ["<speak>", "</speak>"], text: ["", ""] } as const;

/** How much room each document is to leave. Without it, there are no limits, and white space stays as it is. */
export type Reserve = (document: number) => number;

/** A writer for a target. */
export function writer({ form, limits = {}, escapes }: Target, reserve?: Reserve): Writer {
  const [head, foot] = shells[form];
  const documents: string[] = [];
  const start = { length: 0, size: head.length + foot.length, billed: 0, isEmpty: true };
  let state: State = { ...start, stack: [] };
  let pieces: string[] = [];
  const { characters = Infinity, billed: payable = Infinity } = reserve ? limits : {};
  const fits = (size: number, billed: number) => size <= characters && billed <= payable;

  const escape =
    form === "markup"
      ? escapeXml
      : (text: string) => (escapes ? text.replace(/[^]/gu, (it) => escapes[it] ?? it) : text);

  function put(written: string, paid = written.length): boolean {
    const opening = state.stack.filter(({ isOpen }) => !isOpen);
    const around = opening.reduce((sum, { open, close }) => sum + open.length + close.length, 0);
    const [size, billed] = [state.size + around + written.length, state.billed + paid];
    const room = reserve?.(documents.length) ?? 0;
    if (!fits(size + room, billed + room)) return false;
    pieces.push(...opening.map(({ open }) => open), written);
    const stack = state.stack.map((it) => ({ ...it, isOpen: true }));
    state = { ...state, size, billed, isEmpty: false, stack };
    return true;
  }

  return {
    documents,
    isEmpty: () => state.isEmpty,
    fullness: () => Math.max(state.size / characters, state.billed / payable),
    here: () => ({ ...state, length: pieces.length }),
    back(there) {
      state = there;
      pieces.length = there.length;
    },
    open(open, close) {
      state = { ...state, stack: [...state.stack, { open, close, isOpen: false }] };
    },
    close() {
      const last = state.stack.at(-1);
      if (last?.isOpen === true) pieces.push(last.close);
      state = { ...state, stack: state.stack.slice(0, -1) };
    },
    add(piece, isText, paid) {
      const written = isText ? escape(reserve && state.isEmpty ? piece.trimStart() : piece) : piece;
      // What fits but for the space after it is the last there.
      return written === "" || put(written, paid) || (isText && put(written.trimEnd(), paid));
    },
    end(mark = "") {
      const words = pieces.join("");
      const marked = fits(state.size + mark.length, state.billed + mark.length) ? mark : "";
      if (!state.isEmpty || marked !== "") {
        const closing = state.stack.toReversed().filter(({ isOpen }) => isOpen);
        const body = `${reserve ? words.trimEnd() : words}${marked}${closing.map(({ close }) => close).join("")}`;
        documents.push(`${head}${body}${foot}`);
      }
      pieces = [];
      state = { ...start, stack: state.stack.map((it) => ({ ...it, isOpen: false })) };
    },
  };
}
