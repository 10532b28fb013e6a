import { planMigrations } from '../../../shared/base/migration-plan.ts';
import type { CopyWork, OnCopyProgress } from '../copy-thread/copy-work.ts';
import { flushFile } from '../durable-files.ts';
import type { Keyring } from '../keys/keyring.ts';
import { migrate, MigrationRefused } from '../migrate.ts';
import type { Sqlite } from '../page-store/exclusive-file.ts';
import { openPageStore } from '../page-store/page-store.ts';
import { BackupUnusable } from './backup-errors.ts';
import { lookInto } from './backup-file.ts';
import { arePagesWhole, countRows, headSeal } from './copy-check.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { startPglite } from './trial.ts';
import { unpackFiles } from './unpack-files.ts';
import { unpackRecords } from './unpack-records.ts';

type UnpackBackup = CopyWork['unpackBackup']['input'] & {
  readonly keyring: Keyring;
  readonly onProgress: OnCopyProgress;
};

/**
 * Makes records and files of a backup, in new files: whole by page and digest, with as many rows as the
 * manifest says, and of this release. Throws BackupUnusable, and the system's errors.
 */
export async function unpackBackup(
  unpack: UnpackBackup,
): Promise<CopyWork['unpackBackup']['output']> {
  const { backupPath } = unpack;
  const manifest = lookInto(backupPath, (backup) => unpackInto(backup, unpack));
  await unpackFiles(unpack, manifest);
  const commitNumber = await openRecords(unpack, manifest);
  await flushFile(unpack.filesPath);
  await flushFile(unpack.recordsPath);
  return { manifest, commitNumber };
}

function unpackInto(backup: Sqlite, unpack: UnpackBackup): Manifest {
  const manifest = readManifest(backup, unpack.keyring);
  if (!manifest) throw new BackupUnusable('NotABackup');
  refuseOtherRelease(manifest, unpack);
  unpackRecords(backup, unpack.recordsPath, unpack.onProgress);
  return manifest;
}

/** Before anything is copied: an older release's is brought to this one, a newer one's is refused. */
function refuseOtherRelease({ migrations }: Manifest, unpack: UnpackBackup): void {
  const plan = planMigrations(migrations, unpack.migrations);
  if (plan.ok) return;
  const isNewer = plan.failure.code === 'NewerRelease';
  throw isNewer
    ? new BackupUnusable('FromNewerRelease')
    : new MigrationRefused(plan.failure.message);
}

/** Opens the records for good, as they will be opened in their place; answers their commit number. */
async function openRecords(unpack: UnpackBackup, manifest: Manifest): Promise<number> {
  const { keyring, onProgress } = unpack;
  const store = openPageStore(unpack.recordsPath, keyring, { durability: 'OFF' });
  try {
    const isSame =
      store.commitNumber() === manifest.commitNumber &&
      store.rowCount() === manifest.pageRows &&
      headSeal(store.sqlite) === manifest.headSeal;
    if (!isSame || !arePagesWhole(store, onProgress)) throw new BackupUnusable('DamagedBackup');
    const pglite = await startPglite(store);
    const { tables } = await countRows(pglite, onProgress);
    if (!isAsCounted(tables, manifest)) throw new BackupUnusable('DamagedBackup');
    onProgress({ label: 'Bringing the records to this release', done: 0, total: 0 });
    await migrate(
      { query: (sql, values) => pglite.query(sql, values), exec: (sql) => pglite.exec(sql) },
      unpack.migrations,
    );
    await pglite.exec('CHECKPOINT');
    await pglite.close();
    return store.commitNumber();
  } finally {
    store.close();
  }
}

function isAsCounted(tables: Manifest['tables'], manifest: Manifest): boolean {
  const names = Object.keys(manifest.tables);
  return (
    Object.keys(tables).length === names.length &&
    names.every((name) => tables[name] === manifest.tables[name])
  );
}
