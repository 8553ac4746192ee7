import { itemsOf, look } from "palaver";

type Path = readonly (string | number)[];

/** The text at a path inside a stranger's JSON; nothing where there is something else. */
export function text(value: unknown, ...path: Path): string | undefined {
  const found = look(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** The list at a path; an empty one where there is something else. */
export const list = (value: unknown, ...path: Path): readonly unknown[] => itemsOf(look(value, ...path));

/** One of Slack's ids, such as `C024BE91L`, at a path. What could not be one is left out, so ids join by "/". */
export function id(value: unknown, ...path: Path): string | undefined {
  const found = text(value, ...path);
  return found !== undefined && /^[\w-]{1,64}$/.test(found) ? found : undefined;
}
