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

let app: TestCore;
let clinic: PhotoClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
});
afterAll(() => app.close());

const UNKNOWN = '0199aaaa-0000-7000-8000-00000000ffff';

async function newAssessment() {
  return (await clinic.assess(clinic.patient.id)).assessment;
}

describe('measuring', () => {
  const calibration = { from: { x: 10, y: 10 }, to: { x: 110, y: 10 }, lengthMm: 50 };
  const square = [
    { x: 20, y: 20 },
    { x: 60, y: 20 },
    { x: 60, y: 60 },
    { x: 20, y: 60 },
  ];

  test('gives the area inside the outline, and can be taken back', async () => {
    const photo = await clinic.addPhoto((await newAssessment()).id);
    const measure = { photoId: photo.id, seen: 1, calibration, outline: square };
    const measured = valueOf(await clinic.client['photos.measure'](measure));
    expect(measured).toMatchObject({
      calibration,
      outline: square,
      measuredAreaMm2: 400,
      version: 2,
    });
    const stale = await clinic.client['photos.measure'](measure);
    expect(stale).toMatchObject({ ok: false, failure: { code: 'Stale', details: measured } });
    const back = { ...measure, seen: 2, outline: null };
    expect(valueOf(await clinic.client['photos.measure'](back))).toMatchObject({
      calibration,
      outline: null,
      measuredAreaMm2: null,
      version: 3,
    });
  });

  test('what cannot be is refused in plain words', async () => {
    const photo = await clinic.addPhoto((await newAssessment()).id);
    const bowTie = [square[0], square[2], square[1], square[3]].flatMap((each) => each ?? []);
    const outside = square.map(({ x, y }) => ({ x: x + 4000, y }));
    const line = [10, 30, 50].map((x) => ({ x, y: 10 }));
    const near = { ...calibration, to: { x: 15, y: 10 } };
    const refusals: readonly (readonly [object, RegExp])[] = [
      [{ outline: bowTie }, /crosses itself/],
      [{ outline: outside }, /outside the picture/],
      [{ outline: line }, /crosses itself|holds nothing/],
      [{ calibration: near }, /too close together/],
      [{ calibration: { ...calibration, to: { x: 9999, y: 1 } } }, /marks lie outside/],
      [{ calibration: { ...calibration, lengthMm: 1 } }, /less than a square millimetre/],
    ];
    for (const [change, words] of refusals) {
      const measure = { photoId: photo.id, seen: 1, calibration, outline: square, ...change };
      const reply = await clinic.client['photos.measure'](measure);
      expect([codeOf(reply), messageOf(reply)]).toEqual([
        'ImpossibleOutline',
        expect.stringMatching(words),
      ]);
    }
    const unknown = { photoId: UNKNOWN, seen: 1, calibration, outline: square };
    expect(codeOf(await clinic.client['photos.measure'](unknown))).toBe('UnknownPhoto');
  });

  test('ends with the signature', async () => {
    const assessment = await newAssessment();
    const photo = await clinic.addPhoto(assessment.id);
    const record = { kind: 'assessment', id: assessment.id, seen: 1 } as const;
    valueOf(await clinic.client['signing.sign']({ records: [record], pin: TEST_PIN }));
    const measure = { photoId: photo.id, seen: 1, calibration, outline: square };
    expect(codeOf(await clinic.client['photos.measure'](measure))).toBe('AlreadySigned');
  });

  test('is refused where the photo is struck out, or its unsigned assessment is', async () => {
    const { client } = clinic;
    const [assessment, kept] = [await newAssessment(), await newAssessment()];
    const struck = await clinic.addPhoto(kept.id);
    const ofVoided = await clinic.addPhoto(assessment.id);
    const why = { reason: 'Wrong wound', pin: TEST_PIN };
    valueOf(await client['photos.void']({ photoId: struck.id, seen: 1, ...why }));
    valueOf(await client['assessments.void']({ assessmentId: assessment.id, seen: 1, ...why }));
    const before = await allRows(app.database, 'woundPhotos');
    for (const [photoId, seen, words] of [
      [struck.id, 2, /photo was struck out/],
      [ofVoided.id, 1, /assessment of this photo is struck out/],
    ] as const) {
      const reply = await client['photos.measure']({ photoId, seen, calibration, outline: square });
      expect([codeOf(reply), messageOf(reply)]).toEqual([
        'AlreadyVoided',
        expect.stringMatching(words),
      ]);
    }
    expect(await allRows(app.database, 'woundPhotos')).toEqual(before);
  });
});
