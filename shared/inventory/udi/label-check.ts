import type { Failure } from '../../base/result.ts';
import { readingAttributes, type LabelContent, type Scan } from './reading.ts';

export type NotPrintable = Failure<'notPrintable'>;
export const NOT_PRINTABLE =
  'A label of this kind cannot say all of this: check characters, lengths and dates, or choose another kind.';

/** True where a scan of the finished label says exactly what it was to say. */
export function isSaidBy(
  scan: Scan,
  content: LabelContent,
  extras: readonly { readonly ai: string; readonly value: string }[] = [],
): boolean {
  return (
    scan.state === 'read' &&
    readingAttributes.every((attribute) => scan[attribute] === content[attribute]) &&
    extras.every(({ ai, value }) =>
      scan.fields.some((field) => field.code === ai && field.value === value),
    )
  );
}
