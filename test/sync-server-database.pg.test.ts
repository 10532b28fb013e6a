import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/start-server.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import { ask, enrolled, joined, linesFrom, push, pushed } from './sync-server-device.ts';

let server: SyncServer;
beforeAll(async () => {
  server = await startSyncServer(15);
});
afterAll(() => server.close());

/** A way to the database that can be cut. */
async function openWay() {
  const there = new URL(server.databaseUrl);
  const sockets = new Set<Socket>();
  let isCut = true;
  const relay = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect({ host: there.hostname, port: Number(there.port) });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const address = relay.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: Object.assign(new URL(server.databaseUrl), { port: String(port) }).href,
    set: (cut: boolean) => {
      isCut = cut;
      if (cut) for (const socket of sockets) socket.destroy();
    },
    close: () => relay.close(),
  };
}

test('a node waits for a database that is away, says so meanwhile, and goes on when it is back', async () => {
  const way = await openWay();
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-away-'));
  const env = { DATA: folder, PORT: '0', LOG_LEVEL: 'silent' };
  const node = await startServer(readConfig(env), way.url);
  try {
    const early = await fetch(`${node.url}/ready`);
    way.set(false);
    await node.ready;
    const device = await enrolled(node.url, (await server.newSite()).code);
    const some = linesFrom(1, 3);
    way.set(true);
    const away = await push(device, some);
    const hello = await ask(device, '/hello');
    way.set(false);

    expect(early.status).toBe(503);
    expect([away, hello]).toMatchObject([
      { status: 503, body: { code: 'unavailable' } },
      { status: 503, body: { code: 'unavailable' } },
    ]);
    expect(await pushed(device, some)).toMatchObject({ ackedNumber: 3, seqs: [1, 3] });
    const other = await joined(device);
    expect(await ask(other, '/hello')).toMatchObject({ status: 200, body: { head: 3 } });
  } finally {
    await node.stop();
    way.close();
    await rm(folder, { recursive: true, force: true });
  }
});
