import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checklistKeys } from '../shared/quality/checklist.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { openSigningClinic, type SigningClinic } from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
beforeEach(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
});
afterEach(() => app.close());

const march = { kind: 'random', month: '2026-03', perClinician: 2 } as const;
const byFilter = {
  kind: 'filter',
  fromOn: '2026-03-01',
  toOn: '2026-03-31',
  atMost: 50,
} as const;
const allMet = Object.fromEntries(checklistKeys.map((key) => [key, 'met' as const]));

const reviewer = () => clinic.clinician.client;
const draw = (rule: Parameters<SigningClinic['client']['quality.drawSample']>[0]['rule']) =>
  reviewer()['quality.drawSample']({ title: 'March', rule });

async function reviewsOf(rule: Parameters<typeof draw>[0] = byFilter) {
  const { id } = valueOf(await draw(rule));
  return valueOf(await reviewer()['quality.reviews']({ sampleId: id }));
}

async function oneReview() {
  await clinic.signed();
  const [review] = await reviewsOf();
  if (!review) throw new Error('Nothing was drawn');
  return review;
}

function save(review: { readonly id: string; readonly version: number }, over: object = {}) {
  return reviewer()['quality.saveReview']({
    reviewId: review.id,
    seen: review.version,
    answers: {},
    comment: null,
    findings: [],
    isFinished: false,
    ...over,
  });
}

test('by chance each clinician has as many records drawn, and only what is signed counts', async () => {
  for (const by of [clinic.nurse, clinic.otherNurse])
    for (let times = 0; times < 3; times += 1) await clinic.signed({}, by);
  await clinic.treat();
  const struckOut = await clinic.signed({}, clinic.clinician);
  valueOf(await clinic.voided({ ...struckOut, version: struckOut.version }, clinic.clinician));
  const reviews = await reviewsOf(march);
  const names = reviews.map(({ recordedBy }) => recordedBy).toSorted();
  const [nurse, other] = [clinic.nurse.userId, clinic.otherNurse.userId];
  expect(names).toEqual([nurse, nurse, other, other].toSorted());
});

test('a filter takes what fits all of it', async () => {
  await clinic.signed({ productId: 'GAUZE' });
  await clinic.signed({ woundId: clinic.wound.id });
  await clinic.signed({ dateApplied: '2026-03-05' }, clinic.otherNurse);
  const drawnBy = async (over: object) => {
    const reply = await draw({ ...byFilter, ...over });
    return reply.ok ? reply.value.recordCount : codeOf(reply);
  };
  expect(await drawnBy({})).toBe(3);
  expect(await drawnBy({ atMost: 2 })).toBe(2);
  expect(await drawnBy({ productId: 'GAUZE' })).toBe(1);
  expect(await drawnBy({ etiology: 'pressure' })).toBe(1);
  expect(await drawnBy({ etiology: 'venous' })).toBe('NothingFits');
  expect(await drawnBy({ recordedBy: clinic.otherNurse.userId })).toBe(1);
  expect(await drawnBy({ onlyLateEntries: true })).toBe(1);
  expect(await drawnBy({ toOn: '2026-03-06' })).toBe(1);
});

