import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRows, codeOf, newSession, openTestCore, type TestCore } from './core.ts';
import { openPhotoClinic, type PhotoClinic } from './photo-clinic.ts';

let app: TestCore;
let clinic: PhotoClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
});
afterAll(() => app.close());

async function eventsOf(work: () => Promise<unknown>) {
  const before = (await allRows(app.database, 'auditEvents')).length;
  await work();
  return (await allRows(app.database, 'auditEvents')).slice(before);
}

test('a full photo is written down with its patient, a small one with the list alone', async () => {
  const { client, nurse, patient } = clinic;
  const photo = await clinic.addPhoto(clinic.assessment.id);
  const read = (digest: string) => () => app.core.getBytes(nurse.session, digest);
  expect(await eventsOf(read(photo.digest))).toMatchObject([
    {
      operation: 'bytes.get',
      outcome: 'ok',
      patientId: patient.id,
      entityType: 'file',
      entityId: photo.digest,
      userId: nurse.userId,
    },
  ]);
  expect(await eventsOf(read(photo.thumbnailDigest))).toEqual([]);
  const list = () => client['photos.list']({ patientId: patient.id, woundId: photo.woundId });
  expect(await eventsOf(list)).toMatchObject([{ operation: 'photos.list', patientId: patient.id }]);
});

test('a small one that is refused is written down all the same', async () => {
  const photo = await clinic.addPhoto(clinic.assessment.id);
  const supply = await app.signIn('supply');
  for (const [session, code] of [
    [supply.session, 'Forbidden'],
    [newSession(), 'SignInNeeded'],
  ] as const) {
    const events = await eventsOf(async () =>
      expect(codeOf(await app.core.getBytes(session, photo.thumbnailDigest))).toBe(code),
    );
    expect(events).toMatchObject([{ outcome: 'refused', failureCode: code }]);
  }
});
