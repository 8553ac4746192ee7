import { readFileSync } from "node:fs";

/** A number from 0 up to another, the same each time for the same seed (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides);
  };
}

/** Strings that broke something somewhere: what looks like markup, chat markup, and the odd corners of Unicode. */
const known: readonly string[] = [
  ..."& < > \" ' &amp; &#0; &#x41; &bogus; &lt ]]> <![CDATA[x]]> <!-- --> <?xml?> </speak> <speak> <break/> </s> </sub>".split(
    " ",
  ),
  '<break time="10s"/>',
  '"/><audio src="https://x.org/a.mp3"/>',
  "<!DOCTYPE speak [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
  "<amazon:effect name='whispered'>x</amazon:effect>",
  ..."<@U1> <!channel> <#C1|general> <https://x.org|x> *bold* _it_ ~no~ `code` ```x``` :+1: >quote".split(
    " ",
  ),
  ..."undefined null NaN true [object] constructor __proto__ {{x}} ${x} %s \\u0000 ../../etc/passwd".split(
    " ",
  ),
  ..."1/0 0x7f -1e+99 1,99€ $2.00 ½ ⅝ ² ٣ 四 Ⅷ".split(" "),
  ..."🍕 👩‍👩‍👧‍👦 👍🏽 🇩🇪 🇩 5️⃣ ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿".split(" "),
  "e\u0301",
  "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324a",
  "\u202eright to left\u202c",
  "\u200b\u200c\u200d\ufeff\u2060",
  "\u0000\u0008\u000b\u001f\u007f\u0080\u0085\ufffe\uffff\ufdd0",
  "\ud800",
  "\udc00",
  "\udc00\ud800",
  "\ud83c",
  "\n\r\t\u2028\u2029",
  "https://user:pass@www.example.org/a?b=1&c=2#d).",
  "見よ。これは文です！次の文。",
  "สวัสดีครับยินดีต้อนรับ",
  "مرحبا، كيف حالك؟",
  "नमस्ते दुनिया।",
  "Hello there. How are you? Fine!",
  "?!...",
  " ",
];

const corpus = process.env["NAUGHTY_STRINGS"];

/** The strings known here, and those of the JSON file that the environment names in `NAUGHTY_STRINGS`. */
const naughty: readonly string[] =
  // A list of strings is what the file is.
  corpus === undefined ? known : [...known, ...(JSON.parse(readFileSync(corpus, "utf8")) as string[])];

/** A text of some naughty strings, random UTF-16 units and the unit given. */
export function hostileText(roll: (sides: number) => number, unit: number): string {
  const pieces = Array.from({ length: 1 + roll(6) }, () => {
    const random = () => String.fromCharCode(roll(0x10000));
    const letters = () => String.fromCharCode(32 + roll(96));
    const kind = roll(8);
    if (kind < 4) return naughty[roll(naughty.length)] ?? "";
    const make = kind < 6 ? random : letters;
    return Array.from({ length: 1 + roll(12) }, make).join("");
  });
  return [...pieces, String.fromCharCode(unit)].join(["", " "][roll(2)]);
}
