import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { deriveSubkey } from '../keys/key-derivation.ts';
import type { Keyring } from '../keys/keyring.ts';

/**
 * Where entries stand: an entry's row id is a keyed hash of the file's digest, so that ids tell nobody
 * without the key which files are stored.
 */
export type FileNames = {
  /** The row ids that an entry is looked for at, those of the current generation first. */
  readonly placesOf: (digest: string) => readonly number[];
  /** The row ids that a new entry may take. */
  readonly newPlacesOf: (digest: string) => readonly number[];
  /** Names under another keyring's generations from now on. */
  readonly turnTo: (keyring: Keyring) => void;
};

/** Files whose hashes agree share these; more than that many of 2^48 do not meet. */
const PLACES_PER_NAME = 4;

export function createFileNames(keyring: Keyring): FileNames {
  let keys = nameKeys(keyring);
  const places = (key: KeyObject, digest: string): number[] => {
    const hash = createHmac('sha256', key).update(digest, 'hex').digest();
    const first = hash.readUIntBE(0, 6) * PLACES_PER_NAME;
    return Array.from({ length: PLACES_PER_NAME }, (_, at) => first + at);
  };
  return {
    placesOf: (digest) => keys.flatMap((key) => places(key, digest)),
    newPlacesOf: (digest) => keys.slice(0, 1).flatMap((key) => places(key, digest)),
    turnTo: (next) => {
      keys = nameKeys(next);
    },
  };
}

/** The current generation's key first. */
function nameKeys({ current, keys }: Keyring): readonly KeyObject[] {
  const generations = [current, ...[...keys.keys()].filter((each) => each !== current)];
  return generations.flatMap((generation) => {
    const dataKey = keys.get(generation);
    return dataKey ? [nameKey(dataKey)] : [];
  });
}

/** Sealing derives its keys from 16 random bytes, never from this text. */
function nameKey(dataKey: Uint8Array): KeyObject {
  const subkey = deriveSubkey(dataKey, 'files');
  const derived = createHmac('sha256', subkey).update('names of files').digest();
  const key = createSecretKey(derived);
  subkey.fill(0);
  derived.fill(0);
  return key;
}
