import { look } from "palaver";
import { list, text } from "../look.ts";

/** The arguments in a request's body, which is a form or JSON. */
export function argumentsOf(body: string, type: string): unknown {
  if (!/^application\/json\b/i.test(type)) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    return list([parsed])[0];
  } catch {
    return {};
  }
}

/** An argument that is JSON: as itself in a JSON body, as text in a form. What cannot be read stays text. */
export function jsonAt(args: unknown, name: string): unknown {
  const value = look(args, name);
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Whether an argument says yes. */
export const flag = (args: unknown, name: string): boolean =>
  [true, 1, "true", "1"].some((yes) => look(args, name) === yes);

/** An argument that is a number; nothing where it is none. */
export function numberAt(args: unknown, name: string): number | undefined {
  const value = look(args, name);
  const number = typeof value === "number" ? value : Number(text(args, name) || Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}
