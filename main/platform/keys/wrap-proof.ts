import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveSubkey } from './key-derivation.ts';
import type { DataKey } from './keyring.ts';

/**
 * Shows that whoever held the data key wrote these parts, 32 bytes. `label` tells apart what they are
 * for, and tells their lengths where those vary.
 */
export function wrapProof(
  { generation, key }: DataKey,
  label: readonly (string | number)[],
  parts: readonly Uint8Array[],
): Uint8Array {
  const subkey = deriveSubkey(key, 'passphrase seal');
  const code = createHmac('sha256', subkey).update(JSON.stringify([generation, ...label]));
  for (const part of parts) code.update(part);
  subkey.fill(0);
  return new Uint8Array(code.digest());
}

export function isSameProof(given: Uint8Array, expected: Uint8Array): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
