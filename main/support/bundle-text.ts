/** One part of what is gathered: a heading and its lines. */
export type Section = {
  readonly heading: string;
  readonly lines: readonly string[];
};

/** `name: value` for each; what is not there says so. */
export function valueLines(
  values: Readonly<Record<string, string | number | boolean | null | undefined>>,
): readonly string[] {
  return Object.entries(values).map(([name, value]) => `${name}: ${value ?? 'none'}`);
}

/** The whole text, as it is read before it leaves. */
export function bundleText(gatheredAt: string, sections: readonly Section[]): string {
  const parts = sections.map(({ heading, lines }) =>
    [heading, '-'.repeat(heading.length), ...(lines.length > 0 ? lines : ['none'])].join('\n'),
  );
  const intro = [
    'Caretrail, for support',
    `Gathered ${gatheredAt}. Holds nothing of a chart, no names, no PINs, no passphrase and no`,
    'places on this computer. Read it before you give it to anybody.',
  ].join('\n');
  return `${[intro, ...parts].join('\n\n')}\n`;
}

/** Words that name a folder or a file, which may name whoever is signed in to the computer. */
const PLACE = /[\\/][^\s\\/]/;

/** A sentence of the program's own, unless it names a place on this computer. */
export function withoutPlaces(sentence: string): string {
  return PLACE.test(sentence) ? '(left out, for it names a place on this computer)' : sentence;
}
