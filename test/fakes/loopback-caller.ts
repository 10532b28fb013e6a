import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { WebSocket } from 'ws';

export type TabKey = { readonly id: string; readonly key: string };

/** Sends one raw request and answers its status; 0 when the host hung up. */
export function rawStatus(
  origin: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<number> {
  const { hostname, port, host } = new URL(origin);
  return new Promise((resolve) => {
    const { method = 'GET', headers = {} } = options;
    const sent = request(
      { hostname, port, path, method, headers: { host, ...headers } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', () => resolve(0));
    sent.end(options.body);
  });
}

/** Trades a launch address for a session, as the renderer does; null when it is refused. */
export async function redeem(address: string): Promise<TabKey | null> {
  const { origin, hash } = new URL(address);
  const response = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin },
    body: JSON.stringify({ token: hash.replace('#launch=', '') }),
  });
  return response.ok ? ((await response.json()) as TabKey) : null;
}

export function sign(key: string, text: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('base64url');
}

/** A socket whose messages are read one by one, in order. */
export function openSocket(origin: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/calls`, { origin, headers });
  const received: (Buffer | string)[] = [];
  const waiting: ((message: Buffer | string) => void)[] = [];
  socket.on('message', (raw: Buffer, isBinary) => {
    const message = isBinary ? raw : raw.toString();
    const next = waiting.shift();
    if (next === undefined) received.push(message);
    else next(message);
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const next = (): Promise<Buffer | string> => {
    const message = received.shift();
    return message === undefined
      ? new Promise((resolve) => waiting.push(resolve))
      : Promise.resolve(message);
  };
  return {
    socket,
    closed,
    next,
    nextJson: async () => JSON.parse(String(await next())) as Record<string, unknown>,
    send: (message: object) => socket.send(JSON.stringify(message)),
  };
}

/** Opens a socket and proves the session on it. */
export async function openProven(origin: string, { id, key }: TabKey) {
  const caller = openSocket(origin);
  const { hello } = await caller.nextJson();
  const nonce = 'n'.repeat(22);
  caller.send({ id, nonce, proof: sign(key, `browser|${origin}|${String(hello)}|${nonce}`) });
  const { proof } = await caller.nextJson();
  const isHostProven = proof === sign(key, `host|${origin}|${String(hello)}|${nonce}`);
  return { ...caller, isHostProven };
}

/** The status with which an upgrade was refused, or `open`. */
export function upgradeOutcome(
  url: string,
  options: { origin?: string; headers?: Record<string, string> },
): Promise<number | 'open'> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, options);
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('error', () => undefined);
  });
}
