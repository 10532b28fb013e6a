import { statSync } from 'node:fs';
import { FilesDamaged } from '../blob-store/blob-errors.ts';
import { type BlobReader, openBlobReader } from '../blob-store/blob-reader.ts';
import { type BlobStore, openBlobStore } from '../blob-store/blob-store.ts';
import type { Keyring } from '../keys/keyring.ts';
import { WrongKey } from '../page-store/store-errors.ts';

/**
 * Opens the stored files beside open records. Damaged ones keep nobody from the records: what can still
 * be read is, and everything else is refused. Throws the system's errors.
 */
export function openFiles(path: string, keyring: Keyring): BlobStore {
  try {
    return openBlobStore(path, keyring);
  } catch (error) {
    if (!isDamage(error)) throw error;
    const cause = error instanceof FilesDamaged ? error : new FilesDamaged({ cause: error });
    return damagedFiles(path, openReaderIfAny(path, keyring), cause);
  }
}

/** Files under another key belong to other records: of these they are missing. */
function isDamage(error: unknown): error is Error {
  return error instanceof FilesDamaged || error instanceof WrongKey;
}

function openReaderIfAny(path: string, keyring: Keyring): BlobReader | null {
  try {
    return openBlobReader(path, keyring);
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}

function damagedFiles(path: string, reader: BlobReader | null, cause: FilesDamaged): BlobStore {
  const refuse = (): never => {
    throw cause;
  };
  const refuseLater = async (): Promise<never> => refuse();
  return {
    path,
    wasCreated: false,
    get: reader?.get ?? refuseLater,
    getStream: reader?.getStream ?? refuseLater,
    exists: reader?.exists ?? (async () => false),
    list: reader?.list ?? refuse,
    beginCheck: reader?.beginCheck ?? refuse,
    put: refuseLater,
    putStream: refuseLater,
    deleteUnreferenced: refuseLater,
    copyInto: refuseLater,
    restoreFrom: refuseLater,
    isWhole: refuseLater,
    beginReseal: refuse,
    holdDeletions: () => () => undefined,
    onFault: () => () => undefined,
    whenTidy: async () => undefined,
    fault: () => 'damaged',
    commitNumber: () => 0,
    rowCount: () => 0,
    byteLength: () => statSync(path, { throwIfNoEntry: false })?.size ?? 0,
    close: () => reader?.close(),
  };
}
