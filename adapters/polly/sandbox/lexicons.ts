import { asString, look, type Clock } from "palaver";
import { Malformed, tokensOf } from "../markup.ts";
import { voices } from "../voices.ts";
import { invalid, Refusal } from "./refusal.ts";

/** The lexicons of the sandbox's account, each answered with what goes over the wire. */
export interface Lexicons {
  put(name: string, body: unknown): unknown;
  get(name: string): unknown;
  delete(name: string): unknown;
  list(): unknown;
  /** Throws where one of those that a request names is not there. */
  check(names: readonly unknown[]): void;
}

interface Lexicon {
  readonly content: string;
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** The most lexicons, and the most characters of one and of one of its entries. */
const most = { lexicons: 100, content: 40_000, entry: 100 };

export function lexicons(clock: Clock): Lexicons {
  const all = new Map<string, Lexicon>();
  const missing = () => new Refusal("LexiconNotFoundException", "Lexicon not found", 404);

  function found(name: string): Lexicon {
    const lexicon = all.get(name);
    if (!lexicon) throw missing();
    return lexicon;
  }

  return {
    put(name, body) {
      const content = asString(look(body, "Content"));
      if (!/^[0-9A-Za-z]{1,20}$/.test(name))
        throw invalid("name", "Member must satisfy regular expression pattern");
      if (content === undefined) throw invalid("content", "Member must not be null");
      if (content.length > most.content)
        throw new Refusal("LexiconSizeExceededException", "Lexicon size exceeded");
      if (!all.has(name) && all.size >= most.lexicons)
        throw new Refusal("MaxLexiconsNumberExceededException", "Maximum number of lexicons exceeded");
      all.set(name, { content, attributes: attributesOf(name, content, clock.now()) });
      return {};
    },
    get(name) {
      const { content, attributes } = found(name);
      return { Lexicon: { Name: name, Content: content }, LexiconAttributes: attributes };
    },
    delete(name) {
      found(name);
      all.delete(name);
      return {};
    },
    list: () => ({ Lexicons: [...all].map(([Name, { attributes }]) => ({ Name, Attributes: attributes })) }),
    check(names) {
      if (names.length > 5) throw invalid("lexiconNames", "Member must have length less than or equal to 5");
      if (!names.every((name) => typeof name === "string" && all.has(name))) throw missing();
    },
  };
}

/** What Polly says of a lexicon (https://www.w3.org/TR/pronunciation-lexicon/). Throws {@link Refusal}. */
function attributesOf(name: string, content: string, now: number): Lexicon["attributes"] {
  const broken = (why: string) => new Refusal("InvalidLexiconException", `Invalid lexicon: ${why}`);
  let [alphabet, language, lexemes, isFirst] = ["", "", 0, true];
  let entry: number | undefined;
  try {
    for (const token of tokensOf(content)) {
      if (token.type === "text") {
        if (entry !== undefined && ++entry > most.entry)
          throw new Refusal("MaxLexemeLengthExceededException", "Maximum size of the lexeme exceeded");
        continue;
      }
      if (isFirst && token.name !== "lexicon") throw broken("the root is not <lexicon>");
      if (isFirst) {
        alphabet = token.attributes.get("alphabet") ?? "";
        language = token.attributes.get("xml:lang") ?? "";
      }
      isFirst = false;
      if (token.name === "lexeme" && token.type === "open") lexemes++;
      if (token.name === "phoneme" || token.name === "alias") entry = token.type === "open" ? 0 : undefined;
    }
  } catch (error) {
    if (error instanceof Malformed) throw broken(error.message);
    throw error;
  }
  if (alphabet !== "ipa" && alphabet !== "x-sampa")
    throw new Refusal("UnsupportedPlsAlphabetException", "The alphabet is neither ipa nor x-sampa");
  if (!voices.some(({ locale, also = [] }) => [locale, ...also].includes(language)))
    throw new Refusal("UnsupportedPlsLanguageException", "The language is not supported");
  return {
    Alphabet: alphabet,
    LanguageCode: language,
    LastModified: now / 1_000,
    LexiconArn: `arn:aws:polly:sandbox:000000000000:lexicon/${name}`,
    LexemesCount: lexemes,
    Size: content.length,
  };
}
