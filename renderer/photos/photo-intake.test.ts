import { expect, test } from 'vitest';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import {
  createPhotoIntake,
  draftPhotosOf,
  type KeptPhoto,
  type OfferedPhoto,
  takenPhotoOf,
} from './photo-intake.ts';

const kept = (digest: string, takenAt: string | null): KeptPhoto => ({
  digest,
  content: { thumbnailDigest: 'small', takenAt },
});

function openIntake(put: (bytes: Uint8Array) => Promise<Result<KeptPhoto, Failure>>) {
  const added: unknown[] = [];
  const intake = createPhotoIntake({ put, timeZone: 'America/New_York' });
  const add = async (photo: unknown) => {
    added.push(photo);
    return ok(photo);
  };
  return { intake, add, added };
}

const file = (name: string, first: number): OfferedPhoto => ({
  name,
  bytes: async () => new Uint8Array([first]),
  takenAt: null,
  changedAt: new Date('2026-03-10T15:00:00Z'),
});

test('a refused file says why, and the others are kept and added', async () => {
  const { intake, add, added } = openIntake(async ([first]) =>
    first === 2
      ? fail('WrongFileKind', 'This file is a PDF.')
      : ok(kept(`d${first}`, '2026-03-09T08:30:00')),
  );
  await intake.offer([file('one', 1), file('two', 2), file('three', 3)]);
  expect(intake.get().map(({ stage }) => stage.kind)).toEqual(['kept', 'refused', 'kept']);
  expect(intake.get()[1]?.stage).toMatchObject({ message: 'This file is a PDF.' });
  expect(await intake.bind(add)).toBe(true);
  expect(added).toEqual([
    { digest: 'd1', takenAt: '2026-03-09T08:30:00-04:00', caption: null },
    { digest: 'd3', takenAt: '2026-03-09T08:30:00-04:00', caption: null },
  ]);
});

test.each([
  {
    when: 'what its camera wrote, with its offset',
    said: '2026-03-09T08:30:00+02:00',
    read: { day: '2026-03-09', time: '02:30', isDayUnsure: false },
  },
  {
    when: 'what its camera wrote, by its own clock',
    said: '2026-03-09T08:30:00',
    read: { day: '2026-03-09', time: '08:30', isDayUnsure: false },
  },
  {
    when: 'the day of the file, until somebody looks',
    said: null,
    read: { day: '2026-03-10', time: '11:00', isDayUnsure: true },
  },
])('a photo was taken at $when', async ({ said, read }) => {
  const { intake } = openIntake(async () => ok(kept('d', said)));
  await intake.offer([file('one', 1)]);
  expect(intake.get()[0]).toMatchObject(read);
});

test('a photo of the camera here was taken now', async () => {
  const { intake } = openIntake(async () => ok(kept('d', null)));
  const takenAt = new Date('2026-03-10T12:00:00Z');
  await intake.offer([{ ...file('one', 1), takenAt, changedAt: null }]);
  expect(intake.get()[0]).toMatchObject({ day: '2026-03-10', time: '08:00', isDayUnsure: false });
});

test('stopping leaves what was not sent, loses nothing, and it can be sent after all', async () => {
  const gate = Promise.withResolvers<void>();
  const { intake } = openIntake(async ([first]) => {
    await gate.promise;
    return ok(kept(`d${first}`, '2026-03-09T08:30:00'));
  });
  const sending = intake.offer([file('one', 1), file('two', 2)]);
  intake.stop();
  gate.resolve();
  await sending;
  expect(intake.get().map(({ stage }) => stage.kind)).toEqual(['kept', 'stopped']);
  await intake.retry(intake.get()[1]?.key ?? '');
  expect(intake.get().map(({ stage }) => stage.kind)).toEqual(['kept', 'kept']);
});

test('a file that vanished since it was chosen is said, and the next goes on', async () => {
  const { intake } = openIntake(async () => ok(kept('d', null)));
  const gone = { ...file('one', 1), bytes: () => Promise.reject(new Error('gone')) };
  await intake.offer([gone, file('two', 2)]);
  expect(intake.get().map(({ stage }) => stage.kind)).toEqual(['refused', 'kept']);
});

test('a photo that is handed in goes through a draft with everything that was typed about it', async () => {
  const { intake } = openIntake(async ([first]) =>
    first === 2 ? fail('Unavailable', 'Not now.') : ok(kept(`d${first}`, '2026-03-09T08:30:00')),
  );
  await intake.offer([file('one', 1), file('two', 2)]);
  intake.edit(intake.get()[0]?.key ?? '', { caption: 'Before cleaning ' });
  const drafted = draftPhotosOf(intake.get());
  expect(drafted).toEqual([
    {
      digest: 'd1',
      thumbnailDigest: 'small',
      name: 'one',
      day: '2026-03-09',
      time: '08:30',
      isDayUnsure: false,
      caption: 'Before cleaning ',
    },
  ]);
  const put = () => Promise.reject(new Error('It is stored already'));
  const later = createPhotoIntake({ put, timeZone: 'America/New_York' }, drafted);
  expect(draftPhotosOf(later.get())).toEqual(drafted);
  expect(later.get().map((photo) => takenPhotoOf(photo, 'America/New_York'))).toEqual([
    { digest: 'd1', takenAt: '2026-03-09T08:30:00-04:00', caption: 'Before cleaning' },
  ]);
});

test('the same picture twice is kept once, and what is refused later is said at its photo', async () => {
  const { intake } = openIntake(async () => ok(kept('d', '2026-03-09T08:30:00')));
  await intake.offer([file('one', 1), file('again', 1)]);
  expect(intake.get().map(({ stage }) => stage.kind)).toEqual(['kept', 'refused']);
  intake.refuse('d', 'It is in the future.');
  expect(intake.get().map(({ problem }) => problem)).toEqual(['It is in the future.', null]);
  intake.remove(intake.get()[0]?.key ?? '');
  expect(draftPhotosOf(intake.get())).toEqual([]);
});
