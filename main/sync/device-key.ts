import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';

/** Ed25519 as a JSON Web Key. `d` never leaves this computer. */
export const privateKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});
export type PrivateKey = z.output<typeof privateKeySchema>;

export function newDeviceKey(): PrivateKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKeySchema.parse(privateKey.export({ format: 'jwk' }));
}

export function publicKeyOf({ kty, crv, x }: PrivateKey) {
  return { kty, crv, x };
}

const VALID_SECONDS = 60;

export type Assertion = {
  readonly deviceId: string;
  readonly serverUrl: string;
  readonly id: string;
  /** In milliseconds since 1970, by the server's clock as far as it is known. */
  readonly nowMs: number;
};

/** What proves to the server which device asks for a token. */
export async function assertionFor(key: PrivateKey, about: Assertion): Promise<string> {
  const issuedAt = Math.floor(about.nowMs / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(about.deviceId)
    .setSubject(about.deviceId)
    .setAudience(about.serverUrl)
    .setJti(about.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + VALID_SECONDS)
    .sign(createPrivateKey({ key, format: 'jwk' }));
}

/** The device's signature over a chain of digests, base64url. */
export function signChain(key: PrivateKey, chain: string): string {
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  return sign(null, Buffer.from(chain, 'ascii'), privateKey).toString('base64url');
}
