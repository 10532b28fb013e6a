import type { Keychain } from '../platform/keys/keychain.ts';
import type { ElectronPort } from './electron-port.ts';

/** On Linux without a secret service, Electron "protects" with a key that is the same everywhere. */
const NO_PROTECTION: readonly string[] = ['basic_text', 'unknown'];

/**
 * The operating system's keychain through Electron's safeStorage; null where it protects nothing. Call
 * it when Electron is ready. The system keeps text, so a secret goes in as base64.
 */
export async function electronKeychain(
  { safeStorage }: Pick<ElectronPort, 'safeStorage'>,
  platform: NodeJS.Platform,
): Promise<Keychain | null> {
  if (platform === 'linux' && NO_PROTECTION.includes(safeStorage.getSelectedStorageBackend()))
    return null;
  const isAvailable = await safeStorage.isAsyncEncryptionAvailable().catch(() => false);
  if (!isAvailable) return null;
  return {
    async protect(secret) {
      const text = Buffer.from(secret).toString('base64');
      return new Uint8Array(await safeStorage.encryptStringAsync(text));
    },
    async reveal(protectedSecret) {
      const kept = Buffer.from(protectedSecret);
      const first = await safeStorage.decryptStringAsync(kept);
      // Electron says to ask once more when its own key was changed.
      const { result } = first.shouldReEncrypt ? await safeStorage.decryptStringAsync(kept) : first;
      return {
        secret: new Uint8Array(Buffer.from(result, 'base64')),
        isStale: first.shouldReEncrypt,
      };
    },
  };
}
