import { currentKey, forgetKeyring, type Keyring } from './keyring.ts';

/** Holds the keyring of open records, which re-encryption replaces. */
export type HeldKeyring = {
  readonly keyring: () => Keyring;
  /** From now on this one; keys that it has no more are overwritten with zeros. */
  readonly replace: (keyring: Keyring) => void;
  /** Overwrites all keys with zeros. */
  readonly forget: () => void;
};

/** `restartKey`: 32 bytes in which a core that starts again finds the current key; null for none. */
export function holdKeyring(first: Keyring, restartKey: Uint8Array | null): HeldKeyring {
  let ring = first;
  restartKey?.set(currentKey(ring).key);
  return {
    keyring: () => ring,
    replace(next) {
      const kept = new Set(next.keys.values());
      for (const key of ring.keys.values()) if (!kept.has(key)) key.fill(0);
      ring = next;
      restartKey?.set(currentKey(next).key);
    },
    forget() {
      forgetKeyring(ring);
      restartKey?.fill(0);
    },
  };
}
