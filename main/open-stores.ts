import type { BackupSource } from './platform/backup/make-backup.ts';
import type { BlobStore } from './platform/blob-store/blob-store.ts';
import { dataPaths } from './platform/data-directory.ts';
import { type Database, openDatabase } from './platform/database.ts';
import type { OnProgress } from './platform/gate/gate-effects.ts';
import { openFiles } from './platform/gate/open-files.ts';
import { addKeychain } from './platform/keys/change-keys.ts';
import { type HeldKeyring, holdKeyring } from './platform/keys/key-holder.ts';
import { forgetKeyring, type Keyring, type KeyWrap } from './platform/keys/keyring.ts';
import { openPageStore, type PageStore } from './platform/page-store/page-store.ts';
import type { RecordsPlace } from './records-place.ts';
import { backUpBeforeUpgrade } from './upgrade-backup.ts';

/** The keyring, and what it says about this computer's keychain. */
export type HowOpened = {
  readonly keyring: Keyring;
  /** Somebody gave the passphrase: the keychain, if there is one, does not open these records yet. */
  readonly wasAsked: boolean;
  /** A wrap of the keychain in the place of one that it would not open for much longer. */
  readonly fresh: KeyWrap | null;
};

/** Everything that open records stand on. */
export type Stores = {
  readonly store: PageStore;
  readonly files: BlobStore;
  readonly database: Database;
  readonly held: HeldKeyring;
};

/** Opens all of it or nothing; keys of what did not open are forgotten. */
export async function openStores(
  place: RecordsPlace,
  keyring: Keyring,
  onProgress: OnProgress,
): Promise<Stores> {
  const paths = dataPaths(place.dataDir);
  const opened: { readonly close: () => void }[] = [];
  try {
    const store = openPageStore(paths.records, keyring);
    opened.push(store);
    const files = openFiles(paths.files, keyring);
    opened.push(files);
    const database = await openWatched(place, { store, files, keyring }, onProgress);
    const { restartKey } = place.support;
    const held = holdKeyring(keyring, restartKey ? new Uint8Array(restartKey) : null);
    return { store, files, database, held };
  } catch (error) {
    for (const each of opened) each.close();
    forgetKeyring(keyring);
    throw error;
  }
}

/** Whoever watches the database is told of its end only once it was open: before, it is an error of opening. */
async function openWatched(
  place: RecordsPlace,
  source: BackupSource,
  onProgress: OnProgress,
): Promise<Database> {
  const { watch } = place.support;
  let isOpen = false;
  const database = await openDatabase({ store: source.store }, place.migrations, {
    ...watch,
    onFatal: (error) => {
      if (isOpen) watch?.onFatal(error);
    },
    upgrade: {
      before: () => backUpBeforeUpgrade(place, source, onProgress),
      onStep: (done, total) => onProgress({ label: 'Upgrading the records', done, total }),
    },
  });
  isOpen = true;
  return database;
}

/** Lets this computer's keychain open the records from now on. It may take its time, or ask somebody. */
export async function renewKeychain(
  { support }: RecordsPlace,
  { store, held }: Stores,
  { wasAsked, fresh }: HowOpened,
): Promise<void> {
  if (fresh) return store.keyWraps.change({ remove: [], put: [fresh] });
  if (!wasAsked || !support.keychain) return;
  const open = { keyring: held.keyring(), wraps: store.keyWraps.all() };
  const change = await addKeychain(open, support.keychain);
  if (change) store.keyWraps.change(change);
}
