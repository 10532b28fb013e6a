import type { ArrivedChange } from './fold/transactions.ts';
import type { ChangeLine } from './line.ts';

/**
 * What a migration does to rows that stand, done to a change that an earlier release wrote: a column that it
 * computes from others, for instance. Pure, and of the same line always the same: everybody does it when the
 * change is folded, and the log keeps the line as it came.
 */
export type Upcast = {
  /** The migration's number: lines of releases before it are brought there. */
  readonly to: number;
  readonly of: (line: ChangeLine) => ChangeLine;
};

/** In the order of their migrations. */
export const UPCASTS: readonly Upcast[] = [];

/** The line as a release of that schema would have written it. */
export function upcastLine(
  line: ChangeLine,
  schemaVersion: number,
  upcasts: readonly Upcast[] = UPCASTS,
): ChangeLine {
  return upcasts
    .filter(({ to }) => to > line.m && to <= schemaVersion)
    .reduce((earlier, { of, to }) => ({ ...of(earlier), m: to }), line);
}

/** A change as it is folded; its text is what the database reads the values from. */
export function upcastChange<Change extends ArrivedChange>(
  arrived: Change,
  schemaVersion: number,
  upcasts: readonly Upcast[] = UPCASTS,
): Change {
  const { change } = arrived;
  if (!change || upcasts.length === 0) return arrived;
  const brought = upcastLine(change, schemaVersion, upcasts);
  return brought === change
    ? arrived
    : { ...arrived, change: brought, line: JSON.stringify(brought) };
}
