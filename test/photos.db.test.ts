import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allRows,
  codeOf,
  messageOf,
  openTestCore,
  TEST_PIN,
  type TestCore,
  valueOf,
} from './core.ts';
import { openPhotoClinic, type PhotoClinic } from './photo-clinic.ts';
import { pdfBytes, photoBytes } from './pictures.ts';

let app: TestCore;
let clinic: PhotoClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
});
afterAll(() => app.close());

const takenAt = '2026-03-10T14:00:00Z';
const UNKNOWN = '0199aaaa-0000-7000-8000-00000000ffff';

/** Does to a record what signing does, without a PIN; answers an amendment of it. */
async function sign(assessmentId: string): Promise<string> {
  const amendmentId = crypto.randomUUID();
  const [at, by] = [app.clock.now.toISOString(), clinic.nurse.userId];
  await app.database.transact(async (tx) => {
    await tx
      .updateTable('woundAssessments')
      .set({ signedAt: at, signedBy: by })
      .where('id', '=', assessmentId)
      .execute();
    await tx
      .insertInto('recordAmendments')
      .values({
        id: amendmentId,
        treatmentRecordId: null,
        woundAssessmentId: assessmentId,
        kind: 'additionalFinding',
        reason: 'One more photo',
        note: 'Seen from the side',
        content: null,
        supersedes: null,
        amendedBy: by,
        amendedAt: at,
      })
      .execute();
  });
  return amendmentId;
}

let pictures = 0;
async function newDigest(): Promise<string> {
  pictures += 1;
  const bytes = await photoBytes({ width: 200, height: 100 + pictures });
  return (await clinic.handIn('photo', bytes)).digest;
}

async function newAssessment() {
  return (await clinic.assess(clinic.patient.id)).assessment;
}

describe('binding a photo', () => {
  test('puts it on the assessment with its size, its small picture and who added it', async () => {
    const { assessment, wound, patient, client, nurse } = clinic;
    const bytes = await photoBytes({ takenAt: '2026:03:10 09:58:00' });
    const stored = await clinic.handIn('photo', bytes);
    const photo = valueOf(
      await client['photos.add']({
        assessmentId: assessment.id,
        digest: stored.digest,
        takenAt: '2026-03-10T09:58:00-04:00',
        caption: '  Before cleaning ',
      }),
    );
    expect(photo).toMatchObject({
      patientId: patient.id,
      woundId: wound.id,
      assessmentId: assessment.id,
      amendmentId: null,
      digest: stored.digest,
      thumbnailDigest: stored.content?.thumbnailDigest,
      mediaType: 'image/jpeg',
      widthPx: 640,
      heightPx: 480,
      takenAt: '2026-03-10T13:58:00.000Z',
      caption: 'Before cleaning',
      isLocked: false,
      version: 1,
    });
    expect(photo.addedByName).toContain('nurse');
    const { photos, total } = valueOf(await client['photos.list']({ patientId: patient.id }));
    expect({ photos, total }).toEqual({ photos: [photo], total: 1 });
    const read = await app.core.getBytes(nurse.session, photo.digest);
    expect(valueOf(read).byteLength).toBe(stored.byteLength);
  });

  test('is refused where the photo or the assessment is not what it should be, and nothing is kept', async () => {
    const { client, other } = clinic;
    const [open, signed, voided] = [
      await newAssessment(),
      await newAssessment(),
      await newAssessment(),
    ];
    const amendmentOfSigned = await sign(signed.id);
    valueOf(
      await client['assessments.void']({
        assessmentId: voided.id,
        seen: 1,
        reason: 'Mistake',
        pin: TEST_PIN,
      }),
    );
    const onOther = await clinic.addPhoto(other.assessment.id);
    const onOpen = await clinic.addPhoto(open.id);
    const document = await clinic.handIn('document', pdfBytes(1));
    const digest = await newDigest();
    const before = await allRows(app.database, 'woundPhotos');
    const added = { assessmentId: open.id, digest, takenAt };
    const refusals: readonly (readonly [object, string, RegExp])[] = [
      [{ assessmentId: UNKNOWN }, 'UnknownAssessment', /no such assessment/],
      [{ assessmentId: voided.id }, 'AlreadyVoided', /struck out/],
      [{ assessmentId: signed.id }, 'AlreadySigned', /Amend it/],
      [{ assessmentId: signed.id, amendmentId: UNKNOWN }, 'UnknownAmendment', /not of this/],
      [{ amendmentId: amendmentOfSigned }, 'UnknownAmendment', /not of this/],
      [{ digest: '0'.repeat(64) }, 'UnknownFile', /not stored here/],
      [{ digest: document.digest }, 'UnknownFile', /not stored here/],
      [{ digest: onOpen.thumbnailDigest }, 'UnknownFile', /not stored here/],
      [{ digest: onOpen.digest }, 'AlreadyAdded', /on this assessment already/],
      [{ digest: onOther.digest }, 'AlreadyAdded', /another patient’s chart/],
      [{ takenAt: '2026-03-10T15:06:00Z' }, 'ImpossibleDate', /in the future/],
      [{ takenAt: '1950-02-27T12:00:00Z' }, 'ImpossibleDate', /before the patient was born/],
      [{ takenAt: '2026-03-10' }, 'InvalidInput', /takenAt/],
      [{ digest: 'x' }, 'InvalidInput', /digest/],
    ];
    for (const [change, code, words] of refusals) {
      const reply = await client['photos.add']({ ...added, ...change });
      expect([codeOf(reply), messageOf(reply)]).toEqual([code, expect.stringMatching(words)]);
    }
    const supply = await app.signIn('supply');
    expect(codeOf(await supply.client['photos.add'](added))).toBe('Forbidden');
    expect(codeOf(await supply.client['photos.list']({ patientId: clinic.patient.id }))).toBe(
      'GlassNeeded',
    );
    expect(await allRows(app.database, 'woundPhotos')).toEqual(before);
  });

  test('of a signed assessment takes an amendment of it, which the database asks for too', async () => {
    const assessment = await newAssessment();
    const amendmentId = await sign(assessment.id);
    const digest = await newDigest();
    const added = { assessmentId: assessment.id, digest, takenAt, amendmentId };
    const photo = valueOf(await clinic.client['photos.add'](added));
    expect(photo).toMatchObject({ amendmentId, isLocked: true });
    const [row] = (await allRows(app.database, 'woundPhotos')).filter(({ id }) => id === photo.id);
    const around = app.database.transact((tx) =>
      tx
        .insertInto('woundPhotos')
        .values({ ...row, id: UNKNOWN, amendmentId: null } as never)
        .execute(),
    );
    await expect(around).rejects.toThrow(/is signed/);
  });

  test('twice by one command id is done once', async () => {
    const { nurse } = clinic;
    const [assessment, digest] = [await newAssessment(), await newDigest()];
    const input = { assessmentId: assessment.id, digest, takenAt, commandId: crypto.randomUUID() };
    const send = () => app.core.dispatch(nurse.session, 'photos.add', input);
    expect(await send()).toEqual(await send());
    const rows = await allRows(app.database, 'woundPhotos');
    expect(rows.filter((row) => row['digest'] === digest)).toHaveLength(1);
  });
});

