import { fitText } from "palaver";

/**
 * What nobody can say: control characters, halves of characters, private and impossible ones, and all that is not seen,
 * such as what turns the direction of a text (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point). Joiners are
 * left for now: some scripts and emoji need them.
 */
const unsayable = /[^\P{Cc}\t\n\v\f\r]|\p{Cs}|\p{Co}|\p{NChar}|[^\P{DI}\u200C\u200D]|[\uFFF9-\uFFFD\u2800]/gu;

/** Joiners that join nothing, once no two of them stand together. */
const idle = /(?<![\p{L}\p{M}])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{M}])/gu;

/** More marks on one letter than any language puts there. */
const piled = /(\p{M}{3})\p{M}+/gu;

/** A line's worth of text as it can be said: whole characters, single spaces, and no more marks than letters bear. */
export const sayable = (text: string): string =>
  text
    .replace(unsayable, "")
    .replace(/([\u200C\u200D])[\u200C\u200D]+/g, "$1")
    .replace(idle, "")
    .replace(piled, "$1")
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(/([!?])\1+/g, "$1")
    .trim();

/** The name of somebody or something, as it can be said: no pictures in it, and no longer than anyone would say. */
export const nameAloud = (name: string): string =>
  fitText(sayable(name.replace(/(?!\p{Emoji_Component})\p{ExtPict}|\p{RI}|\u20E3/gu, " ")), 80);
