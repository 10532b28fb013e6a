import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { milliseconds, nothing, type RowsFile } from './sync-device-orders.ts';
import type { SyncNode, SyncSubject } from './sync-server.ts';
import { type ToldProcess, toldProcess } from './told-process.ts';

/** Two computers of one site, each a process of its own over an encrypted store. */
export type SyncPair = {
  readonly siteId: string;
  readonly first: ToldProcess;
  readonly second: ToldProcess;
  /** Records that wait on the first computer. */
  readonly save: (file: RowsFile) => Promise<void>;
  /** What one look of the first and then of the second takes, in milliseconds. */
  readonly push: () => Promise<number>;
  readonly pull: () => Promise<number>;
  /** Of all processes that have a part in it. */
  readonly pids: () => Promise<readonly number[]>;
  readonly kill: () => Promise<void>;
};

export async function startDevice(subject: SyncSubject, name: string): Promise<ToldProcess> {
  const folder = join(subject.folder, name);
  await mkdir(folder, { mode: 0o700, recursive: true });
  return toldProcess('sync-device.ts', { folder });
}

export function lookOnce(device: ToldProcess, asksHello: boolean): Promise<number> {
  return device.tell({ do: 'look', asksHello }, milliseconds);
}

type Start = {
  readonly subject: SyncSubject;
  readonly node: SyncNode;
  readonly name: string;
  /** Of what the records refer to. */
  readonly parents: readonly RowsFile[];
};

/** A new site with two computers, which both have what records refer to. */
export async function startPair({ subject, node, name, parents }: Start): Promise<SyncPair> {
  const { siteId, code } = await subject.newSite();
  const [first, second] = await Promise.all(
    ['first', 'second'].map((each) => startDevice(subject, `${name}-${each}`)),
  );
  if (!first || !second) throw new Error('Two were started');
  const serverUrl = node.url;
  await first.tell({ do: 'found', serverUrl, code }, nothing);
  for (const file of parents) await first.tell({ do: 'load', file }, nothing);
  await lookOnce(first, true);
  const next = await subject.newCode(siteId);
  await second.tell({ do: 'join', serverUrl, code: next }, nothing);
  await lookOnce(second, true);
  return {
    siteId,
    first,
    second,
    save: async (file) => void (await first.tell({ do: 'save', file }, nothing)),
    push: () => lookOnce(first, false),
    // Nothing tells it that there is something new but asking.
    pull: () => lookOnce(second, true),
    pids: async () => [first.pid, second.pid, node.pid, ...(await subject.databasePids())],
    kill: async () => void (await Promise.all([first.kill(), second.kill()])),
  };
}
