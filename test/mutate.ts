import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A rule of dialogs, and how it is broken on purpose. */
interface Mutation {
  readonly rule: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const m = (file: string, rule: string, from: string, to: string): Mutation => ({
  rule,
  file: `src/${file}.ts`,
  from,
  to,
});

const mutations: readonly Mutation[] = [
  m(
    "dialog/builtin",
    "a no is no yes",
    "return left(phrasesOf(scene).declined, open, scene);",
    "return yes(entered, open, [], scene);",
  ),
  m("dialog/builtin", "a yes is needed only once", "confirmed: isFresh,", "confirmed: false,"),
  m(
    "dialog/builtin",
    "a slot that is not right is forgotten",
    "without(draftOf(open), awaits.confirm),\n      { awaits",
    "draftOf(open),\n      { awaits",
  ),
  m(
    "dialog/builtin",
    "a slot that is right is not asked about again",
    "[...draft.confirmed, awaits.confirm]",
    "[...draft.confirmed]",
  ),
  m(
    "dialog/builtin",
    "none of the choices is none",
    "if (open.choices) return ask(",
    "if (!open) return ask(",
  ),
  m(
    "dialog/builtin",
    "cancel goes back to what was interrupted",
    "return open?.under ? before",
    "return !open ? before",
  ),
  m("dialog/builtin", "start over forgets", "begun(open.intent, open.under), {}", "draftOf(open), {}"),
  m(
    "dialog/builtin",
    "going back forgets the last thing",
    "const last = open.trail.at(-1);",
    "const last = open.trail.at(0);",
  ),
  m("dialog/builtin", "a change asks for the slot it names", "wanted.includes(it)", "!wanted.includes(it)"),
  m(
    "dialog/builtin",
    "more shows the next page",
    "return open.choices ? turned(entered, open, 1, scene)",
    "return open.choices ? turned(entered, open, -1, scene)",
  ),
  m("dialog/builtin", "a yes may be a value", 'if (slot?.type.kind !== "boolean")', "if (slot)"),
  m(
    "dialog/builtin",
    "thanks do not end the question",
    "return open ? before(phrases.welcomed, open, scene)",
    "return !open ? before(phrases.welcomed, open, scene)",
  ),
  m("dialog/builtin", "what was said is said again", "const last = said ??", "const last = undefined ??"),
  m("dialog/builtin", "one more is one", "oneMore(last, before.slots)", "slotsOfLast(last, before.slots)"),
  m("dialog/builtin", "what is not understood leads to help", "misses === 1 ? sorry", "misses > 0 ? sorry"),
  m(
    "dialog/builtin",
    "nobody is asked for ever what they want",
    "if (misses >= boundOf(scene))",
    "if (misses < 0)",
  ),
  m(
    "dialog/ask",
    "nobody is asked for ever for a slot",
    "if (misses >= boundOf(scene)) return giveUp",
    "if (misses < 0) return giveUp",
  ),
  m(
    "dialog/ask",
    "a question asked again has other words",
    "wordsOf(own, scene, values, misses);\n}",
    "wordsOf(own, scene, values, 0);\n}",
  ),
  m("dialog/ask", "the second miss lists what is possible", "misses < 2 ||", "misses < 9 ||"),
  m(
    "dialog/ask",
    "progress forgives the misses",
    "return form(before) === form(now);",
    "return before.intent === now.intent;",
  ),
  m(
    "dialog/advance",
    "corrections are taken",
    'else if ("input" in accepted) heard.set(name',
    'else if ("input" in accepted && !heard.has(name)) heard.set(name',
  ),
  m(
    "dialog/advance",
    "nothing is done unconfirmed",
    "intent.confirm !== undefined && !confirmed",
    "intent.confirm !== undefined && !confirmed && raw.length > 9",
  ),
  m("dialog/advance", "what is refused is asked for again", "if (no) {", "if (no && raw.length > 9) {"),
  m("dialog/advance", "the intent has a say", "if (wrong) return", "if (wrong && raw.length > 9) return"),
  m("dialog/advance", "of several things one is chosen", "if (choice)", "if (choice && raw.length > 9)"),
  m(
    "dialog/advance",
    "slots are confirmed",
    "if (unsure !== undefined)",
    "if (unsure !== undefined && raw.length > 9)",
  ),
  m(
    "dialog/advance",
    "a new value is confirmed anew",
    "confirmed: draft.confirmed.filter(isKept),",
    "confirmed: draft.confirmed,",
  ),
  m(
    "dialog/advance",
    "the choices stay until one is chosen",
    "if (options.length > 1) return asking",
    "if (options.length > 99) return asking",
  ),
  m(
    "dialog/decide",
    "a digression is come back from",
    "if (outcome.open || !outcome.done) return outcome;",
    "return outcome;",
  ),
  m(
    "dialog/decide",
    "a digression keeps what was open",
    "entered.intent.ends ? undefined : bounded(open, deepest - 1)",
    "undefined",
  ),
  m(
    "dialog/decide",
    "some intents end what is open",
    "const waiting = entered?.intent.ends ? undefined :",
    "const waiting =",
  ),
  m(
    "dialog/decide",
    "what was spoken of is remembered",
    "mentions: distinct([...told, ...spoken, ...talk.mentions])",
    "mentions: distinct([...told])",
  ),
  m(
    "dialog/decide",
    "contexts are opened",
    "contextsAfter(talk, opens, turn.at)",
    "contextsAfter(talk, [], turn.at)",
  ),
  m("dialog/contexts", "contexts close", "turns: it.turns - 1", "turns: it.turns"),
  m(
    "dialog/contexts",
    "an intent out of context is not reached",
    "return needed.some",
    "return !needed.every",
  ),
  m(
    "dialog/choose",
    "a place is counted from the first",
    "return place - 1;\n    }",
    "return place % count;\n    }",
  ),
  m("dialog/choose", "the cheap one is the cheapest", "a.score - b.score", "b.score - a.score"),
  m(
    "dialog/recall",
    "it is what was spoken of",
    "that.has(said) || another.has(said) ? mentionFor",
    "another.has(said) ? mentionFor",
  ),
  m(
    "dialog/recall",
    "the usual is what it was",
    "const last = await scene.last(intent);",
    "const last = undefined as Awaited<ReturnType<Scene['last']>>;",
  ),
  m("dialog/values", "pairs are pairs", "if (Object.hasOwn(pair, part.name)) {", "if (!pair) {"),
  m("understand/answer", "an answer may fill several slots", "if (all) return all;", ""),
  m(
    "understand/answer",
    "a bare value corrects the slot it fits",
    "if (only && !another) return filled(only, blunt, 0.8);",
    "",
  ),
];

const root = fileURLToPath(new URL("..", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "palaver-mutate-"));
for (const part of [
  "src",
  "adapters",
  "intents",
  "test",
  "package.json",
  "tsconfig.json",
  "vitest.config.ts",
])
  cpSync(join(root, part), join(copy, part), { recursive: true });
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));

/** Whether some conversation goes differently. */
function isCaught(): boolean {
  try {
    execFileSync("npx", ["vitest", "run", "--bail", "1", "test/dialogs.test.ts", "-t", "nobody"], {
      cwd: copy,
      stdio: "ignore",
      timeout: 120_000,
    });
    return false;
  } catch {
    return true;
  }
}

try {
  if (isCaught()) throw new Error("The conversations fail before anything was broken; mend that first.");
  let caught = 0;
  for (const { rule, file, from, to } of mutations) {
    const path = join(copy, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(from))
      throw new Error(`"${from}" is no longer in ${file}; say how "${rule}" is broken now.`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    const found = isCaught();
    writeFileSync(path, text);
    if (found) caught++;
    console.info(`${found ? "caught  " : "SURVIVED"}  ${rule}`);
  }
  console.info(`${caught} of ${mutations.length} broken rules are noticed by a written conversation.`);
  process.exitCode = caught === mutations.length ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
