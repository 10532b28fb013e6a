import { existsSync } from 'node:fs';
import { finishSwap } from '../backup/swap.ts';
import { dataPaths, holdsPlainRecords, removeStore } from '../data-directory.ts';
import { readKeyWraps } from '../page-store/key-wrap-table.ts';
import { StoreDamaged } from '../page-store/store-errors.ts';
import type { Standing } from './gate-effects.ts';

const MISSING =
  'The records are not in the data folder any more, though files that belong to them are. Put them back, or restore a backup.';
const NOT_ENCRYPTED =
  'The records in this data folder are not encrypted yet. Choose a recovery passphrase, and they are moved into an encrypted file.';

/**
 * What a data folder holds, after what a crash left half done there is finished or cleared away. Throws
 * what makes it unusable: DatabaseInUse, StoreFromNewerRelease, DatabaseDamaged and the system's errors.
 */
export async function lookAtFolder(dataDir: string): Promise<Standing> {
  const paths = dataPaths(dataDir);
  await finishSwap(dataDir);
  for (const path of [paths.records, paths.files, paths.anchor]) await removeStore(`${path}.new`);
  if (existsSync(paths.records)) return standingOf(paths.records);
  if (holdsPlainRecords(dataDir)) return { state: 'new', problem: NOT_ENCRYPTED };
  if (existsSync(paths.files)) return { state: 'unreadable', problem: MISSING };
  return { state: 'new', problem: null };
}

function standingOf(records: string): Standing {
  try {
    if (readKeyWraps(records).length > 0) return { state: 'locked' };
    return { state: 'unreadable', problem: new StoreDamaged().message };
  } catch (error) {
    if (error instanceof StoreDamaged) return { state: 'unreadable', problem: error.message };
    throw error;
  }
}
