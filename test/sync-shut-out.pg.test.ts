import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../server/commands.ts';
import { schemaOf } from '../server/database.ts';
import { HEADERS } from '../shared/sync/wire.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import {
  ask,
  chainOf,
  enrolled,
  entriesOf,
  joined,
  line,
  linesFrom,
  push,
  pushed,
  type WireDevice,
} from './sync-server-device.ts';

let server: SyncServer;
beforeAll(async () => {
  server = await startSyncServer(18);
});
afterAll(() => server.close());

function newFacility(n: number): string {
  const id = randomUUID();
  return line(n, { k: 'facilities', r: `["${id}"]`, v: { id, name: `Ward ${n}` } });
}

/** The server as it was when that device had brought nothing yet. */
async function forget(device: WireDevice): Promise<number> {
  const schema = schemaOf(device.siteId);
  await server.node.pool.query(
    `DELETE FROM ${schema}.sync_log; DELETE FROM ${schema}.facilities; DELETE FROM ${schema}.sync_heads;
     DELETE FROM ${schema}.sync_registers; DELETE FROM ${schema}.sync_reviews;
     UPDATE ${schema}.sync_site SET head = 0`,
  );
  await runCommand(server.node.pool, ['restore-done', device.siteId]);
  const { body } = await ask(device, '/hello');
  return (body as { epoch: number }).epoch;
}

test('what a device brought before it was shut out counts when others give it back', async () => {
  const founder = await enrolled(server.node.url, (await server.newSite()).code);
  const device = await joined(founder);
  const lines = [newFacility(1), newFacility(2)];
  await pushed(device, lines.slice(0, 1));
  await ask(founder, `/devices/${device.id}/revoke`, { method: 'POST' });
  await pushed(device, lines.slice(1), { chain: chainOf(lines.slice(0, 1)) });
  const known = await ask(founder, '/log?after=0');

  const epoch = await forget(founder);
  const headers = { [HEADERS.epoch]: String(epoch) };
  await ask(founder, '/relay', { method: 'POST', body: String(known.body), headers });

  const { body } = await ask(founder, `/log?after=0&epoch=${epoch}`);
  const entries = entriesOf(String(body)).filter(({ deviceId }) => deviceId === device.id);
  expect(entries.map(({ outcome }) => outcome)).toEqual(['applied', 'quarantined']);
});

test('after a restore a device that was shut out waits until the others have given back', async () => {
  const founder = await enrolled(server.node.url, (await server.newSite()).code);
  const device = await joined(founder);
  const lines = linesFrom(1, 2);
  await pushed(device, lines.slice(0, 1));
  await ask(founder, `/devices/${device.id}/revoke`, { method: 'POST' });
  device.epoch = await forget(founder);

  const early = await push(device, lines);
  await ask(founder, `/log?after=0&epoch=${device.epoch}`);
  const later = await push(device, lines);

  expect(early).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(later).toMatchObject({ status: 200, body: { ackedNumber: 2 } });
});
