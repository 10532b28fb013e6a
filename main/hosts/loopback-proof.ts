import { createHmac, randomBytes } from 'node:crypto';
import { isSameText } from './launch-token.ts';

const NONCE = /^[\w-]{22}$/;

export function newNonce(): string {
  return randomBytes(16).toString('base64url');
}

/** Both nonces of one connection, and the origin it belongs to. */
export type Challenge = {
  readonly origin: string;
  readonly hostNonce: string;
  readonly browserNonce: string;
};

/** Proves to the other side that we hold the session's key, without sending it. */
export function proofOf(side: 'browser' | 'host', key: Buffer, challenge: Challenge): string {
  const { origin, hostNonce, browserNonce } = challenge;
  return createHmac('sha256', key)
    .update(`${side}|${origin}|${hostNonce}|${browserNonce}`)
    .digest('base64url');
}

export function isBrowserProof(proof: string, key: Buffer, challenge: Challenge): boolean {
  return (
    NONCE.test(challenge.browserNonce) && isSameText(proof, proofOf('browser', key, challenge))
  );
}
