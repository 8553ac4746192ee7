import type { Platform } from "palaver";
import { build } from "./build.ts";
import { lint } from "./lint.ts";
import { read } from "./read.ts";

/** Alexa, as a platform that understands by a model of its own: a skill package, with a manifest and an interaction model for each locale. */
export const alexaPlatform: Platform = { name: "alexa", build, lint, read };
