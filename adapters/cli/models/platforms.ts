import type { Platform } from "palaver";
import { alexaPlatform } from "palaver/alexa";
import { lexPlatform } from "palaver/lex";
import { slackPlatform } from "palaver/slack";
import { Complaint } from "../complaint.ts";

/** The platforms that understand, or are told of an app, by a model of their own; in the order in which they are built. */
export const platforms: readonly Platform[] = [alexaPlatform, lexPlatform, slackPlatform];

const known = platforms.map(({ name }) => name).join(", ");

/** The platforms that somebody means: one by its name, or "all". Throws {@link Complaint}. */
export function platformsCalled(name: string): readonly Platform[] {
  if (name === "all") return platforms;
  const found = platforms.filter((it) => it.name === name);
  if (found.length > 0) return found;
  throw new Complaint(`There is no platform "${name}". Platforms: ${known}, all.`);
}
