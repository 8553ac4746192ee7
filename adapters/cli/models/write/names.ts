/** Words that TypeScript has for itself, and names that the files of an app are given by others or have anyway. */
const reserved = new Set(
  (
    "abstract any arguments as asserts async await boolean break case catch class const continue debugger declare default delete do " +
    "else enum eval export extends false finally for from function get if implements import in infer instanceof interface is keyof " +
    "let module namespace never new null number object of package private protected public readonly require return set static " +
    "string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield " +
    "app catalog composite createApp entries intent listOf local optional options slots would z infinity nan globalthis"
  ).split(" "),
);

/** Files that an app has anyway, and names that are devices on Windows. */
const taken = /^(?:index|local|lambda|would|con|prn|aux|nul|com\d|lpt\d)$/;

/** Letters and digits of a name, in words: "OrderPizza" and "order-pizza" are "order" and "pizza". */
const wordsOf = (name: string): readonly string[] =>
  name
    .normalize("NFKD")
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ")
    .replace(/\p{M}/gu, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());

const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** Names of their own for many things, one after the other. */
export interface Names {
  /** A variable's, such as `orderPizza`; with `kind` behind it where there is something else of that name. */
  variable(name: string, kind: string): string;
  /** A file's without its ending, such as `order-pizza`; no two differ by case alone. */
  file(name: string, folder: string, kind: string): string;
}

/** Gives names; they are the same for the same things in the same order. */
export function naming(): Names {
  const used = new Set<string>();
  const counts = new Map<string, number>();

  /** The name itself, else with its kind, else with the next number. Told apart without case, for files are. */
  function own(scope: string, name: string, forms: readonly string[], joint = ""): string {
    const isFree = (form: string) => !used.has(`${scope}/${form.toLowerCase()}`);
    let found = forms.find(isFree);
    const key = `${scope}/${name.toLowerCase()}`;
    for (let n = counts.get(key) ?? 2; found === undefined; n++) {
      const numbered = `${name}${joint}${n}`;
      if (isFree(numbered)) found = numbered;
      counts.set(key, n + 1);
    }
    used.add(`${scope}/${found.toLowerCase()}`);
    return found;
  }

  return {
    variable(name, kind) {
      const [first = "", ...rest] = wordsOf(name);
      const joined = [first, ...rest.map(capital)].join("").slice(0, 24);
      const plain = /^[a-z]/.test(joined) ? joined : `${kind}${capital(joined)}`;
      const forms = [plain, `${plain}${capital(kind)}`].filter((it) => !reserved.has(it.toLowerCase()));
      return own("variable", `${plain}${capital(kind)}`, forms);
    },
    file(name, folder, kind) {
      const joined = wordsOf(name).join("-").slice(0, 28).replace(/-$/, "") || kind;
      const forms = [joined, `${joined}-${kind}`].filter((it) => !taken.test(it));
      return own(`file ${folder}`, joined, forms, "-");
    },
  };
}
