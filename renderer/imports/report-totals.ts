import type { FileTally } from '../../shared/imports/contract.ts';
import { formatCount, formatQuantity } from '../ui/format.ts';

const ALL_FILES = 'All files';

/** The sums over all files, as a tally of that name. */
export function reportTotals(files: readonly FileTally[]): FileTally {
  const sum = (of: (tally: FileTally) => number) =>
    files.reduce((total, tally) => total + of(tally), 0);
  return {
    file: ALL_FILES,
    read: sum(({ read }) => read),
    imported: sum(({ imported }) => imported),
    unchanged: sum(({ unchanged }) => unchanged),
    skipped: sum(({ skipped }) => skipped),
    refused: sum(({ refused }) => refused),
  };
}

const outcomes = [
  ['imported', 'imported'],
  ['unchanged', 'there already'],
  ['skipped', 'left out on purpose'],
  ['refused', 'refused'],
] as const;

/** `504 rows read: 500 imported, 4 refused.` */
export function tallyWords(tally: FileTally): string {
  const parts = outcomes
    .filter(([key]) => tally[key] > 0)
    .map(([key, words]) => `${formatCount(tally[key])} ${words}`);
  const read = `${formatQuantity(tally.read, 'row')} read`;
  return parts.length === 0 ? `${read}.` : `${read}: ${parts.join(', ')}.`;
}
