import { describe, expect, test } from 'vitest';
import { type FakeOptions, fakeElectron } from '../../test/fakes/electron-fake.ts';
import { electronKeychain } from './electron-keychain.ts';

const secret = Uint8Array.from({ length: 32 }, (_, at) => at * 7);

async function keychainOn(platform: NodeJS.Platform, options: FakeOptions = {}) {
  const fake = fakeElectron(options);
  const keychain = await electronKeychain(fake.electron, platform);
  return { ...fake, keychain };
}

describe('the keychain of the operating system', () => {
  test.each(['linux', 'darwin', 'win32'] as const)(
    'on %s gives back what it protected, byte for byte',
    async (platform) => {
      const { keychain } = await keychainOn(platform);
      const kept = await keychain?.protect(secret);
      expect(kept).not.toEqual(secret);
      expect(await keychain?.reveal(kept ?? secret)).toEqual({ secret, isStale: false });
    },
  );

  test.each(['basic_text', 'unknown'])(
    'on Linux with the backend %s is no protection, and is not asked for any',
    async (storageBackend) => {
      const { keychain, calls } = await keychainOn('linux', { storageBackend });
      expect(keychain).toBeNull();
      expect(calls.map(({ path }) => path)).toEqual(['getSelectedStorageBackend']);
    },
  );

  test('is asked for a backend on Linux only: elsewhere Electron has no such question', async () => {
    const { callsOf } = await keychainOn('darwin', { storageBackend: 'basic_text' });
    expect(callsOf('getSelectedStorageBackend')).toEqual([]);
  });

  test('that is not available is none', async () => {
    const { keychain } = await keychainOn('win32', { isEncryptionAvailable: false });
    expect(keychain).toBeNull();
  });

  test('whose key was changed is asked once more, and says that the secret is stale', async () => {
    const { keychain, callsOf } = await keychainOn('darwin', { shouldReEncrypt: true });
    const kept = await keychain?.protect(secret);
    expect(await keychain?.reveal(kept ?? secret)).toEqual({ secret, isStale: true });
    expect(callsOf('decryptStringAsync')).toHaveLength(2);
  });

  test('uses only the calls that do not block', async () => {
    const { keychain, calls } = await keychainOn('linux');
    await keychain?.reveal(await keychain.protect(secret));
    expect(calls.map(({ path }) => path)).toEqual([
      'getSelectedStorageBackend',
      'isAsyncEncryptionAvailable',
      'encryptStringAsync',
      'decryptStringAsync',
    ]);
  });
});
