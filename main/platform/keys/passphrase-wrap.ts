import { type KeyObject, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type DataKey, type KeyWrap, wrapBinding, wrapContent } from './keyring.ts';
import {
  keyFor,
  keyFrom,
  type PassphraseCost,
  passphraseKey,
  publicBytes,
} from './passphrase-key-pair.ts';
import {
  asBytesText,
  bytesText,
  openKey,
  type SealedBox,
  sealedBox,
  sealKey,
} from './sealed-box.ts';
import { isSameProof, wrapProof } from './wrap-proof.ts';

const SALT_BYTES = 16;

/** How the passphrase becomes a key pair. The bounds keep a forged file from taking all memory. */
export const passphraseLock = z.strictObject({
  log2N: z.int().min(1).max(20),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(16),
  salt: bytesText,
  publicKey: bytesText,
});
export type PassphraseLock = z.output<typeof passphraseLock>;

const passphraseBody = z.strictObject({
  lock: passphraseLock,
  /** Shows that whoever held the data key set this lock; else nothing new is sealed to it. */
  proof: bytesText,
  sender: bytesText,
  box: sealedBox,
  /** Shows that what the passphrase would open is as it was sealed, for nobody tries it every day. */
  boxProof: bytesText,
});

/** The data key sealed to a passphrase that is being chosen. */
export async function sealForPassphrase(
  dataKey: DataKey,
  passphrase: string,
  { log2N, r, p }: PassphraseCost,
): Promise<KeyWrap> {
  return sealToLock(dataKey, await newPassphraseLock(passphrase, { log2N, r, p }));
}

/** The lock of a passphrase that is being chosen. */
export async function newPassphraseLock(
  passphrase: string,
  { log2N, r, p }: PassphraseCost,
): Promise<PassphraseLock> {
  const salt = new Uint8Array(randomBytes(SALT_BYTES));
  const pair = await passphraseKey(passphrase, salt, { log2N, r, p });
  return { log2N, r, p, salt, publicKey: publicBytes(pair) };
}

/** The lock of a wrap, to seal something else for the same passphrase; null unless `dataKey` vouches for it. */
export function lockOf(wrap: KeyWrap, dataKey: DataKey): PassphraseLock | null {
  const body = passphraseBody.safeParse(wrapContent(wrap));
  return body.success && isVouchedFor(body.data, dataKey) ? body.data.lock : null;
}

/** The next data key sealed to the same passphrase; null when the wrap is not one that `from` vouches for. */
export function sealForSamePassphrase(
  wrap: KeyWrap,
  { from, to }: { readonly from: DataKey; readonly to: DataKey },
): KeyWrap | null {
  const body = passphraseBody.safeParse(wrapContent(wrap));
  if (!body.success || !isVouchedFor(body.data, from)) return null;
  return sealToLock(to, body.data.lock);
}

/** True when the wrap was made by whoever held this very key, for its generation. */
export function isWrapOf(wrap: KeyWrap, dataKey: DataKey): boolean {
  const body = passphraseBody.safeParse(wrapContent(wrap));
  return body.success && wrap.generation === dataKey.generation && isVouchedFor(body.data, dataKey);
}

/** True when the passphrase would still open what it opened when the wrap was made. */
export function isWholeWrap(wrap: KeyWrap, dataKey: DataKey): boolean {
  const body = passphraseBody.safeParse(wrapContent(wrap));
  if (!body.success || !isWrapOf(wrap, dataKey)) return false;
  const { sender, box, boxProof } = body.data;
  return isSameProof(boxProof, boxProofOf({ sender, box }, dataKey));
}

export type FromPassphrase = Uint8Array | 'wrong' | 'damaged';

/** Never rejects for what stands in the wrap: `damaged` when it cannot be read, `wrong` when it does not open. */
export async function openWithPassphraseText(
  wrap: KeyWrap,
  passphrase: string,
): Promise<FromPassphrase> {
  const body = passphraseBody.safeParse(wrapContent(wrap));
  if (!body.success) return 'damaged';
  const { lock: how, sender, box } = body.data;
  const privateKey = await passphraseKey(passphrase, how.salt, how);
  const under = agreedOrNull(sender, privateKey);
  if (!under) return 'damaged';
  const key = openKey(box, under, wrapBinding(wrap));
  under.fill(0);
  return key ?? 'wrong';
}

function agreedOrNull(sender: Uint8Array, privateKey: KeyObject): Uint8Array | null {
  try {
    return keyFrom(sender, privateKey);
  } catch {
    return null;
  }
}

function sealToLock(dataKey: DataKey, how: PassphraseLock): KeyWrap {
  const place = { kind: 'passphrase', generation: dataKey.generation } as const;
  const { key: under, sender } = keyFor(how.publicKey);
  const box = sealKey(dataKey.key, under, wrapBinding(place));
  under.fill(0);
  const boxProof = boxProofOf({ sender, box: sealedBox.parse(box) }, dataKey);
  const body: z.input<typeof passphraseBody> = {
    lock: { ...how, salt: asBytesText(how.salt), publicKey: asBytesText(how.publicKey) },
    proof: asBytesText(proofOf(how, dataKey)),
    sender: asBytesText(sender),
    box,
    boxProof: asBytesText(boxProof),
  };
  return { ...place, body: JSON.stringify(body) };
}

function proofOf({ log2N, r, p, salt, publicKey }: PassphraseLock, dataKey: DataKey): Uint8Array {
  return wrapProof(dataKey, [log2N, r, p, salt.length], [salt, publicKey]);
}

function boxProofOf(
  { sender, box }: { readonly sender: Uint8Array; readonly box: SealedBox },
  dataKey: DataKey,
): Uint8Array {
  const label = ['passphrase box', sender.length, box.nonce.length];
  return wrapProof(dataKey, label, [sender, box.nonce, box.text]);
}

function isVouchedFor(
  body: { readonly lock: PassphraseLock; readonly proof: Uint8Array },
  dataKey: DataKey,
): boolean {
  return isSameProof(body.proof, proofOf(body.lock, dataKey));
}
