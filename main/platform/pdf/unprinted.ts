/** Stands where no font has the character. */
export const BOX = '□';

/** The characters of a document that no font of it has. */
export type Unprinted = {
  readonly add: (codePoint: number) => void;
  /** Such as `U+674E, U+202E`, in order of appearance; empty when everything was printed. */
  readonly list: () => string;
};

const LISTED = 60;

export function createUnprinted(): Unprinted {
  const codes = new Set<number>();
  return {
    add: (codePoint) => {
      codes.add(codePoint);
    },
    list: () => {
      const named = Array.from(
        codes,
        (code) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
      );
      const more = named.length > LISTED ? ` and ${named.length - LISTED} more` : '';
      return named.slice(0, LISTED).join(', ') + more;
    },
  };
}
