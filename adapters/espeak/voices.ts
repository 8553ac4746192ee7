import { canonicalLocale } from "palaver";

/** A voice of the program's: the tag it is called by, and how well it speaks which languages, 0 being best. */
interface Known {
  readonly tag: string;
  readonly name: string;
  readonly languages: ReadonlyMap<string, number>;
}

/** The voices of a program, found by a name or for a locale. */
export interface Voices {
  /** How the program is told to use the voice of that name, such as "en-us" or "en-us+f3"; nothing where it has none. */
  named(name: string): string | undefined;
  /** The best voice for a locale, or for its language; the program's own for one it does not speak. */
  for(locale: string): string;
}

/** The voice for what nobody speaks. */
const otherwise = "en-us";

/**
 * Reads the list of `espeak-ng --voices`: priority, tag, age and gender, name, file, and `(tag priority)` for each other
 * language. Those of MBROLA are left out: they are listed whether their sounds are there or not.
 */
export function voicesOf(list: string): Voices {
  const all = list.split("\n").flatMap((line): readonly Known[] => {
    const [, priority, tag, name, file, others] =
      /^\s*(\d+)\s+(\S+)\s+\S+\s+(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
    if (!priority || !tag || !name || !file || file.startsWith("mb/")) return [];
    const rest = [...(others ?? "").matchAll(/\(([\w-]+) (\d+)\)/g)].map(
      ([, language = "", rank]) => [language, Number(rank)] as const,
    );
    return [{ tag, name, languages: new Map([...rest, [tag, Number(priority)]]) }];
  });

  function best(fits: (language: string) => boolean): string | undefined {
    const ranked = all.flatMap(({ tag, languages }) =>
      [...languages].filter(([language]) => fits(language)).map(([, rank]) => ({ tag, rank })),
    );
    return ranked.toSorted((one, other) => one.rank - other.rank)[0]?.tag;
  }

  return {
    named(name) {
      // "+f3" is a way to speak that any voice has; one that is not known is passed over by the program.
      const [wanted = "", way] = name.toLowerCase().split("+", 2);
      const found = all.find((it) => it.tag === wanted || it.name.toLowerCase() === wanted);
      if (!found || (way !== undefined && !/^\w{1,20}$/.test(way))) return undefined;
      return way === undefined ? found.tag : `${found.tag}+${way}`;
    },

    for(locale) {
      const tag = (canonicalLocale(locale) ?? otherwise).toLowerCase();
      const [language = tag] = tag.split("-");
      return (
        best((it) => it === tag) ??
        best((it) => it === language) ??
        best((it) => it.startsWith(`${language}-`)) ??
        otherwise
      );
    },
  };
}
