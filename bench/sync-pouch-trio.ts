import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fetchedPeers } from './fetched-peers.ts';
import { milliseconds, nothing } from './sync-device-orders.ts';
import { type ToldProcess, toldProcess } from './told-process.ts';

/** Two PouchDBs and the express-pouchdb between them, each a process of its own over LevelDB. */
export type PouchTrio = {
  readonly first: ToldProcess;
  readonly second: ToldProcess;
  readonly remote: string;
  /** Documents that wait on the first; one a line. */
  readonly save: (path: string) => Promise<void>;
  readonly push: () => Promise<number>;
  readonly pull: () => Promise<number>;
  /** Documents on the second. */
  readonly count: () => Promise<number>;
  /** Of all three. */
  readonly pids: () => Promise<readonly number[]>;
  readonly kill: () => Promise<void>;
};

/** Null where npm cannot bring them. */
export async function startPouchTrio(folder: string): Promise<PouchTrio | null> {
  const peers = fetchedPeers();
  if (peers === null) return null;
  const start = async (role: 'server' | 'device', name: string): Promise<ToldProcess> => {
    const own = join(folder, name);
    await mkdir(own);
    return toldProcess('sync-pouch.ts', { role, peers, folder: own });
  };
  const server = await start('server', 'pouch-server');
  const first = await start('device', 'pouch-first');
  const second = await start('device', 'pouch-second');
  const remote = await server.tell({ do: 'where' }, z.string());
  return {
    first,
    second,
    remote,
    save: async (path) => void (await first.tell({ do: 'save', path }, nothing)),
    push: () => first.tell({ do: 'push', remote }, milliseconds),
    pull: () => second.tell({ do: 'pull', remote }, milliseconds),
    count: () => second.tell({ do: 'count' }, z.number()),
    pids: async () => [server, first, second].map(({ pid }) => pid),
    kill: async () => void (await Promise.all([server, first, second].map((each) => each.kill()))),
  };
}
