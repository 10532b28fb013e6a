import { describe, expect, test } from 'vitest';
import { beginGeneration, endOlderGenerations } from './change-keys.ts';
import { holdKeyring } from './key-holder.ts';
import { currentKey } from './keyring.ts';
import { createKeyring, firstWraps, openByKey } from './open-keyring.ts';

const secrets = {
  passphrase: 'correct horse battery',
  cost: { log2N: 2, r: 1, p: 1 },
  keychain: null,
};
const isZero = (key: Uint8Array): boolean => key.every((byte) => byte === 0);

describe('the keyring of open records', () => {
  test('leaves what a core that starts again opens with, until it is forgotten', async () => {
    const keyring = createKeyring();
    const wraps = await firstWraps(keyring, secrets);
    const restartKey = new Uint8Array(new SharedArrayBuffer(32));
    const held = holdKeyring(keyring, restartKey);
    expect(openByKey(wraps, Uint8Array.from(restartKey))?.current).toBe(1);
    const { key } = currentKey(held.keyring());
    held.forget();
    expect([key, restartKey].every(isZero)).toBe(true);
  });

  test('forgets a key as soon as nothing is sealed under it, and not before', async () => {
    const keyring = createKeyring();
    const open = { keyring, wraps: await firstWraps(keyring, secrets) };
    const restartKey = new Uint8Array(32);
    const held = holdKeyring(keyring, restartKey);
    const { key: older } = currentKey(keyring);
    const begun = await beginGeneration(open, null);
    if (!begun) throw new Error('refused');
    held.replace(begun.keyring);
    expect(isZero(older)).toBe(false);
    expect(restartKey).toEqual(currentKey(begun.keyring).key);
    held.replace(endOlderGenerations({ keyring: begun.keyring, wraps: begun.change.put }).keyring);
    expect(isZero(older)).toBe(true);
    expect(isZero(currentKey(held.keyring()).key)).toBe(false);
  });
});
