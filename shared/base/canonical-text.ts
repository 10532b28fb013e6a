/** What can be put in canonical form: JSON, where undefined and null both say "nothing there". */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/**
 * The one text of a value, for a digest: keys in the order of their code units, no spaces, fields that
 * hold nothing left out, so that a column which comes later leaves the texts from before as they were.
 * Throws a RangeError for a number that JSON cannot say.
 */
export function canonicalText(value: Canonical): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('Only finite numbers have a canonical form');
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map((each) => canonicalText(each)).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, each]) => each !== null && each !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalText(each)}`);
  return `{${fields.join(',')}}`;
}

function isList(value: object): value is readonly Canonical[] {
  return Array.isArray(value);
}
