import { createHmac, randomBytes } from 'node:crypto';
import { isSameText } from './same-text.ts';

const NONCE = /^[\w-]{22}$/;

export function newNonce(): string {
  return randomBytes(16).toString('base64url');
}

/** Both nonces of one connection, and the place that it belongs to: an origin, or a socket's address. */
export type Challenge = {
  readonly place: string;
  readonly hostNonce: string;
  readonly callerNonce: string;
};

/** Who proves something: nobody's proof may be sent back to them as the other side's. */
export type Side = 'browser' | 'command-line' | 'host';

/** Proves to the other side that we hold the connection's key, without sending it. */
export function proofOf(side: Side, key: Buffer, challenge: Challenge): string {
  const { place, hostNonce, callerNonce } = challenge;
  return createHmac('sha256', key)
    .update(`${side}|${place}|${hostNonce}|${callerNonce}`)
    .digest('base64url');
}

/** What a side says to be its proof. */
export type SaidProof = { readonly side: Side; readonly proof: string };

export function isProof({ side, proof }: SaidProof, key: Buffer, challenge: Challenge): boolean {
  const { hostNonce, callerNonce } = challenge;
  const areNonces = NONCE.test(hostNonce) && NONCE.test(callerNonce);
  return areNonces && isSameText(proof, proofOf(side, key, challenge));
}
