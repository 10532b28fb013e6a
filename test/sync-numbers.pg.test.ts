import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClaimClinic, type ClaimClinic } from './claim-clinic.ts';
import { valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';
import { siteContent, sqlRows, type SyncDevice, until } from './sync-device.ts';
import { billedOn, openSyncWard, type SyncWard } from './sync-ward.ts';

let ward: SyncWard;
let office: SyncDevice;
let bedside: SyncDevice;
let clinic: ClaimClinic;
let administratorId: string;

const day = (on: string) => ({ fromOn: on, toOn: on });

/** Treats somebody in the office on that day, so that there is something to bill. */
async function treatedOn(on: string): Promise<void> {
  await clinic.treat(await clinic.newPatient(), { dateApplied: on });
}

function bill(on: SyncDevice, date: string): Promise<unknown> {
  const payerId = clinic.payer.id;
  return jobReply(on, on.client['claims.makeBatch']({ payerId, ...day(date) }));
}

async function leftOn(device: SyncDevice, kind = 'claim'): Promise<number> {
  const [row] = await sqlRows<{ left: number }>(
    device.database,
    `SELECT coalesce(sum(last_number - next_number + 1), 0)::INT AS left
     FROM control_number_blocks WHERE kind = $1
       AND device_id = (SELECT device_id FROM sync_device)`,
    [kind],
  );
  return row?.left ?? 0;
}

function gotNumbers(device: SyncDevice): Promise<void> {
  return until(async () => {
    ward.passTime();
    return (await leftOn(device)) > 0 && (await leftOn(device, 'interchange')) > 0;
  });
}

const numbersOf = async (device: SyncDevice) => {
  const billed = await billedOn(device);
  return { claims: billed.map(({ claim }) => claim), files: billed.map(({ file }) => file) };
};

beforeAll(async () => {
  ward = await openSyncWard();
  office = await ward.newComputer();
  administratorId = await office.setUp();
  clinic = await openClaimClinic({ ...office, administrator: office.session });
  for (const on of ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'])
    await treatedOn(on);
  await bill(office, '2026-03-02');
  await ward.found(office);
  bedside = await ward.join(office, administratorId);
  await gotNumbers(bedside);
  await ward.allSynced(office, bedside);
}, 300_000);
afterAll(() => ward?.close());

test('two computers of a site bill without a network, and meet without a clash', async () => {
  await ward.offline();
  expect(await bill(office, '2026-03-03')).toMatchObject({ ok: true });
  expect(await bill(bedside, '2026-03-04')).toMatchObject({ ok: true });
  await ward.online();
  await ward.allSynced(office, bedside);
  const billed = await billedOn(office);
  expect(await billedOn(bedside)).toEqual(billed);
  expect(billed.map(({ isSealed }) => isSealed)).toEqual([true, true, true]);
  expect(new Set(billed.map(({ claim }) => claim)).size).toBe(3);
  expect(new Set(billed.map(({ file }) => file)).size).toBe(3);
  expect(await ward.onServer('SELECT kind FROM SITE.sync_reviews')).toEqual([]);
  expect(await siteContent(bedside.database)).toEqual(await siteContent(office.database));
}, 240_000);

test('the first computer goes on with the numbers that it had before there was a site', async () => {
  const { claims } = await numbersOf(office);
  expect(claims.slice(0, 2)).toEqual(['CT000000001', 'CT000000002']);
  const theirs = Number(claims[2]?.slice(2));
  expect(theirs).toBeGreaterThan(100_000);
  expect(theirs).toBeLessThan(1_000_000_000);
});

test('whoever has no numbers left is told what to do, loses nothing, and bills once the server was reached', async () => {
  await ward.offline();
  await sqlRows(bedside.database, 'UPDATE control_number_blocks SET next_number = last_number + 1');
  const before = await billedOn(bedside);
  expect(await bill(bedside, '2026-03-05')).toEqual({
    ok: false,
    failure: expect.objectContaining({
      code: 'NumbersUsedUp',
      message: expect.stringMatching(/Let it reach the server.*Nothing is lost/),
    }),
  });
  expect(await billedOn(bedside)).toEqual(before);
  expect(
    await sqlRows(bedside.database, 'SELECT 1 FROM billing_batches WHERE sealed_at IS NULL'),
  ).toEqual([]);
  await ward.online();
  await ward.allSynced(bedside);
  await gotNumbers(bedside);
  expect(await bill(bedside, '2026-03-05')).toMatchObject({ ok: true });
  await ward.allSynced(office, bedside);
}, 240_000);

test('a copy of a computer bills with numbers of its own once it is known as a copy', async () => {
  const twin = await ward.newComputer(bedside);
  await twin.signIn(administratorId);
  const patient = { birthOn: '1950-02-28', sex: 'female', confirmedNotDuplicate: true } as const;
  const named = (mrn: string) => ({ ...patient, mrn, firstName: 'Ana', lastName: mrn });
  valueOf(await bedside.client['patients.create'](named('OWN')));
  await ward.allSynced(bedside);
  valueOf(await twin.client['patients.create'](named('TWIN')));
  await ward.allSynced(twin);
  await gotNumbers(twin);
  await treatedOn('2026-03-12');
  await ward.allSynced(office, bedside, twin);
  await ward.offline();
  expect(await bill(bedside, '2026-03-06')).toMatchObject({ ok: true });
  expect(await bill(twin, '2026-03-12')).toMatchObject({ ok: true });
  await ward.online();
  await ward.allSynced(office, bedside, twin);
  const { claims, files } = await numbersOf(office);
  expect(claims).toHaveLength(6);
  expect(new Set(claims).size).toBe(6);
  expect(new Set(files).size).toBe(6);
  expect(await ward.onServer('SELECT kind FROM SITE.sync_reviews')).toEqual([]);
}, 240_000);

test('no computer clears away a batch that another is still making', async () => {
  await sqlRows(
    bedside.database,
    `INSERT INTO billing_batches (id, from_on, to_on, record_count, exported_by, exported_at, kind,
       payer_id, interchange_number)
     SELECT gen_random_uuid(), '2026-03-20', '2026-03-20', 0, $1, now(), 'claims', $2,
       (SELECT max(next_number) FROM control_number_blocks WHERE kind = 'interchange'
         AND device_id = (SELECT device_id FROM sync_device))`,
    [administratorId, clinic.payer.id],
  );
  await ward.allSynced(office, bedside);
  expect(await bill(office, '2026-03-20')).toMatchObject({ failure: { code: 'NothingReady' } });
  const open = 'SELECT 1 FROM billing_batches WHERE sealed_at IS NULL';
  expect(await sqlRows(office.database, open)).toHaveLength(1);
  expect(await bill(bedside, '2026-03-20')).toMatchObject({ failure: { code: 'NothingReady' } });
  expect(await sqlRows(bedside.database, open)).toEqual([]);
}, 240_000);
