import type { Handlers } from '../../shared/base/contract.ts';
import { failWith, ok } from '../../shared/base/result.ts';
import type { storageOperations } from '../../shared/storage/contract.ts';
import { isFolderUsable } from '../platform/backup/backup-folder.ts';
import type { Contexts } from '../platform/context.ts';
import { backUpIntoFolder, backUpToFile } from './back-up.ts';
import { folderNotUsable } from './backup-failures.ts';
import { dumpPlain } from './dump-plain.ts';
import type { Keeping } from './keeping.ts';
import { listBackups } from './list-backups.ts';
import { backupFolderOf } from './make-kept-backup.ts';
import { reencrypt } from './reencrypt.ts';
import { statusOf } from './status.ts';
import { selectSettings, updatePassphraseChangedAt, updateSchedule } from './store.ts';
import { verifyOpenRecords } from './verify-open-records.ts';
import { warningsOf } from './warnings.ts';

/** `keeping` is null for records in memory, which nothing can be kept of. */
export function createStorageHandlers(
  keeping: Keeping | null,
): Handlers<typeof storageOperations, Contexts> {
  const kept = (): Keeping => {
    if (keeping) return keeping;
    throw new Error('Records in memory have no keeping');
  };
  return {
    async 'storage.warnings'(_input, { db, now }) {
      if (!keeping) return ok({ writing: 'allowed', warnings: [] });
      const warnings = await warningsOf(keeping, db, now);
      return ok({ writing: keeping.engine.writing(), warnings });
    },
    'storage.status': async (_input, { db, now }) => ok(await statusOf(kept(), db, now)),
    async 'storage.listBackups'(_input, { db }) {
      const { schedule } = await selectSettings(db);
      return ok(await listBackups(kept().engine, backupFolderOf(kept().engine, schedule)));
    },
    'storage.backUp': (_input, job) => backUpIntoFolder(kept(), job),
    'storage.backUpTo': (target, job) => backUpToFile(kept(), job, target),
    async 'storage.setBackupSchedule'(schedule, { tx }) {
      if (schedule.folder !== null && !(await isFolderUsable(schedule.folder)))
        return folderNotUsable;
      await updateSchedule(tx, schedule);
      return ok(schedule);
    },
    'storage.verify': async (_input, job) => ok(await verifyOpenRecords(kept(), job)),
    async 'storage.changePassphrase'(passphrases, { tx, now }) {
      const changedAt = now.toISOString();
      // First, for a changed way to the key stays changed, whatever becomes of this transaction.
      await updatePassphraseChangedAt(tx, changedAt);
      const changed = await kept().engine.keys.changePassphrase(passphrases);
      if (!changed.ok) {
        const { code, message, waitSeconds } = changed.failure;
        return failWith(code, message, { waitSeconds });
      }
      return ok({ changedAt });
    },
    'storage.reencrypt': (_input, job) => reencrypt(kept(), job),
    // Dispatch has checked who asks and writes it down: nothing more is needed of an approval.
    'storage.approveRestore': async () => ok({}),
    'storage.dumpPlain': ({ path }, job) => dumpPlain(kept(), job, path),
  };
}
