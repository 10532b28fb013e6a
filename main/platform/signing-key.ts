import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { z } from 'zod';

/** Ed25519 as a JSON Web Key. `d` never leaves this computer. */
export const signingKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});
export type SigningKey = z.output<typeof signingKeySchema>;

export function newSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return signingKeySchema.parse(privateKey.export({ format: 'jwk' }));
}

export function signText(key: SigningKey, text: string): Uint8Array {
  return sign(null, Buffer.from(text), createPrivateKey({ key, format: 'jwk' }));
}

/** Whether the owner of the public key `x` signed the text; false too where `x` is no key at all. */
export function isSignedBy(x: string, text: string, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, signature);
  } catch {
    return false;
  }
}
