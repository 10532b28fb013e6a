import { fromBase64Url, type TabSession, toBase64Url } from './loopback-session.ts';

/** One connection's half of the proof: answers the host's greeting, then checks the host's own. */
export type Handshake = {
  /** Our identification, in answer to the host's nonce. */
  readonly answer: (hostNonce: string) => Promise<string>;
  /** True when the host has shown that it holds our key too. */
  readonly isProven: (hostProof: string) => Promise<boolean>;
};

export function newHandshake({ id, key }: TabSession): Handshake {
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  let challenge = '';
  const message = (side: 'browser' | 'host') => new TextEncoder().encode(`${side}|${challenge}`);
  return {
    async answer(hostNonce) {
      challenge = `${location.origin}|${hostNonce}|${nonce}`;
      const proof = await crypto.subtle.sign('HMAC', key, message('browser'));
      return JSON.stringify({ id, nonce, proof: toBase64Url(new Uint8Array(proof)) });
    },
    isProven: (hostProof) =>
      crypto.subtle.verify('HMAC', key, fromBase64Url(hostProof), message('host')),
  };
}
