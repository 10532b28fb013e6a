import { expect, test } from 'vitest';
import { fail, ok } from '../../shared/base/result.ts';
import { createPhotoIntake, type OfferedPhoto } from './photo-intake.ts';
import { countToSave, photosToSave, problemOfSaving } from './photos-to-save.ts';

const ZONE = 'America/New_York';

const photo = (first: number, takenAt: Date | null): OfferedPhoto => ({
  name: `photo ${first}`,
  bytes: async () => new Uint8Array([first]),
  takenAt,
  changedAt: new Date('2026-03-09T14:00:00Z'),
});
const now = new Date('2026-03-10T14:00:00Z');

/** Photos of which the second is refused. */
function openIntake(wait: Promise<void> = Promise.resolve()) {
  return createPhotoIntake({
    timeZone: ZONE,
    put: async ([first]) => {
      await wait;
      return first === 2
        ? fail('WrongFileKind', 'This file is a PDF.')
        : ok({ digest: `d${first}`, content: { thumbnailDigest: 's', takenAt: null } });
    },
  });
}

test('a form without photos, or with one that was refused, is saved without any', async () => {
  const intake = openIntake();
  expect([problemOfSaving(intake, ZONE), photosToSave(intake, ZONE)]).toEqual([null, []]);
  await intake.offer([photo(2, now)]);
  expect([problemOfSaving(intake, ZONE), countToSave(intake)]).toEqual([null, 0]);
});

test('a form waits for a photo that is on its way, and no more once that is left out', async () => {
  const gate = Promise.withResolvers<void>();
  const intake = openIntake(gate.promise);
  const offered = intake.offer([photo(1, now), photo(3, now)]);
  expect(problemOfSaving(intake, ZONE)).toMatch(/still on its way/);
  gate.resolve();
  await offered;
  intake.remove(intake.get()[0]?.key ?? '');
  expect(problemOfSaving(intake, ZONE)).toBeNull();
  expect(photosToSave(intake, ZONE)).toEqual([
    { digest: 'd3', takenAt: '2026-03-10T10:00:00-04:00', caption: null },
  ]);
});

test('a day that is a guess or does not exist is asked for, and one that is left out asks nothing', async () => {
  const intake = openIntake();
  await intake.offer([photo(1, null)]);
  const [{ key } = { key: '' }] = intake.get();
  expect(problemOfSaving(intake, ZONE)).toMatch(/on which day/);
  intake.edit(key, { isDayUnsure: false, day: '2026-02-30' });
  expect(problemOfSaving(intake, ZONE)).toMatch(/see what is marked/);
  expect(intake.get()[0]?.problem).toMatch(/do not exist/);
  intake.remove(key);
  expect(problemOfSaving(intake, ZONE)).toBeNull();
});
