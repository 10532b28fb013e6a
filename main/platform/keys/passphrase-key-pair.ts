import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  scrypt,
} from 'node:crypto';
import { normalPassphrase } from '../../../shared/store/passphrase.ts';
import { KEY_BYTES } from './key-derivation.ts';

/** scrypt's parameters (RFC 7914): N = 2^log2N, block size r, parallelisation p. */
export type PassphraseCost = { readonly log2N: number; readonly r: number; readonly p: number };

/** 128 MiB and about 0.4 s for each guess. */
export const DEFAULT_PASSPHRASE_COST: PassphraseCost = { log2N: 17, r: 8, p: 1 };

// What stands before the 32 bytes of an X25519 key in its DER form (RFC 8410).
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

/** Node refuses scrypt beyond 32 MiB unless told how much it may take. */
function memoryLimit({ log2N, r, p }: PassphraseCost): number {
  return 128 * r * (2 ** log2N + p + 2) + 1024 * 1024;
}

/**
 * The private key (X25519) that a passphrase stands for. Its public key lets the core seal a new data
 * key to the passphrase without knowing it, as re-encryption must.
 */
export async function passphraseKey(
  passphrase: string,
  salt: Uint8Array,
  cost: PassphraseCost,
): Promise<KeyObject> {
  const options = { N: 2 ** cost.log2N, r: cost.r, p: cost.p, maxmem: memoryLimit(cost) };
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    scrypt(normalPassphrase(passphrase), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
  const der = Buffer.concat([PRIVATE_PREFIX, bytes]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  bytes.fill(0);
  return key;
}

/** The 32 bytes of a key's public half. */
export function publicBytes(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return new Uint8Array(der.subarray(PUBLIC_PREFIX.length));
}

function publicKeyOf(bytes: Uint8Array): KeyObject {
  return createPublicKey({
    key: Buffer.concat([PUBLIC_PREFIX, bytes]),
    format: 'der',
    type: 'spki',
  });
}

/** A key that only the holder of `recipient`'s private half can make again, from `sender`. */
export function keyFor(recipient: Uint8Array): { key: Uint8Array; sender: Uint8Array } {
  const pair = generateKeyPairSync('x25519');
  const sender = publicBytes(pair.publicKey);
  const shared = diffieHellman({
    privateKey: pair.privateKey,
    publicKey: publicKeyOf(recipient),
  });
  return { key: agreedKey(shared, { sender, recipient }), sender };
}

/** The key that `keyFor` made for this private key. Throws for a `sender` that is no such key. */
export function keyFrom(sender: Uint8Array, privateKey: KeyObject): Uint8Array {
  const shared = diffieHellman({ privateKey, publicKey: publicKeyOf(sender) });
  return agreedKey(shared, { sender, recipient: publicBytes(privateKey) });
}

function agreedKey(
  shared: Buffer,
  { sender, recipient }: { readonly sender: Uint8Array; readonly recipient: Uint8Array },
): Uint8Array {
  const purpose = Buffer.concat([Buffer.from('caretrail passphrase wrap'), sender, recipient]);
  const key = new Uint8Array(hkdfSync('sha256', shared, '', purpose, KEY_BYTES));
  shared.fill(0);
  return key;
}
