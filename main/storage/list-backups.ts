import { namedBackup, namedBackups } from '../../shared/storage/backup-name.ts';
import type { BackupSummary } from '../../shared/store/contract.ts';
import { BackupUnusable } from '../platform/backup/backup-errors.ts';
import type { FoundBackup } from '../platform/backup/backup-file.ts';
import type { StorageEngine } from '../platform/storage-engine.ts';
import { backupCountsOf } from './actions.ts';

/** The backups in a folder, newest first. */
export async function listBackups(
  engine: Pick<StorageEngine, 'findBackups'>,
  folder: string,
): Promise<BackupSummary[]> {
  const found = await engine.findBackups(folder, (name) => namedBackup(name) !== null);
  const byName = new Map(found.map((backup) => [backup.fileName, backup]));
  return namedBackups([...byName.keys()]).flatMap(({ fileName, madeAt }) => {
    const backup = byName.get(fileName);
    return backup ? [summaryOf(backup, madeAt)] : [];
  });
}

/** `madeAt` is what the name tells; the manifest knows better. */
function summaryOf({ fileName, byteLength, manifest }: FoundBackup, madeAt: string): BackupSummary {
  const file = { fileName, byteLength };
  const unknown = { ...file, madeAt, release: null, counts: null };
  // The passphrase of its time opens it: nothing is known to be wrong with it.
  if (manifest === 'otherKey') return { ...unknown, problem: null };
  if (manifest instanceof BackupUnusable) return { ...unknown, problem: problemOf(manifest) };
  const { madeAt: sealedAt, release, tables } = manifest;
  return { ...file, madeAt: sealedAt, release, counts: backupCountsOf(tables), problem: null };
}

function problemOf({ why, message }: BackupUnusable): string {
  // Another clinic's key fits as little as one does to a file that was altered.
  if (why === 'DamagedBackup') return 'This backup is another clinic’s, or damaged.';
  return message;
}