describe('striking out', () => {
  test('leaves the photo readable and counts it no more, and it can be bound anew', async () => {
    const { client, nurse } = clinic;
    const assessment = await newAssessment();
    const photo = await clinic.addPhoto(assessment.id);
    const count = async () =>
      valueOf(await client['assessments.get']({ assessmentId: assessment.id })).photoCount;
    expect(await count()).toBe(1);
    const voided = valueOf(
      await client['photos.void']({ photoId: photo.id, seen: 1, reason: 'Blurred', pin: TEST_PIN }),
    );
    expect(voided).toMatchObject({ voidReason: 'Blurred', version: 2 });
    expect(voided.voidedAt).not.toBeNull();
    expect(await count()).toBe(0);
    const { photos } = valueOf(await client['photos.list']({ patientId: clinic.patient.id }));
    expect(photos).toContainEqual(voided);
    expect(codeOf(await app.core.getBytes(nurse.session, photo.digest))).toBe('ok');
    const again = { photoId: photo.id, seen: 2, reason: 'Blurred', pin: TEST_PIN };
    expect(codeOf(await client['photos.void'](again))).toBe('AlreadyVoided');
    const added = { assessmentId: assessment.id, digest: photo.digest, takenAt };
    expect(codeOf(await client['photos.add'](added))).toBe('ok');
  });

  test('is possible after signing, and not from an older version', async () => {
    const { client } = clinic;
    const assessment = await newAssessment();
    const photo = await clinic.addPhoto(assessment.id);
    await sign(assessment.id);
    const strike = { photoId: photo.id, seen: 1, reason: 'Wrong', pin: TEST_PIN };
    expect(codeOf(await client['photos.void']({ ...strike, seen: 7 }))).toBe('Stale');
    const done = await client['photos.void'](strike);
    expect(valueOf(done)).toMatchObject({ isLocked: true, voidReason: 'Wrong' });
  });

  test('asks for the PIN of whoever is signed in, and changes nothing with a wrong one', async () => {
    const photo = await clinic.addPhoto((await newAssessment()).id);
    const strike = { photoId: photo.id, seen: 1, reason: 'Blurred', pin: '000000' };
    const before = await allRows(app.database, 'woundPhotos');
    expect(codeOf(await clinic.client['photos.void'](strike))).toBe('WrongPin');
    expect(await allRows(app.database, 'woundPhotos')).toEqual(before);
    const done = await clinic.client['photos.void']({ ...strike, pin: TEST_PIN });
    expect(valueOf(done).voidReason).toBe('Blurred');
  });
});
