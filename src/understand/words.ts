/** A word of what somebody said: as it is compared, and where it stands in the text, in UTF-16 units. */
export interface Word {
  readonly plain: string;
  readonly start: number;
  readonly end: number;
}

/** Letters and digits, with what joins them inside a word, and the sign of a number. */
const word =
  /['’]s(?![\p{L}\p{N}])|(?:(?<!\S)[-−](?=\p{N}))?[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*/gu;

/** The same where a letter of a script that is written without spaces is a word of its own. */
const wordOrLetter =
  /['’]s(?![\p{L}\p{N}])|[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]\p{M}*|(?:(?<!\S)[-−](?=\p{N}))?(?:(?![\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}])[\p{L}\p{M}\p{N}])+(?:['’.,-][\p{L}\p{M}\p{N}]+)*/gu;

const maybeUnspaced = /[\u0e00-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff66-\uff9f\ud840-\ud8ff]/;

/**
 * The words of a text, in order. What is not a letter or a digit separates them; "what's" is two words in one place,
 * "the dog's" three in three, also where the slot of an utterance stands before the 's, and every sign of a script that is written without spaces is one.
 */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const { 0: found, index } of text.matchAll(maybeUnspaced.test(text) ? wordOrLetter : word)) {
    const plain = plainWord(found);
    const end = index + found.length;
    const short = plain.includes("'") ? together.get(plain) : undefined;
    if (short) for (const it of short) words.push({ plain: it, start: index, end });
    else if (plain.endsWith("'s") && found.length > 2) {
      words.push(
        { plain: plain.slice(0, -2), start: index, end: end - 2 },
        { plain: "'s", start: end - 2, end },
      );
    } else words.push({ plain, start: index, end });
  }
  return words;
}

/** The words of a text as they are compared. */
export const plainWords = (text: string): readonly string[] => wordsOf(text).map((it) => it.plain);

/** A text as it is compared: its words alone, one space between them. */
export const plain = (text: string): string => plainWords(text).join(" ");

const plainWord = (text: string) =>
  isPlain.test(text) ? text : text.normalize("NFKC").toLowerCase().replaceAll("’", "'").replace("−", "-");

const isPlain = /^[a-z0-9]+$/;

/** English that is written together, and what it stands for. What is left out may belong to somebody: "the dog's". */
const together: ReadonlyMap<string, readonly string[]> = new Map(
  `i'd=i would, i'm=i am, im=i am, i'll=i will, i've=i have, what's=what is, whats=what is, where's=where is,
  who's=who is, that's=that is, thats=that is, it's=it is, there's=there is, here's=here is, how's=how is, when's=when is,
  let's=let us, you're=you are, we're=we are, they're=they are, you'd=you would, we'd=we would, you'll=you will,
  we'll=we will, it'll=it will, you've=you have, we've=we have, they've=they have, don't=do not, dont=do not,
  doesn't=does not, doesnt=does not, didn't=did not, didnt=did not, isn't=is not, isnt=is not, aren't=are not,
  wasn't=was not, weren't=were not, won't=will not, wont=will not, wouldn't=would not, couldn't=could not,
  shouldn't=should not, haven't=have not, hasn't=has not, can't=cannot, gonna=going to, wanna=want to, gotta=got to,
  gimme=give me, lemme=let me`
    .split(/,\s+/)
    .map((pair) => pair.split("="))
    .map(([short = "", words = ""]) => [short, words.split(" ")]),
);
