import type { CoreEvent } from '../../shared/base/bridge.ts';
import { ok } from '../../shared/base/result.ts';
import { decodeByteFrame } from './byte-frame.ts';
import type { MutableConnection } from './connection.ts';
import { newHandshake } from './loopback-handshake.ts';
import { findSession, forgetSession, type TabSession } from './loopback-session.ts';
import type { PendingCalls } from './pending-calls.ts';

/** The host's close code for a session it does not know. */
const UNPROVEN = 4401;
/** The browser's own code for a connection that ended without a word. */
const BROKEN = 1006;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5000;

export type SocketParts = {
  readonly calls: PendingCalls;
  readonly connection: MutableConnection;
  readonly onEvent: (event: CoreEvent) => void;
};

/** Connects this tab to its host, and again after each loss, until the host refuses it. */
export async function keepConnected(parts: SocketParts): Promise<void> {
  const session = await findSession().catch(() => null);
  if (session === null) refuse(parts);
  else connect(session, parts, FIRST_RETRY_MS);
}

function refuse({ calls, connection }: SocketParts): void {
  forgetSession();
  connection.set('refused');
  calls.refuse();
}

function connect(session: TabSession, parts: SocketParts, retryMs: number): void {
  const { calls, connection } = parts;
  const socket = new WebSocket(`ws://${location.host}/calls`);
  socket.binaryType = 'arraybuffer';
  const handshake = newHandshake(session);
  let isProven = false;

  async function greet(message: Greeting): Promise<void> {
    if (message.hello !== undefined) socket.send(await handshake.answer(message.hello));
    else if (message.proof !== undefined && (await handshake.isProven(message.proof))) {
      isProven = true;
      connection.set('connected');
      calls.connect((call) => socket.send(call));
    } else {
      // Whoever has this port now is not our host: tell it nothing more.
      refuse(parts);
      socket.close();
    }
  }

  // One after the other: checking the proof takes a moment, in which the next message may come.
  let earlier: Promise<void> = Promise.resolve();
  socket.addEventListener('message', ({ data: frame }) => {
    earlier = earlier
      .then(() => (isProven ? receive(frame, parts) : greet(JSON.parse(String(frame)))))
      .catch(() => socket.close());
  });
  socket.addEventListener('close', ({ code }) => {
    if (connection.get() === 'refused') return;
    if (code === UNPROVEN) {
      refuse(parts);
      return;
    }
    connection.set('lost');
    // A host that hung up on what we sent would do so again.
    calls.disconnect(code === BROKEN);
    const nextMs = isProven ? FIRST_RETRY_MS : Math.min(retryMs * 2, LAST_RETRY_MS);
    setTimeout(() => connect(session, parts, nextMs), nextMs);
  });
}

type Greeting = { readonly hello?: string; readonly proof?: string };

type HostMessage =
  | { readonly event: CoreEvent }
  | { readonly seq: number; readonly reply: unknown };

function receive(frame: unknown, { calls, onEvent }: SocketParts): void {
  if (frame instanceof ArrayBuffer) {
    const { header, payload } = decodeByteFrame(frame);
    if (typeof header === 'object' && header !== null && 'seq' in header) {
      calls.settle(Number(header.seq), ok(payload));
    }
    return;
  }
  // The host has proven itself, and the core has checked every reply.
  const message: HostMessage = JSON.parse(String(frame));
  if ('event' in message) onEvent(message.event);
  else calls.settle(message.seq, message.reply);
}
