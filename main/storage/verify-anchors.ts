import type { AnchorReading } from '../platform/anchor.ts';
import type { SignedHead } from '../platform/audit-head.ts';
import type { Found } from './verify-found.ts';

/** How far a backup's records had come when it was made. */
export type BackupAnchor = { readonly commitNumber: number; readonly madeAt: string };

/** What stands outside the records and tells how far they had come. */
export type AnchorsAtHand = {
  /** Of the records as they are now. */
  readonly commitNumber: () => number;
  readonly anchor: () => Promise<AnchorReading>;
  /** Of the backup that had come furthest, among those made since `after`; null when there is none. */
  readonly furthestBackup: (after: string | null) => Promise<BackupAnchor | null>;
  /** The signed heads of audit chains that stand in the backups at hand. */
  readonly backupHeads: () => Promise<readonly SignedHead[]>;
};

/** Whether the records are behind what was known of them: then an older copy stands in their place. */
export async function foundByAnchors(at: AnchorsAtHand): Promise<readonly Found[]> {
  const anchor = await at.anchor();
  const isAnchor = typeof anchor === 'object';
  const backup = await at.furthestBackup(isAnchor ? anchor.restoredAt : null);
  const now = at.commitNumber();
  return [
    ...(anchor === 'unreadable'
      ? [{ kind: 'anchorUnreadable', about: '', count: 1 } as const]
      : []),
    ...(isAnchor && now < anchor.commitNumber
      ? [{ kind: 'olderThanAnchor', about: '', count: anchor.commitNumber - now } as const]
      : []),
    ...(backup && now < backup.commitNumber
      ? [
          {
            kind: 'olderThanBackup',
            about: backup.madeAt,
            count: backup.commitNumber - now,
          } as const,
        ]
      : []),
  ];
}
