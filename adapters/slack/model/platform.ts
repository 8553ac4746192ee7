import type { Platform } from "palaver";
import { lint } from "./lint.ts";
import { build } from "./manifest.ts";

/** Slack: an app's manifest, and what Slack would not take of it. It says nothing of intents, so there is no way back. */
export const slackPlatform: Platform = { name: "slack", build, lint };
