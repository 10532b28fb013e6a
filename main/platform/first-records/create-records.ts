import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dataPaths, holdsPlainRecords, removeStore } from '../data-directory.ts';
import { flushFolder } from '../durable-files.ts';
import type { Keychain } from '../keys/keychain.ts';
import type { Keyring, KeyWrap } from '../keys/keyring.ts';
import { createKeyring, firstWraps } from '../keys/open-keyring.ts';
import type { PassphraseCost } from '../keys/passphrase-key-pair.ts';
import { createPageStore, openPageStore } from '../page-store/page-store.ts';
import { fillFromTemplate, readTemplate } from './fill-from-template.ts';
import { comparePlainFolder, copyPlainFolder, markMoved } from './plain-folder.ts';

export type FirstRecords = {
  readonly dataDir: string;
  readonly templateFile: string;
  readonly passphrase: string;
  readonly cost: PassphraseCost;
  readonly keychain: Keychain | null;
  readonly onProgress: (progress: {
    readonly label: string;
    readonly done: number;
    readonly total: number;
  }) => void;
};

/** All pages of the template in memory, so that they are one commit. */
const TEMPLATE_PAGES = 2 ** 16;

/**
 * Makes the records of a new installation, or moves the unencrypted ones of the first release in. They
 * count only once they are complete and on the disk: a start that is cut off leaves a staged file, which
 * the next one removes. Answers the keyring that opens them.
 */
export async function createRecords(first: FirstRecords): Promise<Keyring> {
  const { dataDir } = first;
  const { newRecords, records, plainRecords } = dataPaths(dataDir);
  await removeStore(newRecords);
  const keyring = createKeyring();
  // Deriving the key takes as long as unpacking, and does so on another processor.
  const wraps = firstWraps(keyring, first);
  wraps.catch(() => undefined);
  const isMove = holdsPlainRecords(dataDir);
  try {
    await (isMove ? moveIn : unpack)(first, keyring, wraps);
    // Closing moved SQLite's log into the file; what it left there would be lost with the rename.
    if (existsSync(`${newRecords}-wal`)) throw new Error('The new records are not in one file');
  } catch (error) {
    await removeStore(newRecords);
    throw error;
  }
  if (isMove) await markMoved(plainRecords);
  await rename(newRecords, records);
  await flushFolder(dataDir);
  return keyring;
}

type Wraps = Promise<readonly KeyWrap[]>;

async function unpack(
  { dataDir, templateFile }: FirstRecords,
  keyring: Keyring,
  wraps: Wraps,
): Promise<void> {
  const archive = readTemplate(templateFile);
  const { newRecords } = dataPaths(dataDir);
  const store = createPageStore(newRecords, keyring, { dirtyPages: TEMPLATE_PAGES });
  try {
    fillFromTemplate(store, await archive);
    store.pages.commit();
    store.keyWraps.change({ remove: [], put: await wraps });
  } finally {
    store.close();
  }
}

async function moveIn(
  { dataDir, onProgress }: FirstRecords,
  keyring: Keyring,
  wraps: Wraps,
): Promise<void> {
  const { newRecords, plainRecords } = dataPaths(dataDir);
  const report = (label: string) => (done: number) => onProgress({ label, done, total: 0 });
  const store = createPageStore(newRecords, keyring);
  try {
    await copyPlainFolder(plainRecords, store, report('Encrypting the records'));
  } finally {
    store.close();
  }
  // Opened anew, so that what is compared comes from the disk.
  const stored = openPageStore(newRecords, keyring);
  try {
    await comparePlainFolder(plainRecords, stored, report('Comparing the encrypted records'));
    stored.keyWraps.change({ remove: [], put: await wraps });
  } finally {
    stored.close();
  }
}
