import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueOf } from './core.ts';
import { addPatient, openRestorableSite, type RestorableSite } from './sync-restorable.ts';
import { type SyncDevice, until } from './sync-device.ts';

let site: RestorableSite;
let first: SyncDevice;
let second: SyncDevice;
let third: SyncDevice;

beforeAll(async () => {
  site = await openRestorableSite();
  first = await site.newComputer();
  const administratorId = await first.setUp();
  valueOf(await first.client['sync.enrol']({ ...site.enrolment, code: site.code }));
  await site.allSynced(first);
  second = await site.join(first, administratorId);
  third = await site.join(first, administratorId);
  await site.allSynced(first, second, third);
}, 240_000);
afterAll(() => site?.close());

/** What became of the registration of that patient in the site's log, each time it was sent. */
async function outcomesOf(mrn: string): Promise<readonly string[]> {
  const rows = await site.onServer<{ outcome: string }>(
    `SELECT outcome FROM SITE.sync_log
     WHERE line::JSON ->> 'k' = 'patients' AND line::JSON -> 'v' ->> 'mrn' = '${mrn}'`,
  );
  return rows.map(({ outcome }) => outcome);
}

test('after a restore a computer that is shut out brings what it has behind the others', async () => {
  await site.allSynced(first, second, third);
  const backup = await site.backUp();
  await addPatient(third, 'KNOWN-1');
  await site.allSynced(third);
  await site.allSynced(first, second);
  await site.asleep(third, () => addPatient(third, 'UNSENT-1'));
  await backup.swapIn();
  const { deviceId } = await third.status();
  await site
    .pool()
    .query('UPDATE caretrail.devices SET revoked_at = now() WHERE id = $1', [deviceId]);
  const { asked } = site.proxy;
  asked.length = 0;
  // The second is sent when the first was answered.
  await until(async () => {
    site.wake(third);
    await third.status();
    return asked.filter((each) => each === 'POST /push').length > 1;
  });
  const early = [await outcomesOf('KNOWN-1'), await outcomesOf('UNSENT-1')];
  await until(async () => {
    for (const device of [first, second, third]) site.wake(device);
    await Promise.all([first, second, third].map((device) => device.status()));
    return (await outcomesOf('UNSENT-1')).length > 0;
  });

  expect(early).toEqual([[], []]);
  expect(await outcomesOf('KNOWN-1')).toEqual(['applied']);
  expect(await outcomesOf('UNSENT-1')).toEqual(['quarantined']);
  expect(third.incidents).toEqual([]);
}, 180_000);
