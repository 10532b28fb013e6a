import { hkdfSync, randomFillSync } from 'node:crypto';

export const KEY_BYTES = 32;

/** 32 fresh random bytes, of which there is no second copy. */
export function randomKey(): Uint8Array {
  return randomFillSync(new Uint8Array(KEY_BYTES));
}

/** What a data key is used for; each use has a key of its own. */
export type KeyPurpose =
  | 'pages'
  | 'files'
  | 'digest'
  | 'anchor'
  | 'manifest'
  | 'previous key'
  | 'passphrase seal';

/** The key for one purpose: HKDF-SHA256 of the data key, 32 bytes. The caller zeroes it after use. */
export function deriveSubkey(dataKey: Uint8Array, purpose: KeyPurpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, '', `caretrail ${purpose}`, KEY_BYTES));
}
