import { join } from 'node:path';
import type { KeepingPlace } from '../platform/keeping-place.ts';
import type { StorageEngine } from '../platform/storage-engine.ts';
import { backupFolderOf, makeKeptBackup, nextTarget } from './make-kept-backup.ts';
import { selectSettings } from './store.ts';

/** Where backups of the open records go, for whatever else is to be kept there. */
export function keepingPlace(engine: StorageEngine): KeepingPlace {
  return {
    async folder(db) {
      const { schedule } = await selectSettings(db);
      return { path: backupFolderOf(engine, schedule), isDefault: schedule.folder === null };
    },
    lock: () => engine.keys.passphraseLock(),
    async backUp({ path }, now) {
      const target = await nextTarget(engine, path, now);
      const made = await makeKeptBackup(
        engine,
        { target, isScheduled: false },
        { now, onProgress: () => undefined },
      );
      return join(made.folder, made.fileName);
    },
  };
}
