import { widthOf } from "./width.ts";

/** A piece of TypeScript or JSON, before it is known where its lines end. */
export type Code =
  /** A name, a literal or whatever else is never broken. */
  | string
  | { readonly list: readonly Code[] }
  /** An object; `open` where every member has a line of its own however short they are. */
  | { readonly members: readonly Member[]; readonly open?: boolean }
  | Call
  | Chain
  | Arrow;

interface Call {
  readonly call: string;
  readonly args: readonly Code[];
}

/** Calls of methods, one on the result of the other: `z`, `.string()` and the last with what it is given. */
interface Chain {
  readonly chain: readonly string[];
  readonly last: string;
  readonly given: Code;
}

interface Arrow {
  readonly arrow: string;
  readonly body: Code;
}

/** A key as it is written there, and its value; alone where it is the variable of that name. */
export type Member = readonly [key: string, value?: Code];

export interface Style {
  /** Columns that a line may take. */
  readonly width: number;
  /** After the last of what is in lines of its own. */
  readonly comma: "," | "";
}

/** As this project has it: prettier with its `printWidth`. */
export const typescript: Style = { width: 110, comma: "," };
export const plainJson: Style = { width: 110, comma: "" };

/** Where a piece of code is put: how far in its lines are, where it begins, and how much follows on its last line. */
interface Place {
  readonly indent: number;
  readonly column: number;
  readonly tail: number;
}

/** The text of a piece of code that begins in this place, as prettier leaves it. */
export const layOut = (code: Code, style: Style, place: Partial<Place> = {}): string =>
  write(code, { indent: 0, column: 0, tail: 0, ...place }, style);

function write(code: Code, place: Place, style: Style): string {
  if (typeof code === "string") return code;
  const line = flat(code);
  if (line !== undefined && place.column + widthOf(line) + place.tail <= style.width) return line;
  if ("list" in code)
    return isNumbers(code.list)
      ? inLines("[", filled(code.list, place.indent + 2, style), "]", place, style)
      : between("[", code.list, "]", place, style);
  if ("members" in code) return object(code.members, place, style);
  if ("arrow" in code) return arrow(code, place, style);
  if ("chain" in code) return chain(code, place, style);
  return call(code, place, style);
}

/** Everything in one line; nothing where it may not be. */
function flat(code: Code): string | undefined {
  if (typeof code === "string") return code;
  if ("list" in code) return isTable(code.list) ? undefined : around("[", flatAll(code.list), "]");
  if ("members" in code) {
    if (code.members.length === 0) return "{}";
    if (code.open) return undefined;
    return around("{ ", flatMembers(code.members), " }");
  }
  if ("arrow" in code) return around(`${code.arrow} `, flatAll([code.body]), "");
  if ("chain" in code) return around(`${code.chain.join("")}${code.last}(`, flatAll([code.given]), ")");
  return around(`${code.call}(`, flatAll(code.args), ")");
}

function flatAll(all: readonly Code[]): readonly string[] | undefined {
  const lines = all.map(flat);
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

const around = (open: string, lines: readonly string[] | undefined, close: string) =>
  lines && `${open}${lines.join(", ")}${close}`;

/** Lists of things that have several parts each are in lines, whatever the room. */
const isTable = (list: readonly Code[]) =>
  list.length > 1 &&
  (list.every((it) => partsOf(it, "members") > 1) || list.every((it) => partsOf(it, "list") > 1));

const partsOf = (code: Code, kind: "members" | "list"): number => {
  if (typeof code === "string") return 0;
  if (kind === "members") return "members" in code ? code.members.length : 0;
  return "list" in code ? code.list.length : 0;
};

function flatMembers(members: readonly Member[]): readonly string[] | undefined {
  const values = flatAll(members.map(([, value = ""]) => value));
  return values?.map((value, i) => (value === "" ? (members[i]?.[0] ?? "") : `${members[i]?.[0]}: ${value}`));
}

function between(open: string, items: readonly Code[], close: string, place: Place, style: Style): string {
  const indent = place.indent + 2;
  const lines = items.map((it, i) =>
    write(it, { indent, column: indent, tail: commaAfter(i, items, style) }, style),
  );
  return inLines(open, lines, close, place, style);
}

/** How much follows the one of several that is on lines of their own. */
const commaAfter = (i: number, all: readonly unknown[], { comma }: Style) =>
  i < all.length - 1 ? 1 : comma.length;

function inLines(open: string, lines: readonly string[], close: string, { indent }: Place, { comma }: Style) {
  if (lines.length === 0) return `${open}${close}`;
  const inner = lines.map((line) => `\n${" ".repeat(indent + 2)}${line}`).join(",");
  return `${open}${inner}${comma}\n${" ".repeat(indent)}${close}`;
}

const isNumbers = (list: readonly Code[]): list is readonly string[] =>
  list.length > 1 && list.every((it) => typeof it === "string" && /^-?\d/.test(it));

/** Numbers, as many on each line as there is room for. */
function filled(numbers: readonly string[], indent: number, style: Style): readonly string[] {
  const lines: string[] = [];
  for (const [i, number] of numbers.entries()) {
    const last = lines.at(-1);
    const longer = last === undefined ? number : `${last}, ${number}`;
    const fits = indent + longer.length + commaAfter(i, numbers, style) <= style.width;
    if (last !== undefined && fits) lines[lines.length - 1] = longer;
    else lines.push(number);
  }
  return lines;
}

function object(members: readonly Member[], place: Place, style: Style): string {
  const indent = place.indent + 2;
  const lines = members.map(([key, value], i) => {
    if (value === undefined) return key;
    const column = indent + widthOf(key) + 2;
    if (!isLongText(key, value, column, style))
      return `${key}: ${write(value, { indent, column, tail: commaAfter(i, members, style) }, style)}`;
    return `${key}:\n${" ".repeat(indent + 2)}${value}`;
  });
  return inLines("{", lines, "}", place, style);
}

/** Whether a text goes to the next line. Nothing is won by it beside a very short name, and JSON never does it. */
const isLongText = (key: string, value: Code, column: number, { width, comma }: Style): value is string =>
  comma === "," &&
  typeof value === "string" &&
  /^["']/.test(value) &&
  widthOf(key) >= 5 &&
  column + widthOf(value) + 1 > width;

function call(it: Call, place: Place, style: Style): string {
  const before = flatAll(it.args.slice(0, -1));
  const last = it.args.at(-1);
  const head = `${it.call}(${before?.map((line) => `${line}, `).join("") ?? ""}`;
  const opens = typeof last === "object" && ("members" in last || "list" in last);
  if (before && opens && place.column + widthOf(head) + 1 <= style.width)
    return `${head}${write(last, { ...place, column: Infinity }, style)})`;
  return between(`${it.call}(`, it.args, ")", place, style);
}

function chain(it: Chain, place: Place, style: Style): string {
  const indent = place.indent + 2;
  const [head = "", ...rest] = it.chain;
  const column = indent + widthOf(it.last) + 1;
  const given = write(it.given, { indent, column, tail: place.tail + 1 }, style);
  return [head, ...rest, `${it.last}(${given})`].join(`\n${" ".repeat(indent)}`);
}

function arrow(it: Arrow, place: Place, style: Style): string {
  const indent = place.indent + 2;
  return `${it.arrow}\n${" ".repeat(indent)}${write(it.body, { indent, column: indent, tail: place.tail }, style)}`;
}
