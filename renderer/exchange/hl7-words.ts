import type { FolderState, Hl7Tally, ListedMessage } from '../../shared/exchange/hl7-contract.ts';
import { noMessages } from '../../shared/exchange/hl7-contract.ts';
import type { Tone } from '../ui/Badge.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';

/** The counts of a tally in the order in which they are shown. */
export const hl7CountHeaders = [
  ['read', 'Read'],
  ['added', 'Added'],
  ['changed', 'Changed'],
  ['unchanged', 'Unchanged'],
  ['skipped', 'Left out'],
  ['refused', 'Refused'],
] as const satisfies readonly (readonly [keyof Hl7Tally, string])[];

export const hl7OutcomeWords: Readonly<Record<ListedMessage['outcome'], string>> = {
  skipped: 'Left out',
  refused: 'Refused',
  kept: 'Taken in; something was kept',
};

/** The sums over all files. */
export function hl7Totals(files: readonly Hl7Tally[]): Hl7Tally {
  const sum = (key: keyof Hl7Tally) => files.reduce((total, file) => total + file[key], 0);
  return {
    ...noMessages,
    ...Object.fromEntries(hl7CountHeaders.map(([key]) => [key, sum(key)])),
  };
}

/** `12 messages read: 3 added, 1 refused.` */
export function hl7TallyWords(tally: Hl7Tally): string {
  const parts = hl7CountHeaders
    .filter(([key]) => key !== 'read' && tally[key] > 0)
    .map(([key, header]) => `${formatCount(tally[key])} ${header.toLowerCase()}`);
  const read = `${formatQuantity(tally.read, 'message')} read`;
  return parts.length === 0 ? `${read}.` : `${read}: ${parts.join(', ')}.`;
}

export const folderStateWords: Readonly<Record<FolderState, string>> = {
  off: 'Not chosen',
  there: 'Ready',
  missing: 'Not there just now',
  notUsable: 'Cannot be used',
};

export const folderStateTones: Readonly<Record<FolderState, Tone>> = {
  off: 'neutral',
  there: 'success',
  missing: 'caution',
  notUsable: 'danger',
};
