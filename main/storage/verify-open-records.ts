import { namedBackup } from '../../shared/storage/backup-name.ts';
import type { JobContext } from '../platform/context.ts';
import type { StorageEngine } from '../platform/storage-engine.ts';
import type { Keeping } from './keeping.ts';
import { backupFolderOf } from './make-kept-backup.ts';
import { insertCheck, selectSettings } from './store.ts';
import { verifyRecords } from './verify.ts';
import { foundInKeys } from './verify-keys.ts';
import type { AnchorsAtHand, BackupAnchor } from './verify-anchors.ts';

/** Checks the records that are open, as a job. */
export async function verifyOpenRecords({ engine }: Keeping, job: JobContext) {
  const { schedule } = await job.read(selectSettings);
  const { store, files } = engine;
  return verifyRecords(
    {
      store,
      files,
      anchors: anchorsAtHand(engine, backupFolderOf(engine, schedule)),
      foundInKeys: () => foundInKeys(store.keyWraps.all(), engine.keys.keyring()),
      saveReport: ({ tx, newId }, report) => insertCheck(tx, { id: newId(), report }),
    },
    job,
  );
}

/** What stands outside the records and tells how far they had come: the anchor, and a folder of backups. */
export function anchorsAtHand(
  { store, anchor, findBackups }: Pick<StorageEngine, 'store' | 'anchor' | 'findBackups'>,
  folder: string,
): AnchorsAtHand {
  return {
    commitNumber: store.commitNumber,
    anchor: anchor.read,
    async furthestBackup(after) {
      const found = await findBackups(folder, (name) => namedBackup(name) !== null);
      const anchors = found.flatMap(({ manifest }): readonly BackupAnchor[] =>
        typeof manifest === 'object' && 'commitNumber' in manifest ? [manifest] : [],
      );
      return anchors
        .filter(({ madeAt }) => after === null || madeAt > after)
        .reduce<BackupAnchor | null>(
          (most, each) => (most && most.commitNumber >= each.commitNumber ? most : each),
          null,
        );
    },
  };
}
