import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteContent, sqlRows, type SyncDevice } from './sync-device.ts';
import { openSyncWard, type SyncWard } from './sync-ward.ts';

let ward: SyncWard;
let office: SyncDevice;
let away: SyncDevice;

beforeAll(async () => {
  ward = await openSyncWard();
  office = await ward.newComputer();
  const administratorId = await office.setUp();
  await ward.found(office);
  away = await ward.join(office, administratorId);
  await ward.allSynced(office, away);
}, 120_000);
afterAll(() => ward?.close());

/** How often each route was asked. */
async function askedOf(route: string): Promise<number> {
  const text = await (await fetch(`${ward.url}/metrics`)).text();
  const lines = text
    .split('\n')
    .filter((line) => line.includes(route) && !line.includes('_bucket'));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1) ?? 0), 0);
}

/** Products in transactions of so many changes. */
async function add(device: SyncDevice, transactions: number, each: number): Promise<void> {
  for (let nth = 0; nth < transactions; nth += 1)
    await sqlRows(
      device.database,
      `INSERT INTO products (id, sku, name, billing_unit, search_text)
       SELECT gen_random_uuid(), 'P-' || $1::TEXT || '-' || n, 'Foam', 'each', ''
       FROM generate_series(1, $2::INT) n`,
      [`${each}-${nth}`, each],
    );
}

test('a computer far behind reads segments, across transactions that they cut, and has all in the end', async () => {
  await away.core.close();
  // It is closed already when it is begun anew.
  Object.assign(away, { core: { ...away.core, close: async () => undefined } });
  await add(office, 18, 300);
  // One that no segment holds whole.
  await add(office, 1, 1500);
  await add(office, 2, 310);
  await ward.allSynced(office);
  const before = await askedOf('segments');
  await away.restart();
  await ward.allSynced(away);
  expect((await askedOf('segments')) - before).toBeGreaterThan(0);
  expect(await siteContent(away.database)).toEqual(await siteContent(office.database));
}, 120_000);
