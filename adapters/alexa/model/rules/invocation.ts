import { languageOf } from "../places.ts";
import { found, type Rule } from "./rule.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
const articles = words("a an the about at by for from in of off on onto out over to up with");
const launching = words("ask tell open launch start enable load begin run play use");
const connecting = words("to from about for if whether");
const waking = words("alexa amazon echo computer");
const ofSkills = words("skill app");

/** What people call the skill by ("Design the Invocation Name"). */
export const invocation: Rule = (view) => {
  const name = view.shape.invocationName;
  const say = (code: string, level: "error" | "warning", why: string) =>
    found(
      view,
      code,
      level,
      {},
      `"${name}" ${why}.`,
      `Say under "invocationName" in the settings for Alexa what else people call the skill by.`,
    );
  if (name.trim() === "")
    return [say("invocation-name", "error", "is no name that people could call the skill by")];
  const all = name.split(/\s+/);
  const isEnglish = languageOf(view.locale) === "en";
  const isLatin = /^[\p{Script=Latin}\p{N}\p{P}\s]+$/u.test(name);
  const has = (list: ReadonlySet<string>) => all.find((word) => list.has(word.replace(/'s$/, "")));
  const waker = has(waking);
  const [launcher, connector, kind] = isEnglish ? [has(launching), has(connecting), has(ofSkills)] : [];
  const filler = isEnglish && all.length === 2 ? has(articles) : undefined;
  return [
    ...(/[^\p{L}\p{M}\s'’.]/u.test(name) ||
    name !== name.toLowerCase() ||
    /(?<!(?<!\p{L})\p{L})\./u.test(name)
      ? [
          say(
            "invocation-name",
            "error",
            "has more in it than small letters, spaces, apostrophes and the periods of abbreviations; numbers are spelled out",
          ),
        ]
      : []),
    ...(waker === undefined
      ? []
      : [say("invocation-word", "error", `has "${waker}" in it, which wakes a device`)]),
    ...(launcher === undefined
      ? []
      : [say("invocation-word", "error", `has "${launcher}" in it, which opens a skill`)]),
    ...(connector === undefined
      ? []
      : [
          say(
            "invocation-word",
            "error",
            `has "${connector}" in it, which leads from the name to what is wanted`,
          ),
        ]),
    ...(kind === undefined
      ? []
      : [say("invocation-word", "error", `has "${kind}" in it, which every skill is`)]),
    ...(filler === undefined || filler === connector
      ? []
      : [say("invocation-word", "error", `is of two words, one of which is "${filler}"`)]),
    ...(all.length === 1 && isLatin
      ? [
          say(
            "invocation-single",
            "warning",
            "is one word, which is refused at certification unless it is a brand of its own",
          ),
        ]
      : []),
    ...(name.length < 2 || name.length > 50
      ? [say("invocation-length", "warning", `has ${name.length} characters; 2 to 50 are known to be taken`)]
      : []),
  ];
};