describe('a review', () => {
  test('is kept half done and finished later, with its findings', async () => {
    const review = await oneReview();
    const half = valueOf(await save(review, { answers: { lotTraced: 'notMet' } }));
    expect(half).toMatchObject({ answers: { lotTraced: 'notMet' }, reviewedAt: null, version: 2 });
    const finding = { itemKey: 'lotTraced', finding: 'No lot', followUpOn: '2026-03-20' };
    const done = valueOf(
      await save(half, {
        answers: { ...allMet, lotTraced: 'notMet' },
        findings: [finding],
        isFinished: true,
      }),
    );
    expect(done).toMatchObject({ findings: [finding], reviewedAt: '2026-03-10T15:00:00.000Z' });
    const [sample] = valueOf(await reviewer()['quality.samples']({}));
    expect(sample).toMatchObject({ recordCount: 1, reviewedCount: 1, openFindingCount: 1 });
  });

  test('a finding waits until somebody says what became of it', async () => {
    const review = await oneReview();
    const answers = { ...allMet, signedInTime: 'notMet' };
    const findings = [{ itemKey: 'signedInTime', finding: 'Nine days', followUpOn: null }];
    await save(review, { answers, findings });
    expect(valueOf(await reviewer()['quality.openFindings']({}))).toEqual([]);
    valueOf(await save({ ...review, version: 2 }, { answers, findings, isFinished: true }));
    const [open] = valueOf(await reviewer()['quality.openFindings']({}));
    expect(open).toMatchObject({ finding: 'Nine days', patientLastName: 'Núñez' });
    const closing = { findingId: open?.id ?? '', note: 'Told the team' };
    const closed = valueOf(await reviewer()['quality.closeFinding'](closing));
    expect(closed).toMatchObject({ closingNote: 'Told the team', closedAt: expect.any(String) });
    expect(valueOf(await reviewer()['quality.openFindings']({}))).toEqual([]);
    expect(codeOf(await reviewer()['quality.closeFinding'](closing))).toBe('AlreadyClosed');
  });

  test('counts in the results of the month in which it was finished, by the site’s calendar', async () => {
    const review = await oneReview();
    app.clock.now = new Date('2026-04-01T02:00:00Z');
    valueOf(await save(review, { answers: allMet, isFinished: true }));
    const results = valueOf(
      await reviewer()['quality.results']({ fromMonth: '2026-01', toMonth: '2026-12' }),
    );
    expect(results.months).toEqual([
      { month: '2026-03', reviewed: 1, findings: 0, met: 10, notMet: 0, notApplicable: 0 },
    ]);
    expect(results.clinicians).toMatchObject([{ userId: clinic.nurse.userId, reviewed: 1 }]);
  });

  test.each<[string, object]>([
    ['Incomplete', { isFinished: true }],
    ['Incomplete', { answers: { ...allMet, lotTraced: 'notMet' }, isFinished: true }],
    [
      'TwoFindings',
      {
        findings: ['One', 'Two'].map((finding) => ({
          itemKey: 'lotTraced',
          finding,
          followUpOn: null,
        })),
      },
    ],
    ['Stale', { seen: 7 }],
    ['UnknownReview', { reviewId: '0199aaaa-0000-7000-8000-000000000009' }],
    ['InvalidInput', { answers: { noSuchQuestion: 'met' } }],
  ])('is refused with %s, and nothing of it is kept', async (code, over) => {
    const review = await oneReview();
    const before = await allRows(app.database, 'qualityReviews');
    expect(codeOf(await save(review, over))).toBe(code);
    expect(await allRows(app.database, 'qualityReviews')).toEqual(before);
    expect(await allRows(app.database, 'qualityFindings')).toEqual([]);
  });

  test('of one’s own record is somebody else’s, and a finished one stays as it is', async () => {
    await clinic.signed({}, clinic.clinician);
    const [own] = await reviewsOf();
    if (!own) throw new Error('Nothing was drawn');
    expect(codeOf(await save(own))).toBe('OwnRecord');
    const { 'quality.saveReview': saveAs } = app.client;
    const finished = {
      reviewId: own.id,
      seen: own.version,
      answers: allMet,
      comment: null,
      findings: [],
      isFinished: true,
    };
    valueOf(await saveAs(finished));
    expect(codeOf(await saveAs({ ...finished, seen: 2 }))).toBe('AlreadyFinished');
  });
});

test('a sample of days to come, of none, or of nothing is refused, and a nurse reviews nothing', async () => {
  await clinic.signed();
  expect(codeOf(await draw({ ...march, month: '2026-04' }))).toBe('ImpossibleDate');
  expect(codeOf(await draw({ ...byFilter, toOn: '2026-02-01' }))).toBe('ImpossibleDate');
  expect(codeOf(await draw({ ...march, month: '2026-01' }))).toBe('NothingFits');
  const reply = await clinic.client['quality.drawSample']({ title: 'Mine', rule: march });
  expect(codeOf(reply)).toBe('Forbidden');
  expect(await allRows(app.database, 'qualitySamples')).toEqual([]);
});
