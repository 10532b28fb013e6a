import { afterAll, beforeAll, expect, test } from 'vitest';
import { GLASS_OPEN_MS } from '../shared/glass/glass.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { openPhotoClinic, type PhotoClinic } from './photo-clinic.ts';

let app: TestCore;
let clinic: PhotoClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
});
afterAll(() => app.close());

type Person = Awaited<ReturnType<TestCore['signIn']>>;

/** What somebody gets who asks for a photo: `ok`, or why not. */
async function codeFor({ session }: Pick<Person, 'session'>, digest: string): Promise<string> {
  const reply = await app.core.getBytes(session, digest);
  return reply.ok ? 'ok' : reply.failure.code;
}

const breakGlass = ({ client }: Person, patientId: string) =>
  client['charts.breakGlass']({ patientId, reason: 'emergency' });

test('photos of a chart come with it to who broke its glass, large and small, and of no other', async () => {
  const photo = await clinic.addPhoto(clinic.assessment.id);
  const other = await clinic.addPhoto(clinic.other.assessment.id);
  const supply = await app.signIn('supply');
  const all = [photo.digest, photo.thumbnailDigest, other.digest, other.thumbnailDigest];
  const codes = async () => Promise.all(all.map((digest) => codeFor(supply, digest)));
  expect(await codes()).toEqual(['Forbidden', 'Forbidden', 'Forbidden', 'Forbidden']);
  valueOf(await breakGlass(supply, clinic.patient.id));
  expect(await codes()).toEqual(['ok', 'ok', 'Forbidden', 'Forbidden']);
  const begun = app.clock.now;
  app.clock.now = new Date(begun.getTime() + GLASS_OPEN_MS);
  expect(await codes()).toEqual(['Forbidden', 'Forbidden', 'Forbidden', 'Forbidden']);
  app.clock.now = begun;
});

test('a photo of a restricted chart is as closed as the chart', async () => {
  const photo = await clinic.addPhoto(clinic.other.assessment.id);
  const patientId = clinic.other.patient.id;
  const clinician = await app.signIn('clinician');
  expect(await codeFor(clinician, photo.digest)).toBe('ok');
  valueOf(await app.client['charts.restrict']({ patientId, reason: 'familyOfStaff' }));
  expect(await codeFor(clinician, photo.digest)).toBe('GlassNeeded');
  expect(await codeFor(clinic.nurse, photo.digest)).toBe('ok');
  valueOf(await breakGlass(clinician, patientId));
  expect(await codeFor(clinician, photo.digest)).toBe('ok');
});
