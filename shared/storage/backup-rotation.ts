/** A backup in the backup folder, as far as rotation cares. */
export type RotatableBackup = {
  readonly fileName: string;
  /** ISO 8601 in UTC. */
  readonly madeAt: string;
  /** False for one that somebody asked for: it stays until somebody deletes it. */
  readonly isScheduled: boolean;
  /** It was verified when it was made, and is still the file that was verified. */
  readonly isGood: boolean;
};

/**
 * File names of the scheduled backups that may go: those with at least `keep` good scheduled ones after
 * them. A bad one never counts as kept, so however many fail, the last good ones stay.
 */
export function backupsToDelete(
  backups: readonly RotatableBackup[],
  keep: number,
): readonly string[] {
  const scheduled = backups
    .filter(({ isScheduled }) => isScheduled)
    .toSorted((one, other) => newestFirst(one, other));
  const gone: string[] = [];
  let good = 0;
  for (const { fileName, isGood } of scheduled) {
    if (good >= Math.max(keep, 1)) gone.push(fileName);
    else if (isGood) good += 1;
  }
  return gone;
}

function newestFirst(one: RotatableBackup, other: RotatableBackup): number {
  if (one.madeAt !== other.madeAt) return one.madeAt < other.madeAt ? 1 : -1;
  return one.fileName < other.fileName ? 1 : -1;
}
