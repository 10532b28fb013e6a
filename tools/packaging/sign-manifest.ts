import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from 'node:crypto';
import {
  type SignedManifest,
  type UpdateFile,
  type UpdateManifest,
  updateManifest,
} from '../../shared/updates/manifest.ts';
import type { UpdateKey } from '../../shared/updates/update-keys.ts';

/** A new pair to sign updates with; the private half is PEM and stays with whoever makes releases. */
export function newUpdateKey(keyId: string): {
  readonly key: UpdateKey;
  readonly privateKey: string;
} {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return {
    key: { keyId, publicKey: der.toString('base64') },
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

/** The public half of a private key in PEM, as a build holds it. */
export function publicHalf(privateKey: string): string {
  const der = createPublicKey(createPrivateKey(privateKey)).export({ format: 'der', type: 'spki' });
  return der.toString('base64');
}

/** Signs a manifest; throws a ZodError where the application would not read it. */
export function signManifest(
  manifest: UpdateManifest,
  { keyId, privateKey }: { readonly keyId: string; readonly privateKey: string },
): SignedManifest {
  const text = JSON.stringify(updateManifest.parse(manifest));
  const signature = sign(null, Buffer.from(text), createPrivateKey(privateKey));
  return { keyId, manifest: text, signature: signature.toString('base64') };
}

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', win: 'win32', mac: 'darwin' };
const PROCESSORS: Readonly<Record<string, string>> = {
  x64: 'x64',
  x86_64: 'x64',
  amd64: 'x64',
  arm64: 'arm64',
  aarch64: 'arm64',
};

/** What an installer of electron-builder.yml's naming is for; null for what no update is made of. */
export function platformOfInstaller(name: string): string | null {
  const [, system = '', processor = '', ending = ''] =
    /-(linux|win|mac)-(\w+)\.(AppImage|deb|exe|dmg)$/.exec(name) ?? [];
  const [platform, arch] = [SYSTEMS[system], PROCESSORS[processor]];
  if (!platform || !arch) return null;
  return `${platform}-${arch}${ending === 'AppImage' ? '-appimage' : ''}`;
}

/** What a manifest says of an installer; null where no update is made of it. */
export function describeInstaller(name: string, content: Uint8Array): UpdateFile | null {
  const platform = platformOfInstaller(name);
  if (platform === null) return null;
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { platform, name, byteLength: content.byteLength, sha256 };
}
