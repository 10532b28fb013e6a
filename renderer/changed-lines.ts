/** One field that a correction made different, in words; an empty text stands for nothing said. */
export type ChangedLine = {
  readonly key: string;
  readonly label: string;
  readonly was: string;
  readonly is: string;
};

type Said = readonly (readonly [key: string, label: string, text: string])[];

/** The lines that differ between what was said before and after, both with the same fields in one order. */
export function changedBetween(was: Said, is: Said): readonly ChangedLine[] {
  return was
    .map(([key, label, text], at) => ({ key, label, was: text, is: is[at]?.[2] ?? '' }))
    .filter((line) => line.was !== line.is);
}
