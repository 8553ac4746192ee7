import type { Platform } from "palaver";
import { build } from "./build.ts";
import { lint } from "./lint.ts";
import { read } from "./read.ts";

/** Amazon Lex V2: an app's bot as a folder and a zip for its import, what Lex would refuse of it, and the way back. */
export const lexPlatform: Platform = { name: "lex", build, lint, read };
