import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keychain } from '../../main/platform/keys/keychain.ts';

/** A keychain in memory with a key of its own, which a test can turn stale or lock. */
export function fakeKeychain() {
  const key = randomBytes(32);
  const state = { isStale: false, isLocked: false, protectedCount: 0 };
  const refuseIfLocked = (): void => {
    if (state.isLocked) throw new Error('the keychain is locked: hunter2');
  };
  const keychain: Keychain = {
    async protect(secret) {
      refuseIfLocked();
      state.protectedCount += 1;
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    async reveal(kept) {
      refuseIfLocked();
      const decipher = createDecipheriv('aes-256-gcm', key, kept.subarray(0, 12));
      decipher.setAuthTag(kept.subarray(12, 28));
      const secret = Buffer.concat([decipher.update(kept.subarray(28)), decipher.final()]);
      return { secret: new Uint8Array(secret), isStale: state.isStale };
    },
  };
  return { keychain, state };
}
