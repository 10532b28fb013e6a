type Word = {
  readonly word: string;
  /** True where nothing but blanks or one hyphen parts it from the word before. */
  readonly isJoined: boolean;
};

const JOINING = /^(?:[ \t]+|[-\u2010])$/;

/** What right before a term says that it was not done. */
const DENIALS = new Set(['no', 'not', 'without', 'denies', 'denied', 'never', 'neither']);

/** What may stand between: `no need for a sharp debridement`. Few, for a denial must not reach far. */
const BETWEEN = 'a an any the or nor further more additional new need indication for of to perform';

/** The words of a text in lower case without accents, and what parts them. */
function wordsOf(text: string): readonly Word[] {
  // A soft hyphen or a joiner parts no word.
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '');
  let end = 0;
  return [...plain.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => {
    const isJoined = JOINING.test(plain.slice(end, index));
    end = index + word.length;
    return { word, isJoined };
  });
}

/** True for a text with a letter or digit in it: only such can be looked for. */
export function hasWord(text: string): boolean {
  return wordsOf(text).length > 0;
}

function isDenied(words: readonly Word[], at: number, between: ReadonlySet<string>): boolean {
  for (let place = at; words[place]?.isJoined === true; place -= 1) {
    const before = words[place - 1]?.word ?? '';
    if (DENIALS.has(before)) return true;
    if (!between.has(before)) return false;
  }
  return false;
}

/**
 * True where a text says one of these terms, whole words in their order, whatever their case, accents and
 * punctuation. A term that a denial stands right before, such as `no sharp debridement`, is not said; `no
 * sharp or surgical debridement` denies both.
 */
export function isMentioned(terms: readonly string[], text: string): boolean {
  const words = wordsOf(text);
  const sought = terms.map((term) => wordsOf(term).map(({ word }) => word));
  const between = new Set([...BETWEEN.split(' '), ...sought.flat()]);
  return sought.some(
    (term) =>
      term.length > 0 &&
      words.some(
        (_, at) =>
          term.every((word, place) => words[at + place]?.word === word) &&
          !isDenied(words, at, between),
      ),
  );
}
