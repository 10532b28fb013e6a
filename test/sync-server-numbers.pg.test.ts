import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginEpoch } from '../server/sites.ts';
import { HEADERS, leaseReply } from '../shared/sync/wire.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import { ask, enrolled, joined, pushed, line, type WireDevice } from './sync-server-device.ts';

let server: SyncServer;
let siteId: string;
let first: WireDevice;
let second: WireDevice;

function request(device: WireDevice, body: object = {}) {
  const whole = { kind: 'claim', count: 5000, above: 0, ...body };
  return ask(device, '/numbers', {
    method: 'POST',
    headers: { 'content-type': 'application/json', [HEADERS.epoch]: String(device.epoch) },
    body: JSON.stringify(whole),
  });
}

async function leased(device: WireDevice, body: object = {}) {
  const { body: reply } = await request(device, body);
  return leaseReply.parse(reply);
}

const schema = () => `site_${siteId.replaceAll('-', '')}`;

beforeAll(async () => {
  server = await startSyncServer(15);
  const site = await server.newSite();
  siteId = site.siteId;
  first = await enrolled(server.node.url, site.code);
  second = await joined(first);
}, 60_000);
afterAll(() => server?.close());

test('devices that ask at once get numbers of their own, nine digits long', async () => {
  const leases = await Promise.all(
    Array.from({ length: 10 }, (_, at) => leased(at % 2 ? first : second)),
  );
  const sorted = leases.toSorted((one, other) => one.firstNumber - other.firstNumber);
  const doubled = sorted.filter(
    ({ firstNumber }, at) => firstNumber <= (sorted[at - 1]?.lastNumber ?? 0),
  );
  expect(doubled).toEqual([]);
  expect(sorted.map(({ firstNumber, lastNumber }) => lastNumber - firstNumber + 1)).toEqual(
    leases.map(() => 5000),
  );
  expect(sorted.at(-1)?.lastNumber).toBeLessThan(1_000_000_000);
});

test('numbers of files and of claims are counted apart', async () => {
  const claim = await leased(first);
  const file = await leased(first, { kind: 'interchange', count: 1000 });
  expect(file.firstNumber).toBeLessThan(claim.firstNumber);
});

test('a lease begins above what the device that asks knows, and above what the log says', async () => {
  const { lastNumber } = await leased(first);
  const above = lastNumber + 20_000;
  expect((await leased(second, { above })).firstNumber).toBeGreaterThan(above);
  const id = crypto.randomUUID();
  const inLog = above + 100_000;
  await pushed(first, [
    line(1, {
      k: 'control_number_leases',
      r: JSON.stringify([id]),
      v: {
        id,
        kind: 'claim',
        first_number: inLog - 10,
        last_number: inLog,
        device_id: first.id,
        leased_at: '2026-11-20T08:00:00+00:00',
      },
      m: 312,
    }),
  ]);
  expect((await leased(second)).firstNumber).toBeGreaterThan(inLog);
});

test('a restored server gives no number that it gave and forgot, and soon gives others', async () => {
  const forgotten = await leased(first);
  await server.node.pool.query(`DELETE FROM ${schema()}.sync_number_grants`);
  await server.node.pool.query(`SET session_replication_role = replica;
    DELETE FROM ${schema()}.control_number_leases; SET session_replication_role = DEFAULT`);
  const { epoch } = await beginEpoch(server.node.pool, siteId);
  expect(await request(second)).toMatchObject({ status: 409, body: { code: 'epoch' } });
  second.epoch = epoch;
  expect(await request(second)).toMatchObject({
    status: 429,
    body: { code: 'busy', retryAfterMs: expect.any(Number) },
  });
  // As if the operator had done it ten minutes ago.
  await server.node.pool.query(
    `UPDATE ${schema()}.sync_epochs SET began_at = began_at - INTERVAL '10 minutes'`,
  );
  const next = await leased(second);
  expect(next.firstNumber).toBeGreaterThan(forgotten.lastNumber);
  expect(next.lastNumber - next.firstNumber).toBeGreaterThan(400);
});

test('what is no wish for numbers is refused, and so is whoever is shut out', async () => {
  for (const body of [{ kind: 'other' }, { count: 0 }, { count: 10_000_000 }, { above: -1 }])
    expect(await request(second, body)).toMatchObject({
      status: 400,
      body: { code: 'malformed' },
    });
  const third = await joined(second);
  third.epoch = second.epoch;
  await ask(second, `/devices/${third.id}/revoke`, { method: 'POST' });
  expect(await request(third)).toMatchObject({ body: { code: 'revoked' } });
});
