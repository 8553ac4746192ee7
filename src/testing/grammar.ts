import { pick } from "../locale.ts";
import type { BuiltInKind, Model, ModelIntent, ModelSlot } from "../model.ts";
import { parseUtterance, type Part } from "../utterance.ts";
import { phrases, spelled } from "./spelled.ts";

export interface GrammarOptions {
  /** Whose utterances are heard. Default: en-US. */
  readonly locale?: string;
  /** Whether the recogniser knows a word, in small letters; what has others in it is left out. Default: it knows all. */
  readonly knows?: (word: string) => boolean;
  /** What is said for values of a kind, such as `{ number: ["1", "2"] }`. Default: some of each in English, but for e-mail. */
  readonly values?: Partial<Readonly<Record<BuiltInKind, readonly string[]>>>;
  /** What is said where any text may be. Without it utterances with such a slot are left out. */
  readonly texts?: readonly string[];
  /** What is said besides, such as "yes". */
  readonly also?: readonly string[];
}

/**
 * All that an app understands, as a grammar of the form that speech recognisers take (JSGF,
 * https://www.w3.org/TR/jsgf/): a rule for each slot type, and one, `heard`, of the utterances. Figures are written as English
 * words, and values that may change are those of this moment.
 */
export function grammarOf(model: Model, options: GrammarOptions = {}): string {
  const rules = createRules(options);
  const { locale = "en-US", also = [] } = options;
  const tails = new Map<string, Set<string>>();
  for (const { utterances, slots } of model.intents)
    for (const utterance of pick(utterances, locale) ?? []) {
      const said = rules.utterance(parseUtterance(utterance), slots);
      // A recogniser unfolds each use of a rule, so what ends alike is said once.
      if (said) tails.set(said.tail, (tails.get(said.tail) ?? new Set()).add(said.head));
    }
  const heard = [
    ...[...tails].map(([tail, heads]) => `${either(heads)} ${tail}`.trim()),
    ...also.flatMap((it) => rules.words(it) ?? []),
  ];
  return [
    `#JSGF V1.0 UTF-8 ${locale};`,
    "grammar app;",
    `public <heard> = ${heard.length > 0 ? heard.join("\n  | ") : "<VOID>"};`,
    ...rules.all().map(([name, body]) => `<${name}> = ${body};`),
    "",
  ].join("\n");
}

/** One of several words, or none where nothing is among them. */
function either(heads: ReadonlySet<string>): string {
  const said = [...heads].filter((head) => head !== "");
  if (said.length === 0) return "";
  const group = said.join(" | ");
  return heads.has("") ? `[${group}]` : `(${group})`;
}

interface Rules {
  /** An utterance from its first word to its first slot, and from there on. */
  utterance(
    parts: readonly Part[],
    slots: ModelIntent["slots"],
  ): { readonly head: string; readonly tail: string } | undefined;
  words(text: string): string | undefined;
  all(): readonly (readonly [name: string, body: string])[];
}

/** The rules of a grammar, each made when it is first needed; what cannot be said is nothing. */
function createRules({ knows = () => true, values = {}, texts = [] }: GrammarOptions): Rules {
  const names = new Map<string, string>();

  const words = (text: string): string | undefined => {
    const all = spelled(text);
    return all.length > 0 && all.every(knows) ? all.join(" ") : undefined;
  };

  function rule(name: string, said: readonly string[]): string | undefined {
    const heard = [...new Set(said.flatMap((it) => words(it) ?? []))];
    return heard.length === 0 ? undefined : named(name, heard.join(" | "));
  }

  /** The same words have one name, and other words another. */
  function named(name: string, body: string): string {
    const plain = name.replace(/[^A-Za-z0-9]/g, "") || "value";
    const taken = new Set(names.values());
    let free = plain;
    for (let n = 2; taken.has(free) || free === "heard"; n++) free = `${plain}${n}`;
    const known = names.get(body) ?? free;
    names.set(body, known);
    return `<${known}>`;
  }

  function slot({ type, many }: ModelSlot): string | undefined {
    const one = valueOf(type);
    return one !== undefined && many ? `${one} (and ${one})*` : one;
  }

  function valueOf(type: ModelSlot["type"]): string | undefined {
    switch (type.kind) {
      case "text":
        return rule("text", texts);
      case "composite": {
        const parts = type.slots.map(slot);
        return parts.includes(undefined) ? undefined : parts.join(" ");
      }
      case "list":
        return rule(
          type.name,
          type.values.flatMap(({ name, synonyms }) => [name, ...(synonyms ?? [])]),
        );
      case "identifier":
      case "phone": {
        const [given, digit] = [values[type.kind], rule("digit", phrases.ordinary.slice(0, 10))];
        return given ? rule(type.kind, given) : digit && `(${digit})+`;
      }
      default:
        return rule(type.kind, values[type.kind] ?? phrases[type.kind]);
    }
  }

  return {
    words,
    all: () => [...names].map(([body, name]) => [name, body]),
    utterance(parts, slots) {
      const said = parts.map((part) => {
        if ("words" in part) return words(part.words);
        const found = slots.find(({ name }) => name === part.slot);
        return found && slot(found);
      });
      if (said.includes(undefined)) return undefined;
      const first = parts.findIndex((part) => "slot" in part);
      const at = first < 0 ? parts.length : first;
      return { head: said.slice(0, at).join(" "), tail: said.slice(at).join(" ") };
    },
  };
}
