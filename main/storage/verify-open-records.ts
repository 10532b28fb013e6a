import { namedBackup } from '../../shared/storage/backup-name.ts';
import type { SignedHead } from '../platform/audit-head.ts';
import type { Manifest } from '../platform/backup/manifest.ts';
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
  const manifests = async (): Promise<readonly Manifest[]> => {
    const found = await findBackups(folder, (name) => namedBackup(name) !== null);
    return found.flatMap(({ manifest }) =>
      typeof manifest === 'object' && 'commitNumber' in manifest ? [manifest] : [],
    );
  };
  return {
    commitNumber: store.commitNumber,
    anchor: anchor.read,
    async furthestBackup(after) {
      return (await manifests())
        .filter(({ madeAt }) => after === null || madeAt > after)
        .reduce<BackupAnchor | null>(
          (most, each) => (most && most.commitNumber >= each.commitNumber ? most : each),
          null,
        );
    },
    backupHeads: async () => (await manifests()).flatMap(({ auditHeads }) => auditHeads),
  };
}

/** The signed heads of audit chains that stand in the backups of the folder that is set. */
export async function headsInBackups(
  { engine }: Keeping,
  read: JobContext['read'],
): Promise<readonly SignedHead[]> {
  const { schedule } = await read(selectSettings);
  return anchorsAtHand(engine, backupFolderOf(engine, schedule)).backupHeads();
}
