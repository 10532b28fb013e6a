import { afterAll, beforeAll, expect, test } from 'vitest';
import { namedFilesCheck } from '../main/storage/verify-files.ts';
import { openSyncDevice, sqlRows, type SyncDevice, until } from './sync-device.ts';

const [OURS, THEIRS, COMING] = ['a', 'b', 'c'].map((letter) => letter.repeat(64));

let device: SyncDevice;
beforeAll(async () => {
  device = await openSyncDevice();
  await device.setUp();
  // A device of a site whose server is nowhere.
  await sqlRows(
    device.database,
    `INSERT INTO sync_device
       (device_id, device_name, server_url, site_id, private_key, next_number, enrolled_at)
     VALUES (gen_random_uuid(), 'Ward', 'http://127.0.0.1:1', gen_random_uuid(),
       '{"kty":"OKP","crv":"Ed25519","x":"","d":""}', 100, now())`,
  );
});
afterAll(() => device.close());

async function store(digest: string | undefined, purpose: string): Promise<void> {
  await sqlRows(
    device.database,
    `INSERT INTO stored_files (digest, purpose, byte_length, permission, stored_at)
     VALUES ($1, $2, 10, 'charts.read', '2026-01-01')`,
    [digest, purpose],
  );
}

async function writtenHere(digest: string | undefined, purpose: string): Promise<void> {
  await sqlRows(
    device.database,
    `INSERT INTO sync_outbox
       (number, transaction_id, stamp, entity, row_key, op, base, body, schema_version)
     SELECT coalesce(max(number), 0) + 1, 1, 1, 'stored_files',
       sync_row_key(jsonb_build_object('digest', $1::TEXT, 'purpose', $2::TEXT),
         ARRAY['digest', 'purpose']), 'i', '{}', '{}', 311
     FROM sync_outbox`,
    [digest, purpose],
  );
}

test('what another computer handed in is not forgotten here, and what was handed in here is', async () => {
  for (const purpose of ['photo', 'import-source']) {
    await store(OURS, purpose);
    await store(THEIRS, purpose);
    await writtenHere(OURS, purpose);
  }

  // What nobody needs is cleared away at each start.
  await device.restart();
  const left = () =>
    sqlRows<{ digest: string; purpose: string }>(
      device.database,
      'SELECT digest, purpose FROM stored_files ORDER BY purpose',
    );
  await until(async () => (await left()).every(({ digest }) => digest !== OURS));

  expect(await left()).toEqual([
    { digest: THEIRS, purpose: 'import-source' },
    { digest: THEIRS, purpose: 'photo' },
  ]);
});

test('a file that is still to come is not missing, and one that was here is', async () => {
  await store(COMING, 'claim-file');
  const check = () =>
    namedFilesCheck((work) => device.database.read(work), {
      ...device.files,
      beginCheck: () => {
        throw new Error('Not asked for');
      },
      rowCount: () => 0,
    }).step(0);
  const count = async () => (await check()).found.map((each) => each.count);

  const whileComing = await count();
  await sqlRows(device.database, 'UPDATE sync_files SET is_here = true WHERE digest = $1', [
    COMING,
  ]);

  expect([whileComing, await count()]).toEqual([[0], [1]]);
});
