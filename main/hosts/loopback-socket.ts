import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { CoreEvent } from '../../shared/base/bridge.ts';
import type { Core } from '../platform/core.ts';
import { answerPut, answerText } from './answer-call.ts';
import { parseJson } from './byte-frame.ts';
import type { BrowserSession, BrowserSessions } from './loopback-sessions.ts';
import { isProof, newNonce, proofOf } from './mutual-proof.ts';

const PROOF_LIMIT_MS = 3000;

/** Close codes of our own; a browser stops trying after `unproven`. */
export const CLOSE_CODES = { malformed: 4400, unproven: 4401 } as const;

/** The first message of a browser, in answer to our `{hello}`. */
const identification = z.strictObject({
  id: z.string().max(64),
  nonce: z.string().max(64),
  proof: z.string().max(64),
});

export type SocketParts = {
  readonly core: Core;
  readonly sessions: BrowserSessions;
  readonly origin: string;
  readonly onRefusal: (reason: string) => void;
};

/**
 * Speaks with one browser tab: first each side proves that it holds the session's key, then calls.
 * Whoever takes over this port later learns no key and gets no call.
 */
export function serveSocket(socket: WebSocket, parts: SocketParts): void {
  const hostNonce = newNonce();
  const limit = setTimeout(() => socket.close(CLOSE_CODES.unproven), PROOF_LIMIT_MS);
  socket.once('close', () => clearTimeout(limit));
  // Without a listener a broken connection would end the program.
  socket.on('error', () => socket.terminate());
  socket.send(JSON.stringify({ hello: hostNonce }));

  socket.once('message', (raw, isBinary) => {
    clearTimeout(limit);
    const proven = isBinary ? null : prove(asBuffer(raw).toString(), hostNonce, parts);
    if (proven === null) {
      parts.onRefusal('proof');
      socket.close(CLOSE_CODES.unproven);
      return;
    }
    socket.send(JSON.stringify({ proof: proven.proof }));
    serveProven(socket, proven.session, parts.core);
  });
}

function prove(
  text: string,
  hostNonce: string,
  { sessions, origin }: SocketParts,
): { readonly session: BrowserSession; readonly proof: string } | null {
  const read = identification.safeParse(parseJson(text));
  if (!read.success) return null;
  const session = sessions.find(read.data.id);
  if (session === undefined) return null;
  const challenge = { place: origin, hostNonce, callerNonce: read.data.nonce };
  const said = { side: 'browser', proof: read.data.proof } as const;
  if (!isProof(said, session.proofKey, challenge)) return null;
  return { session, proof: proofOf('host', session.proofKey, challenge) };
}

function serveProven(socket: WebSocket, session: BrowserSession, core: Core): void {
  const { leave, wasSignedOut } = session.enter();
  const tell = (event: CoreEvent) => send(socket, JSON.stringify({ event }));
  if (wasSignedOut) tell({ type: 'sessionEnded' });
  const stopEvents = core.onEvent(tell);
  socket.once('close', () => {
    stopEvents();
    leave();
  });
  socket.on('message', (raw, isBinary) => {
    const answer = isBinary ? answerPut : answerText;
    void answer(asBuffer(raw), { core, session: session.core }).then((message) => {
      if (message === null) socket.close(CLOSE_CODES.malformed);
      else send(socket, message);
    });
  });
}

function send(socket: WebSocket, message: string | Buffer): void {
  if (socket.readyState === socket.OPEN) socket.send(message);
}

function asBuffer(raw: RawData): Buffer {
  if (Array.isArray(raw)) return Buffer.concat(raw);
  return Buffer.isBuffer(raw) ? raw : Buffer.from(raw);
}
