import { timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { Keychain } from './keychain.ts';
import { sealForKeychain } from './keychain-wrap.ts';
import {
  currentKey,
  forgetKeyring,
  type Keyring,
  type KeyWrap,
  type KeyWrapChange,
  newestWrap,
} from './keyring.ts';
import { newDataKey, openByPassphrase } from './open-keyring.ts';
import type { PassphraseCost } from './passphrase-key-pair.ts';
import { sealForPassphrase, sealForSamePassphrase } from './passphrase-wrap.ts';
import { sealPrevious } from './previous-wrap.ts';

/** What stands open, with the wraps that stand in its store. */
export type OpenKeys = { readonly keyring: Keyring; readonly wraps: readonly KeyWrap[] };

type WrongPassphrase = { readonly code: 'WrongPassphrase'; readonly message: string };

/** True when the passphrase opens these very records. */
export async function isPassphraseOf(
  { keyring, wraps }: OpenKeys,
  passphrase: string,
): Promise<boolean> {
  const opened = await openByPassphrase(wraps, passphrase);
  if (!opened.ok) return false;
  const [found, known] = [currentKey(opened.value), currentKey(keyring)];
  const isSame = found.generation === known.generation && timingSafeEqual(found.key, known.key);
  forgetKeyring(opened.value);
  return isSame;
}

/** Seals the same data key to another passphrase: no record is encrypted anew. */
export async function changePassphrase(
  open: OpenKeys,
  passphrases: { readonly current: string; readonly next: string },
  cost: PassphraseCost,
): Promise<Result<KeyWrapChange, WrongPassphrase>> {
  if (!(await isPassphraseOf(open, passphrases.current)))
    return fail('WrongPassphrase', 'That passphrase is not right.');
  const wrap = await sealForPassphrase(currentKey(open.keyring), passphrases.next, cost);
  return ok({ remove: [], put: [wrap] });
}

/** A keyring and what must change in the store, in one step, before it is used. */
export type KeyringChange = { readonly keyring: Keyring; readonly change: KeyWrapChange };

/**
 * Begins a generation: a fresh key for new pages, open to the same passphrase and keychain, while the
 * older key stays reachable from it until every page is sealed anew. Null when the passphrase's wrap was
 * altered by somebody without the key: nothing may be sealed to it.
 */
export async function beginGeneration(
  { keyring, wraps }: OpenKeys,
  keychain: Keychain | null,
): Promise<KeyringChange | null> {
  const from = currentKey(keyring);
  const to = newDataKey(from.generation + 1);
  const old = newestWrap(wraps, 'passphrase');
  const passphraseWrap = old ? sealForSamePassphrase(old, { from, to }) : null;
  if (!passphraseWrap) return null;
  const keychainWrap = keychain && (await sealForKeychain(to, keychain));
  return {
    keyring: { current: to.generation, keys: new Map([...keyring.keys, [to.generation, to.key]]) },
    change: {
      remove: wraps.filter(({ kind }) => kind !== 'previous'),
      put: [passphraseWrap, ...(keychainWrap ? [keychainWrap] : []), sealPrevious(from, to)],
    },
  };
}

/** Ends the older generations once no page is sealed under them any more: their keys are forgotten. */
export function endOlderGenerations({ keyring, wraps }: OpenKeys): KeyringChange {
  const { generation, key } = currentKey(keyring);
  return {
    keyring: { current: generation, keys: new Map([[generation, key]]) },
    change: { remove: wraps.filter(({ kind }) => kind === 'previous'), put: [] },
  };
}

/** True while records are being encrypted anew: some pages are still sealed under an older key. */
export function isBetweenGenerations({ keys }: Keyring): boolean {
  return keys.size > 1;
}

/** What gives a keychain its wrap where the newest key has none yet; null when there is nothing to do. */
export async function addKeychain(
  { keyring, wraps }: OpenKeys,
  keychain: Keychain,
): Promise<KeyWrapChange | null> {
  const wrap = await sealForKeychain(currentKey(keyring), keychain);
  const old = wraps.filter(({ kind }) => kind === 'keychain');
  return wrap && { remove: old, put: [wrap] };
}
