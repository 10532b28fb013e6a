import type { RawData, WebSocket } from 'ws';
import type { CoreEvent } from '../../shared/base/bridge.ts';
import type { Core } from '../platform/core.ts';
import { decodeByteFrame, encodeByteFrame, parseJson } from './byte-frame.ts';
import { invalidInput, MAX_PUT_BYTES, settled } from './core-reply.ts';
import { identification, putHeader, textRequest } from './loopback-frames.ts';
import { isBrowserProof, newNonce, proofOf } from './loopback-proof.ts';
import type { BrowserSession, BrowserSessions } from './loopback-sessions.ts';

/** Longest text message, in bytes: far more than any form, so that too long a note is answered. */
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const PROOF_LIMIT_MS = 3000;

/** Close codes of our own; a browser stops trying after `unproven`. */
export const CLOSE_CODES = { malformed: 4400, unproven: 4401 } as const;

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
  const challenge = { origin, hostNonce, browserNonce: read.data.nonce };
  if (!isBrowserProof(read.data.proof, session.proofKey, challenge)) return null;
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
    void answer(asBuffer(raw), session, core).then((message) => {
      if (message === null) socket.close(CLOSE_CODES.malformed);
      else send(socket, message);
    });
  });
}

async function answerText(
  bytes: Buffer,
  session: BrowserSession,
  core: Core,
): Promise<string | Buffer | null> {
  if (bytes.byteLength > MAX_TEXT_BYTES) return null;
  const read = textRequest.safeParse(parseJson(bytes.toString()));
  if (!read.success) return null;
  const { seq } = read.data;
  if ('name' in read.data) {
    const { name, input } = read.data;
    return JSON.stringify({
      seq,
      reply: await settled(core.dispatch(session.core.current(), name, input)),
    });
  }
  const reply = await settled(core.getBytes(session.core.current(), read.data.get));
  return reply.ok ? encodeByteFrame({ seq }, reply.value) : JSON.stringify({ seq, reply });
}

async function answerPut(
  bytes: Buffer,
  session: BrowserSession,
  core: Core,
): Promise<string | null> {
  const frame = decodeByteFrame(bytes);
  const read = putHeader.safeParse(frame?.header);
  if (frame === null || !read.success) return null;
  const { seq, put } = read.data;
  const reply =
    frame.payload.byteLength > MAX_PUT_BYTES
      ? invalidInput('The file is larger than 64 MiB.')
      : await settled(core.putBytes(session.core.current(), put, frame.payload));
  return JSON.stringify({ seq, reply });
}

function send(socket: WebSocket, message: string | Buffer): void {
  if (socket.readyState === socket.OPEN) socket.send(message);
}

function asBuffer(raw: RawData): Buffer {
  if (Array.isArray(raw)) return Buffer.concat(raw);
  return Buffer.isBuffer(raw) ? raw : Buffer.from(raw);
}
