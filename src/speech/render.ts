import type { Said } from "../speech.ts";
import { writer } from "./document.ts";
import { fill } from "./fill.ts";
import { lower } from "./lower.ts";
import { ssml, type Target } from "./target.ts";
import { oneLine } from "./text.ts";
import type { Token } from "./token.ts";

/** All of some speech for a target, however long it is. Total: whatever the speech is, this is well-formed there. */
export function render(said: Said, target: Target): string {
  const { documents, ...to } = writer(target);
  for (const token of tokensOf(said, target)) {
    if (token.type === "text") to.add(token.text, true);
    else if (token.type === "atom") to.add(token.markup, false);
    else if (token.type === "open") to.open(token.open, token.close);
    else if (token.type === "close") to.close();
  }
  to.end();
  return documents[0] ?? (target.form === "markup" ? "<speak></speak>" : "");
}

/** What is said, as an SSML document (https://www.w3.org/TR/speech-synthesis11/): always well-formed XML. */
export const toSsml = (said: Said, target: Target = ssml): string => render(said, target);

/**
 * Speech as documents none of which is over the target's limits, in order: parted between sentences where it can be, else
 * between words, else between characters as a reader sees them; never inside of a tag or an entity. No more documents than
 * `most`; what is lost after the last of them shows as "…" at its end. None where there is nothing to say.
 */
export function parts(said: Said, target: Target, most = Infinity): readonly string[] {
  if (most < 1) return [];
  const tokens = tokensOf(said, target);
  const { documents, isWhole } = fill(tokens, target, most, "");
  return isWhole ? documents : fill(tokens, target, most, "…").documents;
}

/** As much of some speech as a target takes at once, with "…" where that is not all of it. */
export const fitted = (said: Said, target: Target): string => parts(said, target, 1)[0] ?? render("", target);

/** The tokens of speech; in text they are one, with single spaces. */
function tokensOf(said: Said, target: Target): readonly Token[] {
  const tokens = lower(said, target);
  if (target.form === "markup") return tokens;
  const text = tokens.map((token) => (token.type === "text" ? token.text : "")).join("");
  const tidy = target.lines === true ? text.split("\n").map(oneLine).join("\n").trim() : oneLine(text);
  return [{ type: "text", text: tidy }];
}
