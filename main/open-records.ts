import { CARETRAIL_VERSION } from '../shared/base/version.ts';
import { createApp } from './app.ts';
import { type Stores, type HowOpened, openStores, renewKeychain } from './open-stores.ts';
import { type AnchorFile, anchorFile, keepAnchor } from './platform/anchor.ts';
import { moveDirectoryIn } from './platform/blob-store/move-directory-in.ts';
import type { RecordsCore } from './platform/create-core.ts';
import { dataPaths } from './platform/data-directory.ts';
import { createDiskSpace, type DiskSpace, freeBytesAt } from './platform/disk/disk-space.ts';
import { removeMovedFolder } from './platform/first-records/plain-folder.ts';
import type { OnProgress, OpenRecords } from './platform/gate/gate-effects.ts';
import { isPassphraseOf } from './platform/keys/change-keys.ts';
import { newestWrap } from './platform/keys/keyring.ts';
import { startMaintenance } from './platform/maintenance.ts';
import { reserveAt } from './platform/disk/reserve.ts';
import { causeOfCode, codeOfError } from './platform/supervision/stop-cause.ts';
import { createStorageEngine, type StorageEngine } from './platform/storage-engine.ts';
import { systemTimers } from './platform/timers.ts';
import { type Writing, writingOver } from './platform/disk/writing.ts';
import type { RecordsPlace } from './records-place.ts';
import { chosenBackupFolder, followLastBackup } from './storage/actions.ts';
import { auditStoreEvent, resetPin } from './store-audit.ts';

/**
 * Opens records and files and the application over them, and clears away what they were moved in from.
 * Throws StoreDamaged, WrongKey, MigrationRefused, UpgradeNotBackedUp, DatabaseInUse, and the
 * system's errors.
 */
export async function openRecords(
  place: RecordsPlace,
  how: HowOpened,
  onProgress: OnProgress,
): Promise<OpenRecords> {
  const space = spaceOf(place);
  // PostgreSQL writes when it starts: a full disk must have given up its reserve by then.
  space.isFull();
  const stores = await openStores(place, how.keyring, onProgress).catch(async (error: unknown) => {
    // Whatever the system calls free: the next try shall have what was kept back.
    if (causeOfCode(codeOfError(error)) === 'diskFull') space.noteFull();
    await space.close();
    throw error;
  });
  const { plainRecords, plainFiles } = dataPaths(place.dataDir);
  // What cannot be cleared away now is at the next start.
  await moveDirectoryIn(plainFiles, stores.files).catch(place.report);
  await removeMovedFolder(plainRecords).catch(place.report);
  renewKeychain(place, stores, how).catch(place.report);
  return recordsOver(place, stores, space);
}

function recordsOver(place: RecordsPlace, stores: Stores, space: DiskSpace): OpenRecords {
  const { store, database, held } = stores;
  const wraps = store.keyWraps.all;
  const { core, writing } = applicationOver(place, stores, space);
  return {
    core,
    isPassphrase: (text) => isPassphraseOf({ keyring: held.keyring(), wraps: wraps() }, text),
    hasKeychain: () =>
      Boolean(place.support.keychain && newestWrap(wraps(), 'keychain') !== undefined),
    writing: writing.state,
    backupFolder: async () =>
      (await database.read(chosenBackupFolder)) ?? dataPaths(place.dataDir).backups,
    resetPin: (reset) => resetPin(place, { database, ...core }, reset),
    audit: (event) => auditStoreEvent(place, database, event),
  };
}

/** The application and what looks after it; closing it closes what it stands on and forgets the keys. */
function applicationOver(
  place: RecordsPlace,
  stores: Stores,
  space: DiskSpace,
): { readonly core: RecordsCore; readonly writing: Writing } {
  const { clock, newId, report, pinCost, support } = place;
  const { store, files, database, held } = stores;
  // Files that do not open at all want a backup. One damaged photo that is met later is told where it is
  // asked for, and by verify; it stops nobody's work.
  const areFilesDamaged = files.fault() === 'damaged';
  const isDamaged = (): boolean => areFilesDamaged || store.fault() === 'damaged';
  const lastBackup = followLastBackup(database, report);
  const writing = writingOver(space, isDamaged, lastBackup.at);
  for (const each of [store, files])
    each.onFault((fault) => {
      if (fault === 'full') space.noteFull();
    });
  const anchor = anchorFile(dataPaths(place.dataDir).anchor, held.keyring);
  const anchorKeeping = keepAnchor(anchor, store.commitNumber);
  const maintenance = startMaintenance({ database, writing, timers: systemTimers, report });
  const app = createApp({
    database,
    files,
    clock,
    newId,
    report,
    pinCost,
    writing,
    storage: engineOver(place, stores, { anchor, writing, onBackup: lastBackup.note }),
    ...(support.sessions ? { sessions: support.sessions } : {}),
  });
  async function close(): Promise<void> {
    anchorKeeping.stop();
    try {
      await maintenance.stop();
      await app.close();
      await anchorKeeping.advance();
    } finally {
      await space.close();
      files.close();
      store.close();
      held.forget();
    }
  }
  return { core: { ...app, close }, writing };
}

function spaceOf({ dataDir, support }: RecordsPlace): DiskSpace {
  return createDiskSpace({
    freeBytes: () => freeBytesAt(dataDir),
    reserve: reserveAt(dataPaths(dataDir).reserve),
    timers: systemTimers,
    foundFull: support.lastStop === 'diskFull',
  });
}

type EngineOptions = {
  readonly anchor: AnchorFile;
  readonly writing: Writing;
  readonly onBackup: (madeAt: string) => void;
};

function engineOver(
  place: RecordsPlace,
  { store, files, held }: Stores,
  { anchor, writing, onBackup }: EngineOptions,
): StorageEngine {
  const { dataDir, migrations, support, attempts, passphraseCost: cost } = place;
  const { keyring, replace } = held;
  return createStorageEngine({
    dataDir,
    store,
    files,
    migrations,
    anchor,
    release: CARETRAIL_VERSION,
    keys: { keyring, replace, attempts, cost, keychain: support.keychain ?? null },
    writing: writing.state,
    onBackup,
  });
}
