import type { Socket } from 'node:net';
import { z } from 'zod';
import { CARETRAIL_VERSION } from '../../shared/base/version.ts';
import type { Core } from '../platform/core.ts';
import { answerPut, answerText, MAX_MESSAGE_BYTES } from './answer-call.ts';
import { parseJson } from './byte-frame.ts';
import type { LocalAddress } from './local-address.ts';
import { withoutPassphrases } from './local-refusals.ts';
import { isProof, newNonce, proofOf } from './mutual-proof.ts';
import { renewableSession } from './renewable-session.ts';
import { readMessages, sendMessage } from './stream-messages.ts';

const PROOF_LIMIT_MS = 3000;
/** Until it has proven itself a caller gets to say no more than that. */
const MAX_PROOF_BYTES = 512;

/** The first message of a command line, in answer to our `{hello}`. */
const identification = z.strictObject({
  nonce: z.string().max(64),
  proof: z.string().max(64),
});

export type ConnectionParts = {
  readonly core: Core;
  readonly local: LocalAddress;
  readonly onRefusal: (reason: string) => void;
};

/**
 * Speaks with one command line: first each side proves that it holds the key, then calls. The connection
 * is the session: whoever signed in on it is signed out with its end.
 */
export function serveCommandLine(connection: Socket, parts: ConnectionParts): void {
  const hostNonce = newNonce();
  let answer: ((content: Buffer, isBinary: boolean) => void) | null = null;
  const refuse = (reason: string): void => {
    parts.onRefusal(reason);
    connection.destroy();
  };
  const limit = setTimeout(() => refuse('proof'), PROOF_LIMIT_MS);
  connection.once('close', () => clearTimeout(limit));
  // Without a listener a broken connection would end the program.
  connection.on('error', () => connection.destroy());
  readMessages(connection, {
    limit: () => (answer === null ? MAX_PROOF_BYTES : MAX_MESSAGE_BYTES),
    onMalformed: () => refuse('malformed'),
    onMessage(content, isBinary) {
      if (answer !== null) return answer(content, isBinary);
      clearTimeout(limit);
      const proof = isBinary ? null : prove(content.toString(), hostNonce, parts.local);
      if (proof === null) return refuse('proof');
      sendMessage(connection, JSON.stringify({ proof, release: CARETRAIL_VERSION }));
      answer = answering(connection, parts.core, () => refuse('malformed'));
    },
  });
  sendMessage(connection, JSON.stringify({ hello: hostNonce }));
}

/** Our own proof once the caller has given theirs; null when that is none. */
function prove(text: string, hostNonce: string, { address, key }: LocalAddress): string | null {
  const read = identification.safeParse(parseJson(text));
  if (!read.success) return null;
  const challenge = { place: address, hostNonce, callerNonce: read.data.nonce };
  const said = { side: 'command-line', proof: read.data.proof } as const;
  return isProof(said, key, challenge) ? proofOf('host', key, challenge) : null;
}

function answering(connection: Socket, core: Core, onMalformed: () => void) {
  const session = renewableSession(core, 'command-line');
  const caller = { core: withoutPassphrases(core), session };
  const stopEvents = core.onEvent((event) => sendMessage(connection, JSON.stringify({ event })));
  connection.once('close', () => {
    stopEvents();
    session.end().catch(() => undefined);
  });
  return (content: Buffer, isBinary: boolean): void => {
    const answer = isBinary ? answerPut : answerText;
    void answer(content, caller).then((reply) => {
      if (reply === null) onMalformed();
      else sendMessage(connection, reply);
    });
  };
}
