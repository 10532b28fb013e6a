import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { peerUid } from './peer-uid.ts';

export type Refusal = {
  readonly status: 400 | 403 | 421;
  readonly reason: 'address' | 'user' | 'host' | 'target' | 'origin' | 'fetch-metadata';
};

/** Says why a request is not from our own page in a browser of this user, or null when it is. */
export type Gate = (request: IncomingMessage) => Refusal | null;

/** One gate for every HTTP request and every WebSocket upgrade to `host` (such as `127.0.0.1:4000`). */
export function loopbackGate(host: string, isOurUser: (socket: Socket) => boolean): Gate {
  const origin = `http://${host}`;
  const known = new WeakMap<Socket, boolean>();

  function isOurs(socket: Socket): boolean {
    const answer = known.get(socket) ?? isOurUser(socket);
    known.set(socket, answer);
    return answer;
  }

  return (request) => {
    if (request.socket.remoteAddress !== '127.0.0.1') return { status: 403, reason: 'address' };
    if (!isOurs(request.socket)) return { status: 403, reason: 'user' };
    // Exact, without `localhost`: a page that rebinds its own name to 127.0.0.1 sends that name here.
    if (request.headers.host !== host) return { status: 421, reason: 'host' };
    if (!request.url?.startsWith('/')) return { status: 400, reason: 'target' };
    if (!hasOurOrigin(request, origin)) return { status: 403, reason: 'origin' };
    if (!isFromOurPage(request)) return { status: 403, reason: 'fetch-metadata' };
    return null;
  };
}

/** A browser names the origin on everything but a plain read; where it is named it must be ours. */
function hasOurOrigin(request: IncomingMessage, origin: string): boolean {
  const named = request.headers.origin;
  const isPlainRead = request.method === 'GET' && request.headers.upgrade === undefined;
  return named === undefined ? isPlainRead : named === origin;
}

/** Other ports of this computer are the same "site": only `same-origin` tells our own page. */
function isFromOurPage(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return true;
  if (request.method !== 'GET') return false;
  const isNewPage =
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers['sec-fetch-dest'] === 'document';
  return isNewPage && (site === 'none' || request.url === '/');
}

/** True when the caller runs as this process's user; systems that cannot tell answer true. */
export function isThisUser(socket: Socket): boolean {
  if (process.platform !== 'linux') return true;
  return peerUid(socket) === process.getuid?.();
}
