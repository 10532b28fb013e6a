import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFindings } from './assessed.ts';
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
import { clarification, closeQuietly } from './signing-clinic.ts';

let app: TestCore;
let clinic: PhotoClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
});
afterAll(() => closeQuietly(app));

const takenAt = '2026-03-10T14:00:00Z';
let pictures = 0;

/** A photo that was handed in while an assessment is typed. */
async function taken(over: object = {}) {
  pictures += 1;
  const { digest } = await clinic.handIn('photo', await photoBytes({ width: 400 + pictures }));
  return { digest, takenAt, caption: null, ...over };
}

const assessed = () => ({ woundId: clinic.wound.id, ...noFindings, assessedOn: '2026-03-10' });

async function photosOf(assessmentId: string) {
  const { patient, client } = clinic;
  const { photos } = valueOf(await client['photos.list']({ patientId: patient.id }));
  return photos.filter((photo) => photo.assessmentId === assessmentId);
}

describe('recording an assessment', () => {
  test('binds the photos that were taken for it to it and its wound, each once', async () => {
    const [first, second] = [await taken({ caption: ' Before cleaning ' }), await taken()];
    const recorded = valueOf(
      await clinic.client['assessments.record']({ ...assessed(), photos: [first, second, first] }),
    );
    expect(recorded).toMatchObject({ photoCount: 2, photosLeftOut: [] });
    const photos = await photosOf(recorded.id);
    expect(photos.map(({ digest }) => digest).toSorted()).toEqual(
      [first.digest, second.digest].toSorted(),
    );
    expect(photos.map(({ woundId }) => woundId)).toEqual([clinic.wound.id, clinic.wound.id]);
    expect(photos.find(({ digest }) => digest === first.digest)).toMatchObject({
      caption: 'Before cleaning',
      takenAt: '2026-03-10T14:00:00.000Z',
      amendmentId: null,
      isLocked: false,
    });
    expect(photos.every(({ addedByName }) => addedByName.includes('nurse'))).toBe(true);
  });

  test('that is refused binds nothing, and the same photos are bound when it is sent again', async () => {
    const photos = [await taken(), await taken()];
    const before = await allRows(app.database, 'woundPhotos');
    const half = { ...assessed(), method: 'ruler', lengthMm: 30, photos } as const;
    expect(codeOf(await clinic.client['assessments.record'](half))).toBe('IncompleteSize');
    expect(await allRows(app.database, 'woundPhotos')).toEqual(before);
    const recorded = valueOf(
      await clinic.client['assessments.record']({ ...half, widthMm: 20, depthMm: 1 }),
    );
    expect(recorded.photoCount).toBe(2);
  });

  test('sent twice by one command id is done once, with its photos', async () => {
    const input = { ...assessed(), photos: [await taken()], commandId: crypto.randomUUID() };
    const send = () => app.core.dispatch(clinic.nurse.session, 'assessments.record', input);
    const [one, two] = [await send(), await send()];
    expect(one).toEqual(two);
    const rows = await allRows(app.database, 'woundPhotos');
    expect(rows.filter(({ digest }) => digest === input.photos[0]?.digest)).toHaveLength(1);
  });

  test('goes on without a photo that is gone or stands in another chart, and says which', async () => {
    const { client, other } = clinic;
    const [kept, gone] = [await taken(), await taken()];
    await app.database.transact((tx) =>
      tx.deleteFrom('storedFiles').where('digest', '=', gone.digest).execute(),
    );
    const { digest } = await clinic.addPhoto(other.assessment.id);
    const paper = await clinic.handIn('document', pdfBytes(2));
    const recorded = valueOf(
      await client['assessments.record']({
        ...assessed(),
        photos: [{ ...kept, digest }, gone, { ...kept, digest: paper.digest }, kept],
      }),
    );
    expect(recorded.photoCount).toBe(1);
    expect(recorded.photosLeftOut).toEqual([
      { digest, message: expect.stringContaining('another patient’s chart') },
      { digest: gone.digest, message: expect.stringContaining('not stored here any more') },
      { digest: paper.digest, message: expect.stringContaining('not stored here any more') },
    ]);
    expect((await photosOf(recorded.id)).map((photo) => photo.digest)).toEqual([kept.digest]);
  });

  test('says which photo has a day that cannot be, and keeps nothing until it is mended', async () => {
    const [right, late] = [await taken(), await taken({ takenAt: '2026-03-11T15:00:00Z' })];
    const before = await allRows(app.database, 'woundAssessments');
    const input = { ...assessed(), photos: [right, late] };
    const reply = await clinic.client['assessments.record'](input);
    expect(reply).toMatchObject({
      ok: false,
      failure: { code: 'PhotoRefused', details: { digest: late.digest } },
    });
    expect(messageOf(reply)).toContain('in the future');
    expect(await allRows(app.database, 'woundAssessments')).toEqual(before);
    const mended = { ...input, photos: [right, { ...late, takenAt }] };
    expect(valueOf(await clinic.client['assessments.record'](mended)).photoCount).toBe(2);
  });
});

