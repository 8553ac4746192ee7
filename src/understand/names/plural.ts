/** A word as it is looked up: without accents, and in the singular as far as that can be told. It need not be a word itself. */
export function bare(word: string): string {
  const flat = /^[a-z0-9]*$/.test(word)
    ? word
    : word
        .replaceAll("ß", "ss")
        .replace(/ä|ae/g, "a")
        .replace(/ö|oe/g, "o")
        .replace(/ü|ue/g, "u")
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .replaceAll("-", "");
  if (flat.length < 4) return flat;
  if (flat.endsWith("ies")) return `${flat.slice(0, -3)}y`;
  if (flat.endsWith("ves")) return `${flat.slice(0, -3)}f`;
  if (/(?:s|x|z|ch|sh|o)es$/.test(flat)) return flat.slice(0, -2);
  return /[^su]s$/.test(flat) ? flat.slice(0, -1) : flat;
}
