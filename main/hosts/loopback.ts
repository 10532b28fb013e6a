import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Core } from '../platform/core.ts';
import { MAX_MESSAGE_BYTES } from './answer-call.ts';
import { launchFile } from './launch-file.ts';
import { LAUNCH_LIFE_MS, launchTokens } from './launch-token.ts';
import { type Gate, isThisUser, loopbackGate } from './loopback-gate.ts';
import { answerHttp } from './loopback-http.ts';
import { ABSENCE_LIMIT_MS, browserSessions } from './loopback-sessions.ts';
import { type SocketParts, serveSocket } from './loopback-socket.ts';

export type LoopbackOptions = {
  readonly core: Core;
  readonly rendererDir: string;
  /** Called with each launch address when an unused one has expired or the last tab has gone. */
  readonly onFreshAddress?: (address: string) => void;
  /** Called with a fixed word for each request or connection that was refused. */
  readonly onRefusal?: (reason: string) => void;
  readonly launchLifeMs?: number;
  readonly absenceLimitMs?: number;
  readonly isOurUser?: (socket: Socket) => boolean;
};

export type LoopbackHost = {
  readonly origin: string;
  /** Makes a one-time launch address; it voids the one before. */
  readonly newAddress: () => string;
  /** A page on disk, for its owner only, that leads to the newest address. */
  readonly launchFilePath: string;
  readonly close: () => Promise<void>;
};

/** Opens the application to a browser of this user on this computer, and to nobody else. */
export async function startLoopbackHost(options: LoopbackOptions): Promise<LoopbackHost> {
  const { core, rendererDir } = options;
  const onRefusal = options.onRefusal ?? (() => undefined);
  const server = createServer({ maxHeaderSize: 8192, requestTimeout: 10_000 });
  const host = `127.0.0.1:${await listen(server)}`;
  const origin = `http://${host}`;

  const file = launchFile();
  const tokens = launchTokens(options.launchLifeMs ?? LAUNCH_LIFE_MS, offerAddress);
  const sessions = browserSessions(core, {
    absenceLimitMs: options.absenceLimitMs ?? ABSENCE_LIMIT_MS,
    onAbsent: offerAddress,
  });

  function newAddress(): string {
    const address = `${origin}/#launch=${tokens.issue()}`;
    file.pointTo(address);
    return address;
  }
  // While nobody is here there is always an address that works.
  function offerAddress(): void {
    if (sessions.isAnyoneHere()) return;
    const address = newAddress();
    options.onFreshAddress?.(address);
  }

  const gate = loopbackGate(host, options.isOurUser ?? isThisUser);
  const answer = answerHttp({ host, gate, rendererDir, tokens, sessions, onRefusal });
  server.on('request', (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const sockets = acceptSockets(server, gate, { core, sessions, origin, onRefusal });

  return {
    origin,
    newAddress,
    launchFilePath: file.path,
    async close() {
      tokens.close();
      sessions.close();
      file.remove();
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function acceptSockets(server: Server, gate: Gate, parts: SocketParts): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  server.on('upgrade', (request, socket, head) => {
    const refusal = gate(request);
    const status = refusal?.status ?? (request.url === '/calls' ? null : 404);
    if (status === null) {
      sockets.handleUpgrade(request, socket, head, (opened) => serveSocket(opened, parts));
      return;
    }
    parts.onRefusal(`socket-${refusal?.reason ?? 'path'}`);
    socket.on('error', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return sockets;
}

/** On this computer only, on a port that was free. */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the host has no port');
  return address.port;
}
