import { sign } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigningKeys } from '../server/signing-keys.ts';
import { HEADERS } from '../shared/sync/wire.ts';
import { valueOf } from './core.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { handTimers, openSyncDevice, until } from './sync-device.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import {
  ask,
  chainOf,
  enrolled,
  joined,
  linesFrom,
  push,
  pushed,
  type WireDevice,
} from './sync-server-device.ts';

const TOKEN_S = 2;

let server: SyncServer;
let founder: WireDevice;
beforeAll(async () => {
  server = await startSyncServer(15);
  founder = await enrolled(server.node.url, (await server.newSite()).code);
});
afterAll(() => server?.close());

/** A push whose head went and whose body is still to come. */
function beginPush(
  { url, siteId, token, epoch, privateKey }: WireDevice,
  lines: readonly string[],
) {
  const body = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const signature = sign(null, Buffer.from(chainOf(lines)), privateKey).toString('base64url');
  const going = request(`${url}/v1/sites/${siteId}/push`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-ndjson',
      'content-length': body.length,
      [HEADERS.epoch]: String(epoch),
      [HEADERS.signature]: signature,
    },
  });
  going.flushHeaders();
  return { going, body };
}

/** A token of that device which is good for some seconds. */
async function shortToken({ id, siteId }: WireDevice, seconds: number): Promise<string> {
  const { id: keyId, key } = await createSigningKeys(server.node.pool).current();
  return new SignJWT({ site: siteId })
    .setProtectedHeader({ alg: 'EdDSA', kid: keyId })
    .setIssuer('caretrail')
    .setSubject(id)
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(key);
}

test('a push whose body never ends is cut off, nothing of it is taken, and others are answered', async () => {
  const node = await server.startNode({ SLOW_AFTER_MS: '200' });
  const device = await joined(founder, node.url);
  const { going, body } = beginPush(device, linesFrom(1, 50));
  going.write(body.subarray(0, 2000));
  const ended = new Promise((resolve) => going.once('error', resolve).once('response', resolve));

  const health = await fetch(`${node.url}/health`);
  await ended;
  going.destroy();

  expect(health.status).toBe(200);
  expect(await ask(device, '/hello')).toMatchObject({ status: 200, body: { ackedNumber: 0 } });
  expect(await pushed(device, linesFrom(1, 2))).toMatchObject({ ackedNumber: 2 });
});

test.for(['no chain', '0'.repeat(63), 'G'.repeat(64)])(
  'a chain of %j is refused, and nothing is taken',
  async (chain) => {
    const device = await joined(founder);
    const answer = await push(device, linesFrom(1, 2), { chain });
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await pushed(device, linesFrom(1, 2))).toMatchObject({ ackedNumber: 2 });
  },
);

test('a push that begins from a chain nobody knows is told of the fork, and nothing is taken', async () => {
  const device = await joined(founder);
  const some = linesFrom(1, 3);
  await pushed(device, some.slice(0, 2));
  const answer = await push(device, some.slice(2), { chain: 'a'.repeat(64) });
  expect(answer).toMatchObject({ status: 409, body: { code: 'fork', ackedNumber: 2 } });
  const chain = chainOf(some.slice(0, 2));
  expect(await pushed(device, some.slice(2), { chain })).toMatchObject({ ackedNumber: 3 });
});

test('a token that ends while a push is on its way ends with the push after it', async () => {
  const device = await joined(founder);
  device.token = await shortToken(device, TOKEN_S);
  const lines = linesFrom(1, 20);
  const { going, body } = beginPush(device, lines);
  going.write(body.subarray(0, 3000));

  await until(async () => (await ask(device, '/hello')).status === 401);
  going.end(body.subarray(3000));
  const [response] = await once(going, 'response');
  const reply: unknown = JSON.parse(await text(response));
  const after = await push(device, [], { chain: chainOf(lines) });

  expect(reply).toMatchObject({ ackedNumber: 20, ackedChain: chainOf(lines) });
  expect(after).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
});

test('a computer whose token no longer counts takes another in the middle of its work', async () => {
  const proxy = await startCuttingProxy();
  const first = await server.startNode({ PUBLIC_URL: proxy.url });
  proxy.target = first.url;
  const device = await openSyncDevice({ timers: handTimers() });
  try {
    await device.setUp();
    const { code } = await server.newSite();
    valueOf(await device.client['sync.enrol']({ serverUrl: proxy.url, code, deviceName: 'Ward' }));
    await until(async () => (await device.status()).state === 'onServer');
    await server.node.pool.query('DELETE FROM caretrail.signing_keys');
    const second = await server.startNode({ PUBLIC_URL: proxy.url });
    proxy.target = second.url;
    const asked = proxy.asked.length;

    const patient = { mrn: 'T-1', firstName: 'Maria', lastName: 'Núñez', birthOn: '1950-02-28' };
    const saved = { ...patient, sex: 'female', confirmedNotDuplicate: true } as const;
    valueOf(await device.client['patients.create'](saved));
    await until(async () => (await device.status()).unsent.changes === 0);

    expect(proxy.asked.slice(asked)).toContain('POST /token');
    expect(device.incidents).toEqual([]);
  } finally {
    await device.close();
    await proxy.close();
  }
}, 120_000);
