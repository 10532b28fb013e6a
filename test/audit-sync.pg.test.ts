import { afterAll, beforeAll, expect, test } from 'vitest';
import { placesOf, tamper, undone, verifiedIn } from './audit-trail.ts';
import { valueOf } from './core.ts';
import { type SyncDevice, until } from './sync-device.ts';
import { openSyncWard, type SyncWard } from './sync-ward.ts';

let ward: SyncWard;
let first: SyncDevice;
let second: SyncDevice;
let administratorId: string;

const patient = {
  firstName: 'Ann',
  lastName: 'Ames',
  birthOn: '1950-01-01',
  sex: 'female',
} as const;

async function addPatient(device: SyncDevice, mrn: string): Promise<void> {
  valueOf(await device.client['patients.create']({ ...patient, mrn, confirmedNotDuplicate: true }));
}

const verified = ({ database }: SyncDevice) => undone(database, (tx) => verifiedIn(tx));

beforeAll(async () => {
  ward = await openSyncWard();
  first = await ward.newComputer();
  administratorId = await first.setUp();
  await addPatient(first, 'BEFORE');
  await ward.found(first);
  second = await ward.join(first, administratorId);
}, 180_000);
afterAll(() => ward?.close());

test('every computer has the chains of all, and each is whole on each', async () => {
  await addPatient(first, 'FIRST');
  await addPatient(second, 'SECOND');
  await ward.allSynced(first, second);
  for (const device of [first, second]) {
    const report = await verified(device);
    expect(report).toMatchObject({ isWhole: true, findings: [], unchainedEvents: 0 });
    expect(report.heads).toBeGreaterThan(1);
    const causes = report.chains.map(({ cause }) => String(cause)).toSorted();
    expect(causes).toEqual(['device', 'device', 'installation']);
    expect(report.chains.filter(({ isThisComputer }) => isThisComputer)).toHaveLength(1);
  }
}, 120_000);

test('the server knows of a tail that was cut here along with all that vouches for it', async () => {
  await addPatient(second, 'CUT');
  await ward.allSynced(first, second);
  const expected = await verified(second);
  await ward.offline();
  await addPatient(second, 'UNSEEN');
  await until(async () => (await second.status()).state === 'offline');
  await ward.online();
  await ward.allSynced(first, second);
  const [own] = expected.chains.filter(({ isThisComputer }) => isThisComputer);
  const report = await undone(second.database, async (tx) => {
    await tamper(
      tx,
      `DELETE FROM audit_events WHERE chain_id = '${own?.chainId}' AND chain_number > 2`,
      'DELETE FROM audit_heads',
      `UPDATE audit_chain_state s SET (chain_number, hash, signed_number) =
        (SELECT chain_number, e.hash, 0 FROM audit_events e
         WHERE e.chain_id = s.chain_id AND e.chain_number = 2)`,
    );
    return verifiedIn(tx);
  });
  expect(placesOf(report)).toEqual([['cut', 3]]);
}, 120_000);

test('a copy begins a chain of its own; what both wrote before is no forgery', async () => {
  await ward.allSynced(first, second);
  const twin = await ward.newComputer(second);
  await twin.signIn(administratorId);
  await addPatient(twin, 'TWIN');
  await ward.allSynced(first, twin);
  await addPatient(second, 'SECOND-1');
  await ward.allSynced(second);
  await addPatient(second, 'SECOND-2');
  await ward.allSynced(first, second, twin);
  for (const device of [first, second, twin]) {
    const report = await verified(device);
    // Whether the copied one wrote before it noticed is up to the network; neither is called forged.
    const found = placesOf(report).map(([kind]) => kind);
    expect([[], ['split']]).toContainEqual(found);
    expect(report.isWhole).toBe(true);
    expect(report.chains.filter(({ cause }) => cause === 'fork')).toHaveLength(1);
  }
}, 180_000);
