import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { closeQuietly, openSigningClinic, type SigningClinic, TODAY } from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
});
afterAll(() => closeQuietly(app));

const recentOf = async (days: number, limit = 500) => {
  const { userId } = clinic.nurse;
  const ask = { userId, days, limit };
  const recent = valueOf(await clinic.client['treatments.recentByClinician'](ask));
  return recent.map(({ id, dateApplied }) => [id, dateApplied]);
};
const lastTreatedOn = async () => {
  const [found] = valueOf(await clinic.client['patients.find']({ text: clinic.patient.lastName }));
  return found?.lastTreatedOn;
};

test('what a person recorded and when a patient was treated last follow the days as they are corrected', async () => {
  const old = await clinic.signed({ dateApplied: '2026-01-05' });
  const middle = await clinic.signed({ dateApplied: '2026-02-20' });
  const newest = await clinic.signed({ dateApplied: '2026-03-08' });
  const before = [
    [newest.id, '2026-03-08'],
    [middle.id, '2026-02-20'],
  ];
  expect(await recentOf(30)).toEqual(before);
  expect(await lastTreatedOn()).toBe('2026-03-08');

  valueOf(await clinic.correct(old.id, { dateApplied: '2026-01-05', diagnosis: 'L97.422' }));
  expect(await recentOf(30)).toEqual(before);

  // One moves out of the 30 days, and another into them and to the top.
  valueOf(await clinic.correct(newest.id, { dateApplied: '2026-01-08' }));
  expect(await recentOf(30)).toEqual([[middle.id, '2026-02-20']]);
  expect(await lastTreatedOn()).toBe('2026-02-20');
  const [first] = valueOf(
    await clinic.client['signing.history']({ kind: 'treatment', id: old.id }),
  ).amendments;
  const again = { supersedes: first?.id };
  valueOf(await clinic.correct(old.id, { dateApplied: TODAY }, again));
  expect(await recentOf(30)).toEqual([
    [old.id, TODAY],
    [middle.id, '2026-02-20'],
  ]);
  expect(await recentOf(30, 1)).toEqual([[old.id, TODAY]]);
  expect(await recentOf(90)).toHaveLength(3);
  expect(await lastTreatedOn()).toBe(TODAY);

  valueOf(await clinic.voided(old));
  expect(await lastTreatedOn()).toBe('2026-02-20');
});
