import { asString } from "palaver";
import { fromPlatform, toPlatform } from "../name.ts";

/** A name that the registry takes: letters, with single underscores between them, at most 100. */
const valid = /^[A-Za-z](?:_?[A-Za-z])*$/;
const longest = 100;

const digits = "Zero One Two Three Four Five Six Seven Eight Nine".split(" ");

/** A readable name that the registry takes, and no other has. */
export function renamed(name: string, taken: ReadonlySet<string>): string {
  const spelled = name.replace(/[0-9]/g, (digit) => digits[Number(digit)] ?? "");
  const letters = spelled
    .normalize("NFD")
    .split(/[^A-Za-z]+/)
    .filter((it) => it !== "");
  const base =
    letters
      .join("_")
      .slice(0, longest - 8)
      .replace(/_$/, "") || "Unnamed";
  let free = base;
  for (let i = 1; taken.has(free); i++) free = `${base}_${lettersFor(i)}`;
  return free;
}

/** A number in letters: B, C, ... Z, BA, ... */
const lettersFor = (number: number): string =>
  (number >= 26 ? lettersFor(Math.floor(number / 26)) : "") + String.fromCharCode(65 + (number % 26));

/** The names that things there have here, each with what it was. */
export interface Renaming {
  /** What an intent there is called here. */
  intent(name: string): string;
  /** What a slot of it is called here. */
  slot(intent: string, slot: string): string;
  /** Where the names differ, for the settings. */
  readonly names: ReadonlyMap<string, string>;
}

/** Names for all that is found there, the same for the same name. The names that need no change are told beforehand, so that none is taken away. */
export function renaming(found: ReadonlyMap<string, ReadonlySet<string>>): Renaming {
  const names = new Map<string, string>();
  const intents = new Map<string, string>();
  const slots = new Map<string, Map<string, string>>();
  const enter = (
    all: readonly string[],
    plain: (name: string) => string | undefined,
    own: (name: string) => string,
    place: string,
  ) => {
    const given = new Map<string, string>();
    const taken = new Set<string>();
    for (const name of all) {
      const same = plain(name);
      if (same === undefined) continue;
      given.set(name, same);
      taken.add(same);
    }
    for (const name of all) {
      if (given.has(name)) continue;
      const other = renamed(own(name), taken);
      given.set(name, other);
      taken.add(other);
      names.set(place + other, name);
    }
    return given;
  };
  const isValid = (name: string) => valid.test(name) && name.length <= longest;
  const sameThere = (name: string) => {
    const here = fromPlatform(name);
    return isValid(here) && toPlatform(here) === name ? here : undefined;
  };
  // One that is called like a word of the platform's own is told from it by what it is.
  const ownName = (name: string) => (toPlatform(name) === name ? fromPlatform(name) : `${name}Intent`);
  for (const [there, here] of enter([...found.keys()], sameThere, ownName, "")) intents.set(there, here);
  for (const [intent, its] of found) {
    const same = (name: string) => (isValid(name) ? name : undefined);
    slots.set(
      intent,
      enter([...its], same, (name) => name, `${intents.get(intent) ?? ""}/`),
    );
  }
  return {
    intent: (name) => intents.get(name) ?? asString(name) ?? "Unnamed",
    slot: (intent, slot) => slots.get(intent)?.get(slot) ?? slot,
    names,
  };
}
