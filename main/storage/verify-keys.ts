import { isWholeKeychainWrap } from '../platform/keys/keychain-wrap.ts';
import { currentKey, type Keyring, type KeyWrap, newestWrap } from '../platform/keys/keyring.ts';
import { isWholeWrap } from '../platform/keys/passphrase-wrap.ts';
import type { Found } from './verify-found.ts';

/** Whether the ways to the key are still what they were: nobody goes them every day. */
export function foundInKeys(wraps: readonly KeyWrap[], keyring: Keyring): readonly Found[] {
  const dataKey = currentKey(keyring);
  const [passphrase, keychain] = [newestWrap(wraps, 'passphrase'), newestWrap(wraps, 'keychain')];
  if (!passphrase) return [{ kind: 'passphraseMissing', about: '', count: 1 }];
  return [
    ...(isWholeWrap(passphrase, dataKey)
      ? []
      : [{ kind: 'passphraseAltered', about: '', count: 1 } as const]),
    ...(!keychain || isWholeKeychainWrap(keychain, dataKey)
      ? []
      : [{ kind: 'keychainAltered', about: '', count: 1 } as const]),
  ];
}
