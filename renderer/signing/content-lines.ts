/** One part of a record's content as it is read; an empty value stands for nothing said. */
export type ContentLine = {
  readonly key: string;
  readonly label: string;
  readonly value: string;
};

/** Reads the content of a record, from the record itself or from a correction of it. */
export type LinesOf = (content: unknown) => readonly ContentLine[];

export type ComparedLine = {
  readonly key: string;
  readonly label: string;
  readonly before: string;
  /** By version, in the order given. */
  readonly after: readonly string[];
};

/** The lines in which any of these versions differs from what stood before, in reading order. */
export function comparedLines(
  before: readonly ContentLine[],
  versions: readonly (readonly ContentLine[])[],
): readonly ComparedLine[] {
  const labels = new Map([before, ...versions].flat().map(({ key, label }) => [key, label]));
  const valueIn = (lines: readonly ContentLine[], key: string) =>
    lines.find((line) => line.key === key)?.value ?? '';
  return [...labels]
    .map(([key, label]) => ({
      key,
      label,
      before: valueIn(before, key),
      after: versions.map((lines) => valueIn(lines, key)),
    }))
    .filter((line) => line.after.some((value) => value !== line.before));
}
