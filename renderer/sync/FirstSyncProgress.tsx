import type { SyncStatus } from '../../shared/sync/contract.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { estimateInWords } from './sync-words.ts';

const LABELS = {
  send: 'Bringing the records to the server…',
  fetch: 'Getting the records of the site…',
} as const;

export type FirstSyncProgressProps = {
  readonly firstSync: NonNullable<SyncStatus['firstSync']>;
};

/** How far the first sync is, and how long it may take. */
export function FirstSyncProgress({ firstSync }: FirstSyncProgressProps) {
  const { direction, done, total, secondsLeft } = firstSync;
  const left = estimateInWords(secondsLeft);
  return (
    <ProgressBar
      label={LABELS[direction]}
      {...(total > 0 && { value: Math.min(done, total), total })}
      detail={`${left === null ? '' : `${left.charAt(0).toUpperCase()}${left.slice(1)} left. `}It goes on where it was after an interruption.`}
    />
  );
}
