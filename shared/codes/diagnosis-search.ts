import { searchWords } from '../patients/patient.ts';

/** What people say and the code set does not, and the beginnings of the words it has instead. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  bedsore: ['pressure', 'ulcer'],
  decubitus: ['pressure', 'ulcer'],
  diabetic: ['diabet'],
};

/** Words in nearly every description tell nothing beside others. */
const FILLERS = new Set(['a', 'and', 'by', 'for', 'in', 'of', 'or', 'the', 'to', 'with']);

const LIKE_A_CODE = /^[a-z]\d[\da-z]?\.?[\da-z]{0,4}$/i;

/** Families that a wound clinic codes from, by their three characters: they stand first among equals. */
export const WOUND_FAMILIES = 'L89 L97 L98 L88 I70 I83 I87 I96 T81 E08 E09 E10 E11 E13'.split(' ');

/** What a search is for. */
export type DiagnosisSearch = {
  /** Each begins the code or a word of the description; letters and digits only, in lower case. */
  readonly words: readonly string[];
  /** The code itself, where one and nothing else was typed; without a dot, in upper case. */
  readonly typedCode: string | null;
};

/** Reads what was typed: words in any order, and codes with or without their dot. */
export function diagnosisSearchOf(typed: string): DiagnosisSearch {
  const pieces = typed.trim().split(/\s+/);
  const words = pieces.flatMap((piece) =>
    LIKE_A_CODE.test(piece) ? [piece.replace('.', '').toLowerCase()] : searchWords(piece),
  );
  const telling = words.filter((word) => !FILLERS.has(word));
  const all = (telling.length > 0 ? telling : words).flatMap((word) => OTHER_WORDS[word] ?? [word]);
  const [only, ...others] = all;
  const isCode = only !== undefined && others.length === 0 && /^[a-z](\d[\da-z]*)?$/.test(only);
  return { words: [...new Set(all)], typedCode: isCode ? only.toUpperCase() : null };
}
