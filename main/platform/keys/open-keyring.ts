import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { randomKey } from './key-derivation.ts';
import type { Keychain } from './keychain.ts';
import { openWithKeychainSecret, sealForKeychain } from './keychain-wrap.ts';
import { currentKey, type DataKey, type Keyring, type KeyWrap, newestWrap } from './keyring.ts';
import type { PassphraseCost } from './passphrase-key-pair.ts';
import { isWrapOf, openWithPassphraseText, sealForPassphrase } from './passphrase-wrap.ts';
import { withPreviousKeys } from './previous-wrap.ts';

type NotOpened<Code extends string> = { readonly code: Code; readonly message: string };

/** A key as 32 fresh random bytes. */
export function newDataKey(generation: number): DataKey {
  return { generation, key: randomKey() };
}

function ringOf(newest: DataKey, wraps: readonly KeyWrap[]): Keyring {
  return { current: newest.generation, keys: withPreviousKeys(newest, wraps) };
}

/** The first keyring of new records. */
export function createKeyring(): Keyring {
  return ringOf(newDataKey(1), []);
}

/** The ways to a first keyring; a keychain that refuses only means that it is not among them. */
export async function firstWraps(
  keyring: Keyring,
  secrets: {
    readonly passphrase: string;
    readonly cost: PassphraseCost;
    readonly keychain: Keychain | null;
  },
): Promise<readonly KeyWrap[]> {
  const { passphrase, cost, keychain } = secrets;
  const dataKey = currentKey(keyring);
  const wraps = await Promise.all([
    sealForPassphrase(dataKey, passphrase, cost),
    keychain && sealForKeychain(dataKey, keychain),
  ]);
  return wraps.filter((wrap) => wrap !== null);
}

/** The keyring behind a passphrase. `DamagedWrap`: not even the right one would open. */
export async function openByPassphrase(
  wraps: readonly KeyWrap[],
  passphrase: string,
): Promise<Result<Keyring, NotOpened<'WrongPassphrase' | 'DamagedWrap'>>> {
  const wrap = newestWrap(wraps, 'passphrase');
  const key = wrap ? await openWithPassphraseText(wrap, passphrase) : 'damaged';
  if (!wrap || key === 'damaged')
    return fail('DamagedWrap', 'What the passphrase would open is damaged.');
  if (key === 'wrong') return fail('WrongPassphrase', 'That passphrase is not right.');
  return ok(ringOf({ generation: wrap.generation, key }, wraps));
}

/** `fresh`: a wrap to put in place of the stale one, or null. */
export type FromKeychain = { readonly keyring: Keyring; readonly fresh: KeyWrap | null };

/** The keyring behind this computer's keychain. */
export async function openByKeychain(
  wraps: readonly KeyWrap[],
  keychain: Keychain,
): Promise<Result<FromKeychain, NotOpened<'NoKeychainWrap' | 'KeychainRefused'>>> {
  const wrap = newestWrap(wraps, 'keychain');
  if (!wrap) return fail('NoKeychainWrap', 'This computer’s keychain does not hold the key.');
  const found = await openWithKeychainSecret(wrap, keychain);
  if (!found) return fail('KeychainRefused', 'This computer’s keychain does not give the key.');
  const dataKey = { generation: wrap.generation, key: found.key };
  const fresh = found.isStale ? await sealForKeychain(dataKey, keychain) : null;
  return ok({ keyring: ringOf(dataKey, wraps), fresh });
}

/** The keyring of a key that was in use a moment ago; null when it is not the newest of these wraps. */
export function openByKey(wraps: readonly KeyWrap[], key: Uint8Array): Keyring | null {
  const wrap = newestWrap(wraps, 'passphrase');
  if (!wrap) return null;
  const dataKey = { generation: wrap.generation, key };
  return isWrapOf(wrap, dataKey) ? ringOf(dataKey, wraps) : null;
}
