import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { type Chance, chanceOf } from '../random.ts';

export type Weather = {
  /** Share of connections that are cut somewhere. */
  readonly cuts: number;
  /** Share of connections whose requests come once more, later, at any node. */
  readonly repeats: number;
  /** Of each piece, in either direction. */
  readonly longestDelayMs: number;
  /** Of one connection, in a second; null for no limit. */
  readonly bytesPerSecond: number | null;
};

export const FAIR: Weather = { cuts: 0, repeats: 0, longestDelayMs: 0, bytesPerSecond: null };

export type ChaosCounts = { cut: number; refused: number; repeated: number; connections: number };

/** The network between one device and the nodes. */
export type ChaosProxy = {
  readonly url: string;
  readonly counts: ChaosCounts;
  weather: Weather;
  /** Nothing gets through. */
  isPartitioned: boolean;
  /** Every connection that is open ends now. */
  readonly cutAll: () => void;
  readonly close: () => Promise<void>;
};

type Plan = { readonly ports: readonly number[]; readonly seed: number; readonly name: string };

/** What is remembered of a connection, to be sent once more. */
const MOST_REPEATED_BYTES = 1 << 20;
const REPEATED_WITHIN_MS = 5000;

type Running = {
  readonly plan: Plan;
  readonly proxy: ChaosProxy;
  readonly sockets: Set<Socket>;
};

export async function startChaosProxy(plan: Plan): Promise<ChaosProxy> {
  const sockets = new Set<Socket>();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cutAll = (): void => {
    proxy.counts.cut += sockets.size;
    for (const socket of sockets) socket.destroy();
  };
  const proxy: ChaosProxy = {
    url: `http://127.0.0.1:${port}`,
    counts: { cut: 0, refused: 0, repeated: 0, connections: 0 },
    weather: FAIR,
    isPartitioned: false,
    cutAll,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('connection', (socket) => connect({ plan, proxy, sockets }, socket));
  return proxy;
}

function connect({ plan, proxy, sockets }: Running, client: Socket): void {
  const { counts, weather } = proxy;
  counts.connections += 1;
  if (proxy.isPartitioned) {
    counts.refused += 1;
    client.destroy();
    return;
  }
  const chance = chanceOf('sync-chaos proxy', plan.seed, plan.name, counts.connections);
  const server = createConnection({ host: '127.0.0.1', port: chance.pick(plan.ports) });
  sockets.add(client);
  const end = (): void => {
    sockets.delete(client);
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) socket.on('error', end).on('close', end).setNoDelay(true);
  const cutAfter = chance.happens(weather.cuts) ? chance.below(40_000) : Infinity;
  const said: Buffer[] = [];
  let bytes = 0;
  const isOver = (part: Buffer): boolean => {
    bytes += part.length;
    if (bytes <= cutAfter || proxy.weather === FAIR) return false;
    counts.cut += 1;
    end();
    return true;
  };
  const hears = (part: Buffer): boolean => {
    said.push(part);
    return isOver(part);
  };
  void carry({ from: client, to: server, chance, proxy, isOver: hears });
  void carry({ from: server, to: client, chance, proxy, isOver });
  if (chance.happens(weather.repeats))
    client.once('close', () => repeatLater({ plan, proxy, sockets }, said, chance));
}

type Carried = {
  readonly from: Socket;
  readonly to: Socket;
  readonly chance: Chance;
  readonly proxy: ChaosProxy;
  /** Says that the connection was cut before this part. */
  readonly isOver: (part: Buffer) => boolean;
};

async function carry({ from, to, chance, proxy, isOver }: Carried): Promise<void> {
  try {
    for await (const part of from) {
      if (!Buffer.isBuffer(part) || isOver(part)) return;
      const { longestDelayMs, bytesPerSecond } = proxy.weather;
      const slowMs = bytesPerSecond === null ? 0 : (part.length * 1000) / bytesPerSecond;
      const delayMs = Math.min(slowMs + chance.below(longestDelayMs + 1), 2000);
      if (delayMs > 0) await new Promise((resume) => setTimeout(resume, delayMs));
      if (!to.writable) return;
      if (!to.write(part)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
    }
    to.end();
  } catch {
    // The other end learns of it by its own close.
    to.destroy();
  }
}

/** What a client said is said once more on another connection, whose answers nobody hears. */
function repeatLater({ plan, proxy, sockets }: Running, said: Buffer[], chance: Chance): void {
  const text = Buffer.concat(said);
  if (text.length === 0 || text.length > MOST_REPEATED_BYTES) return;
  const timer = setTimeout(() => {
    if (proxy.isPartitioned) return;
    proxy.counts.repeated += 1;
    const server = createConnection({ host: '127.0.0.1', port: chance.pick(plan.ports) });
    sockets.add(server);
    server.on('error', () => server.destroy()).on('close', () => sockets.delete(server));
    server.resume();
    server.write(text);
    server.setTimeout(REPEATED_WITHIN_MS, () => server.destroy());
  }, chance.below(REPEATED_WITHIN_MS));
  timer.unref();
}
