import { createHash } from "node:crypto";
import type { Settings } from "./settings.ts";

/** What things of an app are called in its bot. */
export interface Naming {
  readonly intent: (name: string) => string;
  readonly slot: (intent: string, name: string) => string;
}

/** The names that the settings give, and else the app's own. */
export const namingOf = ({ names }: Pick<Settings, "names">): Naming => ({
  intent: (name) => names.get(name) ?? (name === "Fallback" ? "FallbackIntent" : name),
  slot: (intent, name) => names.get(`${intent}/${name}`) ?? name,
});

/** A name as Lex takes it, of whatever something is called: "Tea room" is `TeaRoom`. */
export function fitted(name: string): string {
  if (isName(name)) return name;
  const parts = name.normalize("NFKD").split(/[^0-9A-Za-z_-]+/);
  const joined = parts
    .filter((part) => part !== "")
    .map((part, i) => (i === 0 ? part : `${part.charAt(0).toUpperCase()}${part.slice(1)}`))
    .join("");
  return (
    joined
      .replace(/^[_-]+/, "")
      .replace(/([_-])[_-]+/g, "$1")
      .slice(0, 100) || "Bot"
  );
}

/** Whether Lex takes this as the name of a bot, an intent, a slot or a slot type (Name in the service model). */
export const isName = (name: string): boolean => name.length <= 100 && /^(?:[0-9a-zA-Z][_-]?)+$/.test(name);

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Ten digits and capitals, as Lex makes up for what it keeps: always the same for the same thing. */
export const identifierOf = (...place: readonly string[]): string =>
  [...createHash("sha256").update(JSON.stringify(place)).digest().subarray(0, 10)]
    .map((byte) => digits[byte % digits.length])
    .join("");
