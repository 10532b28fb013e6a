import { createHash } from 'node:crypto';
import type { Keyring } from '../main/platform/keys/keyring.ts';

/**
 * Keys of generations from `least` to `most`; new pages take the last. Always the same, so that every
 * process has them.
 */
export function tortureKeyring({
  least,
  most,
}: {
  readonly least: number;
  readonly most: number;
}): Keyring {
  const keys = new Map<number, Uint8Array>();
  for (let generation = least; generation <= most; generation += 1)
    keys.set(generation, createHash('sha256').update(`torture ${generation}`).digest());
  return { current: most, keys };
}

/** Of a store that was never sealed anew. */
export const FIRST_KEYRING = tortureKeyring({ least: 1, most: 1 });
