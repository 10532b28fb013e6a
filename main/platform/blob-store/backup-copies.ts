import type { Keyring } from '../keys/keyring.ts';
import { openBackupTarget } from './backup-target.ts';
import { openBlobReader } from './blob-reader.ts';
import type { ReadingParts } from './file-parts.ts';
import type { FileWriting } from './file-writing.ts';
import { transferFiles, type Transferred, type TransferOptions } from './transfer.ts';

type Backup = {
  readonly path: string;
  readonly keyring: Keyring;
  readonly transfer?: TransferOptions | undefined;
};

/** Copies every whole file into a backup; holds deletions meanwhile. */
export async function copyIntoBackup(
  source: ReadingParts,
  { path, keyring, transfer = {}, hold }: Backup & { readonly hold: () => () => void },
): Promise<Transferred> {
  const release = hold();
  try {
    const target = openBackupTarget(path, keyring);
    try {
      const copied = await transferFiles(source, target, transfer);
      await target.flush();
      return copied;
    } finally {
      target.close();
    }
  } finally {
    release();
  }
}

/** Adds every whole file of a backup to an open store. */
export async function addFromBackup(
  store: { readonly parts: ReadingParts; readonly writing: FileWriting },
  { path, keyring, transfer = {} }: Backup,
): Promise<Transferred> {
  const source = openBlobReader(path, keyring);
  try {
    const has = (digest: string): boolean => Boolean(store.parts.reading.find(digest)?.entry);
    return await transferFiles(source.parts, { putStream: store.writing.putStream, has }, transfer);
  } finally {
    source.close();
  }
}
