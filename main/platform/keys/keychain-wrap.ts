import { z } from 'zod';
import { KEY_BYTES, randomKey } from './key-derivation.ts';
import type { Keychain } from './keychain.ts';
import { type DataKey, type KeyWrap, wrapBinding, wrapContent } from './keyring.ts';
import {
  asBytesText,
  bytesText,
  openKey,
  type SealedBox,
  sealedBox,
  sealKey,
} from './sealed-box.ts';
import { isSameProof, wrapProof } from './wrap-proof.ts';

const keychainBody = z.strictObject({
  /** 32 random bytes of this computer, as its keychain protected them. */
  secret: bytesText,
  box: sealedBox,
  /** Shows that both are as they were when the wrap was made. */
  proof: bytesText,
});

/** Null when the keychain refuses: the passphrase then stays the only way. */
export async function sealForKeychain(
  { generation, key }: DataKey,
  keychain: Keychain,
): Promise<KeyWrap | null> {
  const place = { kind: 'keychain', generation } as const;
  const secret = randomKey();
  const box = sealKey(key, secret, wrapBinding(place));
  const kept = await keychain.protect(secret).catch(() => null);
  secret.fill(0);
  if (!kept) return null;
  const proof = proofOf({ secret: kept, box: sealedBox.parse(box) }, { generation, key });
  const body: z.input<typeof keychainBody> = {
    secret: asBytesText(kept),
    box,
    proof: asBytesText(proof),
  };
  return { ...place, body: JSON.stringify(body) };
}

export type FromKeychain = { readonly key: Uint8Array; readonly isStale: boolean };

/** Null when the keychain refuses or is another than the one that made the wrap. */
export async function openWithKeychainSecret(
  wrap: KeyWrap,
  keychain: Keychain,
): Promise<FromKeychain | null> {
  const body = keychainBody.safeParse(wrapContent(wrap));
  if (!body.success) return null;
  const revealed = await keychain.reveal(body.data.secret).catch(() => null);
  if (revealed?.secret.length !== KEY_BYTES) return null;
  const key = openKey(body.data.box, revealed.secret, wrapBinding(wrap));
  revealed.secret.fill(0);
  return key && { key, isStale: revealed.isStale };
}

/** True when the wrap is as it was made, so that only the keychain itself can refuse it. */
export function isWholeKeychainWrap(wrap: KeyWrap, dataKey: DataKey): boolean {
  const body = keychainBody.safeParse(wrapContent(wrap));
  return (
    body.success &&
    wrap.generation === dataKey.generation &&
    isSameProof(body.data.proof, proofOf(body.data, dataKey))
  );
}

function proofOf(
  { secret, box }: { readonly secret: Uint8Array; readonly box: SealedBox },
  dataKey: DataKey,
): Uint8Array {
  const label = ['keychain', secret.length, box.nonce.length];
  return wrapProof(dataKey, label, [secret, box.nonce, box.text]);
}