describe('amending a signed assessment', () => {
  async function signed() {
    const assessment = valueOf(
      await clinic.client['assessments.record']({ ...assessed(), photos: [await taken()] }),
    );
    const seen = { kind: 'assessment', id: assessment.id, seen: assessment.version } as const;
    valueOf(await clinic.client['signing.sign']({ records: [seen], pin: TEST_PIN }));
    return assessment;
  }
  const amend = (assessmentId: string, over: object) =>
    clinic.client['assessments.amend']({ assessmentId, ...clarification, ...over });

  test('takes the photos that the amendment brings, which stand with it and are locked', async () => {
    const { id } = await signed();
    const photo = await taken({ caption: 'From the side' });
    expect(valueOf(await amend(id, { photos: [photo] }))).toMatchObject({
      photoCount: 2,
      amendmentCount: 1,
    });
    const history = { kind: 'assessment', id } as const;
    const { amendments } = valueOf(await clinic.client['signing.history'](history));
    const brought = (await photosOf(id)).filter(({ amendmentId }) => amendmentId !== null);
    expect(brought).toMatchObject([
      { digest: photo.digest, amendmentId: amendments[0]?.id, isLocked: true },
    ]);
  });

  test('is refused whole for a photo that it cannot take', async () => {
    const { id } = await signed();
    const [own] = await photosOf(id);
    const before = await allRows(app.database, 'recordAmendments');
    for (const [photo, words] of [
      [await taken({ digest: '0'.repeat(64) }), /not stored here any more/],
      [await taken({ digest: own?.digest }), /on this assessment already/],
      [await taken({ takenAt: '1950-02-01T12:00:00Z' }), /before the patient was born/],
    ] as const) {
      const reply = await amend(id, { photos: [await taken(), photo] });
      expect(reply).toMatchObject({
        failure: { code: 'PhotoRefused', details: { digest: photo.digest } },
      });
      expect(messageOf(reply)).toMatch(words);
    }
    expect(await allRows(app.database, 'recordAmendments')).toEqual(before);
    expect(await photosOf(id)).toHaveLength(1);
  });
});

describe('amending a signed treatment', () => {
  async function signed(): Promise<string> {
    const { client, treatment } = clinic;
    const { id, version } = valueOf(await client['treatments.record'](treatment));
    const records = [{ kind: 'treatment', id, seen: version } as const];
    valueOf(await client['signing.sign']({ records, pin: TEST_PIN }));
    return id;
  }
  const letter = async () => {
    const { digest } = await clinic.handIn('document', pdfBytes(3));
    return { kind: 'letter', title: 'Discharge letter', documentOn: '2026-03-08', digest } as const;
  };
  const amend = (treatmentRecordId: string, over: object) =>
    clinic.client['treatments.amend']({ treatmentRecordId, ...clarification, ...over });

  test('takes the documents that the amendment brings, each once', async () => {
    const id = await signed();
    const document = await letter();
    valueOf(await amend(id, { documents: [document, document] }));
    const { amendments } = valueOf(
      await clinic.client['signing.history']({ kind: 'treatment', id }),
    );
    const listed = valueOf(await clinic.client['documents.list']({ patientId: clinic.patient.id }));
    expect(listed.filter((each) => each.treatmentRecordId === id)).toMatchObject([
      { title: 'Discharge letter', digest: document.digest, amendmentId: amendments[0]?.id },
    ]);
  });

  test('is refused whole for a document that it cannot take', async () => {
    const id = await signed();
    const before = await allRows(app.database, 'recordAmendments');
    const document = await letter();
    for (const [change, words] of [
      [{ digest: '0'.repeat(64) }, /not stored here any more/],
      [{ documentOn: '2026-03-11' }, /in the future/],
    ] as const) {
      const reply = await amend(id, { documents: [{ ...document, ...change }] });
      expect(codeOf(reply)).toBe('DocumentRefused');
      expect(messageOf(reply)).toMatch(words);
    }
    expect(await allRows(app.database, 'recordAmendments')).toEqual(before);
  });
});
