import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../server/commands.ts';
import { schemaOf } from '../server/database.ts';
import { HEADERS } from '../shared/sync/wire.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import {
  ask,
  call,
  chainOf,
  enrolled,
  joined,
  line,
  linesFrom,
  newDevice,
  pull,
  push,
  pushed,
  type WireDevice,
} from './sync-server-device.ts';

describe.for([15, 18] as const)('on PostgreSQL %i', (major) => {
  let server: SyncServer;
  let founder: WireDevice;
  beforeAll(async () => {
    server = await startSyncServer(major);
    founder = await enrolled(server.node.url, (await server.newSite()).code);
  });
  afterAll(() => server.close());

  test('a push is in the log byte by byte and in the tables, and a resend hears the same', async () => {
    const device = await joined(founder);
    const some = linesFrom(1, 5);

    const first = await pushed(device, some, { gzip: true });
    const again = await pushed(device, some);

    expect(first).toMatchObject({ ackedNumber: 5, ackedChain: chainOf(some), notApplied: [] });
    expect(again).toEqual(first);
    const [from = 0] = first.seqs ?? [];
    const entries = await pull(device, from - 1);
    expect(entries.map((entry) => entry.line)).toEqual(some);
    expect(entries.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4].map((each) => from + each));
    const { rows } = await server.node.pool.query(
      `SELECT count(*) AS count FROM ${schemaOf(device.siteId)}.audit_events WHERE id = ANY($1)`,
      [some.map((each) => (JSON.parse(each) as { v: { id: string } }).v.id)],
    );
    expect(rows).toEqual([{ count: 5 }]);
  });

  test('a push that begins with what the server has takes the rest', async () => {
    const device = await joined(founder);
    const some = linesFrom(1, 6);
    await pushed(device, some.slice(0, 4));

    const reply = await pushed(device, some.slice(2), { chain: chainOf(some.slice(0, 2)) });

    expect(reply).toMatchObject({ ackedNumber: 6, ackedChain: chainOf(some) });
    const mine = (await pull(device, 0)).filter(({ deviceId }) => deviceId === device.id);
    expect(mine.map((entry) => entry.line)).toEqual(some);
  });

  test('changes are asked for that lie between, and are missing', async () => {
    const device = await joined(founder);
    const some = linesFrom(1, 4);
    await pushed(device, some.slice(0, 2));

    const answer = await push(device, some.slice(3), { chain: chainOf(some.slice(0, 3)) });

    expect(answer).toMatchObject({ status: 409, body: { code: 'gap', ackedNumber: 2 } });
  });

  test('a copy of a device is told that it is one, whatever it sends', async () => {
    const device = await joined(founder);
    const some = linesFrom(1, 3);
    await pushed(device, some);
    const others = linesFrom(1, 4);

    const answers = [
      await push(device, others.slice(3), { chain: chainOf(others.slice(0, 3)) }),
      await push(device, others.slice(2), { chain: chainOf(others.slice(0, 2)) }),
      await push(device, [...some.slice(0, 2), ...others.slice(2)]),
      await push(device, others.slice(0, 2)),
    ];

    const fork = { status: 409, body: { code: 'fork', ackedNumber: 3 } };
    expect(answers).toMatchObject([fork, fork, fork, fork]);
  });

  test('who holds a token but not the key of a device writes nothing', async () => {
    const device = await joined(founder);
    const thief = { ...device, privateKey: newDevice(device.url).privateKey };

    const answers = [
      await push(thief, linesFrom(1, 1)),
      await push(device, linesFrom(1, 1), { headers: { [HEADERS.signature]: '' } }),
    ];

    expect(answers).toMatchObject([{ status: 401 }, { status: 401 }]);
    expect(await pushed(device, [])).toMatchObject({ ackedNumber: 0, seqs: null });
  });

  test('a clock that runs ahead gets stamps of the server, in the order of the changes', async () => {
    const device = await joined(founder);
    const ahead = (n: number) => ((BigInt(Date.now() + 86_400_000) << 16n) + BigInt(n)).toString();
    const some = [line(1, { s: ahead(1) }), line(2, { s: ahead(2) }), line(3)];

    const reply = await pushed(device, some);
    const again = await pushed(device, some);

    expect(reply.restamped.map(([number]) => number)).toEqual([1, 2]);
    const [one, two] = reply.restamped.map(([, stamp]) => BigInt(stamp));
    expect((two ?? 0n) > (one ?? 0n)).toBe(true);
    expect(Number((two ?? 0n) >> 16n)).toBeLessThan(Date.now() + 300_000);
    expect(again).toEqual(reply);
  });

  test('eight computers that push at once leave no gap, and no transaction is cut', async () => {
    const site = await enrolled(server.node.url, (await server.newSite()).code);
    const other = await server.startNode();
    const writers = await Promise.all(
      Array.from({ length: 8 }, (_, each) => joined(site, each % 2 ? other.url : site.url)),
    );
    const write = async (device: WireDevice): Promise<void> => {
      let sent: string[] = [];
      for (let round = 0; round < 6; round += 1) {
        const n = sent.length + 1;
        const next = [line(n, { t: n + 2 }), line(n + 1, { t: n + 2 }), line(n + 2), line(n + 3)];
        await pushed(device, next, { chain: chainOf(sent) });
        sent = [...sent, ...next];
      }
    };

    await Promise.all(writers.map(write));

    const entries = await pull(site, 0, '&limit=10000');
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, place) => place + 1));
    expect(entries).toHaveLength(8 * 24);
    for (const { id } of writers) {
      const own = entries.filter(({ deviceId }) => deviceId === id);
      const numbers = own.map((entry) => (JSON.parse(entry.line) as { n: number }).n);
      expect(numbers).toEqual(numbers.map((_, place) => place + 1));
    }
    const pages = await Promise.all([0, 1, 2, 3, 4].map((after) => pull(site, after, '&limit=1')));
    for (const page of pages) {
      const last = JSON.parse(page.at(-1)?.line ?? '{}') as { n: number; t: number };
      expect(last.n).toBe(last.t);
    }
  });

  test('after a restore all are told the new epoch, and who has more brings it back', async () => {
    const device = await enrolled(server.node.url, (await server.newSite()).code);
    const other = await joined(device);
    const some = linesFrom(1, 6);
    await pushed(device, some.slice(0, 4));
    await pushed(device, some.slice(4), { chain: chainOf(some.slice(0, 4)) });
    const known = await call(`${device.url}/v1/sites/${device.siteId}/log?after=0`, {
      headers: { authorization: `Bearer ${other.token}` },
    });
    const schema = schemaOf(device.siteId);
    await server.node.pool.query(
      `DELETE FROM ${schema}.sync_log WHERE seq > 4;
       UPDATE ${schema}.sync_site SET head = 4;
       UPDATE ${schema}.sync_heads SET acked_number = 4,
         acked_chain = '${chainOf(some.slice(0, 4))}' WHERE device_id = '${device.id}'`,
    );
    await runCommand(server.node.pool, ['restore-done', device.siteId]);

    const refused = await push(device, []);
    const hello = await ask(other, '/hello?epoch=1');

    const { epoch, epochBase } = hello.body as { epoch: number; epochBase: number };
    expect(epochBase).toBe(5);
    expect(refused).toMatchObject({ status: 409, body: { code: 'epoch', epoch, epochBase: 5 } });
    const relayed = await ask(other, '/relay', {
      method: 'POST',
      body: String(known.body),
      headers: { [HEADERS.epoch]: String(epoch) },
    });
    expect(relayed).toMatchObject({ status: 200, body: { taken: 2, head: 6 } });
    device.epoch = epoch;
    const after = await pushed(device, [line(7)], { chain: chainOf(some) });
    expect(after).toMatchObject({ ackedNumber: 7, seqs: [7, 7] });
    const entries = await pull(device, 0);
    expect(entries.slice(0, 6).map((entry) => entry.line)).toEqual(some);
    const twice = await runCommand(server.node.pool, ['restore-done', device.siteId]);
    expect(twice).not.toContain(`epoch ${epoch} `);
  });

  test('a revoked device hands over what it has, for people to look at, and gets nothing', async () => {
    const device = await joined(founder);
    const before = await pushed(device, linesFrom(1, 1));
    expect(before.notApplied).toEqual([]);
    await ask(founder, `/devices/${device.id}/revoke`, { method: 'POST' });
    const [first] = (await pull(founder, (before.seqs?.[0] ?? 1) - 1)).map((entry) => entry.line);
    const id = randomUUID();
    const allergy = line(2, { k: 'facilities', r: `["${id}"]`, v: { id, name: 'Ward' } });

    const reply = await pushed(device, [allergy], { chain: chainOf([first ?? '']) });

    expect(reply).toMatchObject({ ackedNumber: 2, notApplied: [[2, 'quarantined']] });
    const pulls = [
      '/log?after=0',
      '/wait?head=0',
      '/segments/0',
      '/snapshot',
      '/digest',
      '/devices',
      `/files/${'0'.repeat(64)}`,
    ];
    const answers = await Promise.all(pulls.map((path) => ask(device, path)));
    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
      pulls.map(() => ({ status: 403, body: { code: 'revoked' } })),
    );
    const codes = await ask(device, '/codes', { method: 'POST' });
    expect(codes).toMatchObject({ status: 403, body: { code: 'revoked' } });
  });
});
