export type Alignment = 'left' | 'right';

type Column = { readonly title: string; readonly align?: Alignment };

/** Columns as wide as their widest cell, two spaces between them, nothing after the last. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) =>
    cells.map((cell) => plain(String(cell))),
  );
  const widths = columns.map((_, at) => Math.max(...lines.map((cells) => width(cells[at] ?? ''))));
  return lines
    .map((cells) =>
      columns
        .map(({ align = 'left' }, at) => pad(cells[at] ?? '', widths[at] ?? 0, align))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

// Letters with their marks count once; wide scripts are not measured, and only misalign.
function width(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}

function pad(text: string, columns: number, align: Alignment): string {
  const spaces = ' '.repeat(Math.max(0, columns - width(text)));
  return align === 'left' ? text + spaces : spaces + text;
}

/** Text on one line without anything that could steer a terminal. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** JSON on one line, or indented for people; what could steer a terminal stays escaped. */
export function json(value: unknown, isForPeople: boolean): string {
  return JSON.stringify(value, null, isForPeople ? 2 : 0).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A word as a POSIX shell takes it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A size as people read it, in millions of bytes. */
export function megabytes(byteLength: number): string {
  return `${(byteLength / 1_000_000).toFixed(1)} MB`;
}
