import { toPlain } from "../name.ts";

/** Whether the framework takes this as the name of an intent or a slot. */
const fits = (name: string) => name.length <= 100 && /^[A-Za-z](?:_?[A-Za-z])*$/.test(name);

const numerals = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** Gives each thing of a bot a name that the framework takes, as like its own as can be, and none twice. */
export function renamer(otherwise: "Intent" | "Slot"): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    // What a session's event has for such an intent is taken for the framework's own name.
    const plain = otherwise === "Intent" ? toPlain(name, {}) : name;
    const wanted = fits(plain) ? plain : fitting(plain) || otherwise;
    let free = wanted;
    for (let i = 0; taken.has(free); i++) free = `${wanted}_${lettersOf(i)}`;
    taken.add(free);
    return free;
  };
}

const fitting = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/\d/g, (digit) => numerals[Number(digit)] ?? "")
    .replace(/[^A-Za-z]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 90)
    .replace(/_$/, "");

/** B, C … Z, BB, BC …: what tells the second from the first, the third from both, and so on. */
function lettersOf(i: number): string {
  const rest = Math.floor(i / 25);
  return `${rest > 0 ? lettersOf(rest - 1) : ""}${String.fromCharCode(66 + (i % 25))}`;
}
