import { sign } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../server/chain-digest.ts';
import { schemaOf } from '../server/database.ts';
import { createSigningKeys } from '../server/signing-keys.ts';
import { chainAfter } from '../shared/sync/chain.ts';
import { HEADERS } from '../shared/sync/wire.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import {
  ask,
  chainOf,
  enrol,
  enrolled,
  joined,
  line,
  linesFrom,
  newDevice,
  pull,
  push,
  pushed,
  takeToken,
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

  function send(
    device: WireDevice,
    body: Uint8Array<ArrayBuffer> | string,
    more: Record<string, string> = {},
  ) {
    return ask(device, '/push', { method: 'POST', body, headers: more });
  }

  test.for([
    ['gzip that is cut off', gzipSync(linesFrom(1, 50).join('\n')).subarray(0, 900), 'gzip'],
    ['gzip that is none', Buffer.from('hello'), 'gzip'],
    ['an encoding that nobody speaks', Buffer.from('hello'), 'br'],
    ['text', Buffer.from('hello\nworld\n'), 'identity'],
    ['bytes that are no UTF-8', Buffer.from([123, 34, 255, 254, 10]), 'identity'],
    ['a NUL byte', Buffer.from('{"n":1}\0\n'), 'identity'],
  ] as const)(
    '%s is refused as malformed, and the next push is taken',
    async ([, body, encoding]) => {
      const device = await joined(founder);
      const text =
        encoding === 'identity' ? body.toString('utf8').replace(/\n$/, '').split('\n') : [];
      const signature = sign(null, Buffer.from(chainAfter('', text, sha256Hex)), device.privateKey);
      const headers = {
        'content-encoding': encoding,
        [HEADERS.signature]: signature.toString('base64url'),
      };

      const answer = await send(device, body, headers);

      expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
      expect(await pushed(device, linesFrom(1, 2))).toMatchObject({ ackedNumber: 2 });
    },
  );

  test('a body of 100 MB is refused, and so is one that only becomes that large', async () => {
    const device = await joined(founder);
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, 32), { level: 1 });

    const answers = [
      await send(device, Buffer.alloc(100 * 1024 * 1024, 32)).catch(() => 'cut off'),
      await send(device, bomb, { 'content-encoding': 'gzip' }),
      await push(device, linesFrom(1, 2001)),
    ];

    const tooLarge = { status: 413, body: { code: 'tooLarge', mostChanges: 2000 } };
    expect([tooLarge.status, undefined]).toContain((answers[0] as { status?: number }).status);
    expect(answers.slice(1)).toMatchObject([tooLarge, tooLarge]);
    expect(await pushed(device, linesFrom(1, 1))).toMatchObject({ ackedNumber: 1 });
  });

  test('a poison change among good ones is kept and set aside, and the rest goes on', async () => {
    const device = await joined(founder);
    const some = [
      line(1),
      line(2, { s: undefined }),
      line(3, { k: 'facilities', v: { id: 'no uuid' } }),
      '{"n":4,"t":4,"k":"audit_ev',
      line(5, { v: { id: 'x\u0000y' } }),
      line(6, { k: 'things_of_2031' }),
      line(7, { m: 999 }),
      line(8),
    ];

    const reply = await pushed(device, some);

    expect(reply).toMatchObject({ ackedNumber: 8, ackedChain: chainOf(some) });
    expect(Object.fromEntries(reply.notApplied)).toEqual({
      2: 'quarantined',
      3: 'quarantined',
      4: 'quarantined',
      5: 'quarantined',
      6: 'waiting',
      7: 'waiting',
    });
    const [from = 0] = reply.seqs ?? [];
    const entries = await pull(device, from - 1);
    expect(entries.slice(0, 8).map((entry) => entry.line)).toEqual(some);
    const reviews = entries.slice(8).map((entry) => JSON.parse(entry.line) as { k: string });
    expect(reviews.map(({ k }) => k)).toEqual(Array.from({ length: 4 }, () => 'sync_reviews'));
    expect(await pushed(device, some)).toEqual({ ...reply });
  });

  test('a full disk is said, nothing is half taken, and the resend goes through', async () => {
    const device = await enrolled(server.node.url, (await server.newSite()).code);
    const schema = schemaOf(device.siteId);
    const { pool } = server.node;
    await pool.query(
      `CREATE FUNCTION ${schema}.no_room() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
       CREATE TRIGGER no_room BEFORE INSERT ON ${schema}.sync_log
         FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.no_room()`,
    );
    const some = linesFrom(1, 3);

    const answer = await push(device, some);

    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const { rows } = await pool.query(`SELECT count(*) AS count FROM ${schema}.audit_events`);
    expect(rows).toEqual([{ count: 0 }]);
    await pool.query(`DROP TRIGGER no_room ON ${schema}.sync_log`);
    expect(await pushed(device, some)).toMatchObject({ ackedNumber: 3, seqs: [1, 3] });
  });

  test('a token that ends between two pushes is refused, and a new one goes on', async () => {
    const device = await joined(founder);
    const some = linesFrom(1, 2);
    await pushed(device, some.slice(0, 1));
    const { id, key } = await createSigningKeys(server.node.pool).current();
    const expired = await new SignJWT({ site: device.siteId })
      .setProtectedHeader({ alg: 'EdDSA', kid: id })
      .setIssuer('caretrail')
      .setSubject(device.id)
      .setExpirationTime(Math.floor(Date.now() / 1000) - 1)
      .sign(key);
    const chain = chainOf(some.slice(0, 1));

    const refused = await push({ ...device, token: expired }, some.slice(1), { chain });
    await takeToken(device);
    const reply = await pushed(device, some.slice(1), { chain });

    expect(refused).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(reply).toMatchObject({ ackedNumber: 2 });
  });

  test('a device that speaks a protocol of the future is told which the server speaks', async () => {
    const device = await joined(founder);
    const answer = await push(device, linesFrom(1, 1), { headers: { [HEADERS.protocol]: '99' } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'protocol', protocol: 1 } });
  });

  test('who guesses codes is slowed down', async () => {
    const node = await server.startNode();
    const guess = () => enrol(newDevice(node.url), 'AAAA-AAAA-AAAA-AAAA');

    const statuses = await Promise.all(Array.from({ length: 30 }, guess));

    expect(statuses.filter(({ status }) => status === 403)).toHaveLength(20);
    const [slowed] = statuses.filter(({ status }) => status === 429);
    expect(slowed?.body).toMatchObject({ code: 'busy' });
  });

  test('who sends slowly is cut off, and others are answered meanwhile', async () => {
    const node = await server.startNode({ SLOW_AFTER_MS: '300' });
    const { hostname, port } = new URL(node.url);
    const slow = connect({ host: hostname, port: Number(port) });
    await once(slow, 'connect');
    slow.write('POST /v1/enrol HTTP/1.1\r\nhost: here\r\nx: ');
    const ended = once(slow.resume(), 'close');

    const answers = await fetch(`${node.url}/health`);
    await ended;

    expect(answers.status).toBe(200);
  });

  test('connections beyond the limit are closed at once, and the others work', async () => {
    const node = await server.startNode({ MOST_CONNECTIONS: '20' });
    const { hostname, port } = new URL(node.url);
    const response = await fetch(`${node.url}/health`);
    const sockets = Array.from({ length: 60 }, () =>
      connect({ host: hostname, port: Number(port) }).on('error', () => undefined),
    );
    const closed: Socket[] = [];
    await new Promise<void>((resolve) => {
      for (const socket of sockets)
        socket.resume().once('close', () => {
          closed.push(socket);
          if (closed.length === 41) resolve();
        });
    });

    expect(response.status).toBe(200);
    expect((await fetch(`${node.url}/health`)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});
