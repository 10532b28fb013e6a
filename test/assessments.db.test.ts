import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bwatItems } from '../shared/assessments/bwat.ts';
import { assessingIn, noFindings, ruled } from './assessed.ts';
import { openClinic } from './clinic.ts';
import { codeOf, messageOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
let newWound: ReturnType<typeof assessingIn>['newWound'];
let record: ReturnType<typeof assessingIn>['record'];
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
  ({ newWound, record } = assessingIn(clinic));
});
afterAll(() => app.close());

const TODAY = '2026-03-10';

const bwatKeysButSize = bwatItems.map(({ key }) => key).filter((key) => key !== 'size');

describe('recording', () => {
  test('area, PUSH and BWAT follow from what was found, and everything said is kept', async () => {
    const wound = await newWound();
    const found = {
      ...ruled,
      undermining: [{ fromClock: 10, toClock: 2, depthMm: 12 }],
      tunnelling: [{ clock: 6, depthMm: 20 }],
      granulationPercent: 80,
      sloughPercent: 20,
      exudateAmount: 'moderate',
      exudateType: 'serous',
      oedema: 'mild',
      odour: 'none',
      painScore: 3,
      infectionSigns: ['erythema'],
      pressureStage: 'stage3',
      bwatItems: Object.fromEntries(bwatKeysButSize.map((key) => [key, 2])),
      notes: 'Edges rolled\nin two places',
    } as const;
    const recorded = valueOf(await record(wound.id, found));
    expect(recorded).toMatchObject({
      ...found,
      areaMm2: 868,
      // 8.7 cm² is 8, moderate exudate 2, slough 3.
      pushScore: 13,
      // 8.7 cm² is the size item 2.
      bwatItems: { size: 2 },
      bwatScore: 26,
      tracedAreaMm2: null,
      patientId: clinic.patient.id,
      episodeId: wound.episodes[0]?.id,
      photoCount: 0,
      amendmentCount: 0,
      isLateEntry: false,
      signedAt: null,
      version: 1,
      createdAt: '2026-03-10T15:00:00.000Z',
    });
    const { photosLeftOut, ...kept } = recorded;
    expect(photosLeftOut).toEqual([]);
    expect(valueOf(await clinic.client['assessments.get']({ assessmentId: recorded.id }))).toEqual(
      kept,
    );
  });

  test('a sign that is said twice is kept once', async () => {
    const wound = await newWound();
    const infectionSigns = ['warmth', 'erythema', 'warmth'];
    const recorded = valueOf(await record(wound.id, { infectionSigns }));
    expect(recorded.infectionSigns).toEqual(['warmth', 'erythema']);
  });

  test('what nobody looked at stays null, also in scores', async () => {
    const wound = await newWound();
    expect(valueOf(await record(wound.id))).toMatchObject({
      areaMm2: null,
      pushScore: null,
      bwatScore: null,
      infectionSigns: null,
      undermining: [],
    });
  });

  test('a traced area stands beside length and width, and curves show it', async () => {
    const wound = await newWound();
    const traced = { ...ruled, method: 'traced', tracedAreaMm2: 600 } as const;
    expect(valueOf(await record(wound.id, traced))).toMatchObject({
      areaMm2: 600,
      tracedAreaMm2: 600,
      lengthMm: 31,
    });
  });

  test('area 0 is closed tissue and scores 0', async () => {
    const wound = await newWound();
    const closed = { method: 'ruler', lengthMm: 0, widthMm: 0, exudateAmount: 'none' } as const;
    const whole = { ...closed, epithelialPercent: 100 };
    expect(valueOf(await record(wound.id, whole))).toMatchObject({ areaMm2: 0, pushScore: 0 });
  });

  test('a time is kept with the offset that clocks showed', async () => {
    const wound = await newWound();
    const assessedAt = '2026-03-10T09:30:00-04:00';
    expect(valueOf(await record(wound.id, { assessedAt }))).toMatchObject({
      assessedAt: '2026-03-10T13:30:00.000Z',
      assessedOffsetMinutes: -240,
    });
  });

  test('a healed wound takes what was seen before it healed, and nothing after', async () => {
    const wound = await newWound();
    const end = { woundId: wound.id, seen: 1, endReason: 'healed' } as const;
    valueOf(await clinic.client['wounds.close']({ ...end, endedOn: '2026-03-01' }));
    expect(codeOf(await record(wound.id, { assessedOn: '2026-03-01' }))).toBe('ok');
    const after = await record(wound.id);
    expect(codeOf(after)).toBe('WoundNotOpen');
    expect(messageOf(after)).toContain('healed on 2026-03-01');
  });

  test('an assessment belongs to the episode in which its day lies', async () => {
    const wound = await newWound();
    const of = { woundId: wound.id };
    valueOf(
      await clinic.client['wounds.close']({
        ...of,
        seen: 1,
        endedOn: '2026-02-01',
        endReason: 'healed',
      }),
    );
    const reopened = valueOf(
      await clinic.client['wounds.reopen']({ ...of, seen: 2, startedOn: '2026-03-01' }),
    );
    const [second, first] = reopened.episodes.map(({ id }) => id);
    const episodeAt = async (assessedOn: string) =>
      valueOf(await record(wound.id, { assessedOn })).episodeId;
    expect(await episodeAt('2026-01-20')).toBe(first);
    expect(await episodeAt('2026-03-05')).toBe(second);
    expect(codeOf(await record(wound.id, { assessedOn: '2026-02-15' }))).toBe('WoundNotOpen');
    const mistaken = valueOf(await record(wound.id, { assessedOn: '2026-03-02' }));
    const correction = { assessmentId: mistaken.id, seen: 1, reason: 'Wrong day', ...noFindings };
    const corrected = await clinic.client['assessments.correct']({
      ...correction,
      assessedOn: '2026-02-01',
    });
    expect(valueOf(corrected).episodeId).toBe(first);
    const between = { ...correction, seen: 2, assessedOn: '2026-02-15' };
    expect(codeOf(await clinic.client['assessments.correct'](between))).toBe('ImpossibleDate');
  });

  test('care cannot end before its last assessment', async () => {
    const wound = await newWound();
    valueOf(await record(wound.id, { assessedOn: '2026-03-05' }));
    const end = { woundId: wound.id, seen: 1, endReason: 'healed' } as const;
    const refused = await clinic.client['wounds.close']({ ...end, endedOn: '2026-03-04' });
    expect(messageOf(refused)).toContain('was assessed on 2026-03-05');
    expect(codeOf(await clinic.client['wounds.close']({ ...end, endedOn: '2026-03-05' }))).toBe(
      'ok',
    );
  });

  test('a wound with an assessment is not struck out, and a struck out one is not assessed', async () => {
    const assessed = await newWound();
    valueOf(await record(assessed.id));
    const strike = { seen: 1, reason: 'x' };
    expect(codeOf(await clinic.client['wounds.void']({ woundId: assessed.id, ...strike }))).toBe(
      'HasRecords',
    );
    const empty = await newWound();
    valueOf(await clinic.client['wounds.void']({ woundId: empty.id, ...strike }));
    expect(codeOf(await record(empty.id))).toBe('WoundNotOpen');
  });
});

describe('late entries', () => {
  test.each([
    ['yesterday', '2026-03-09', false],
    ['two days ago', '2026-03-08', true],
  ])('an assessment of %s is marked accordingly', async (_name, assessedOn, isLateEntry) => {
    const wound = await newWound();
    expect(valueOf(await record(wound.id, { assessedOn })).isLateEntry).toBe(isLateEntry);
  });

  test('with a time, hours count', async () => {
    const wound = await newWound();
    const of = (assessedAt: string) =>
      record(wound.id, { assessedOn: '2026-03-09', assessedAt }).then(valueOf);
    expect((await of('2026-03-09T10:59:00-04:00')).isLateEntry).toBe(true);
    expect((await of('2026-03-09T11:01:00-04:00')).isLateEntry).toBe(false);
  });
});

test('assessments are listed newest first, by the day they are about', async () => {
  const wound = await newWound();
  for (const assessedOn of ['2026-02-01', '2026-03-01', '2026-01-15'])
    valueOf(await record(wound.id, { assessedOn }));
  const listed = valueOf(await clinic.client['assessments.list']({ woundId: wound.id }));
  expect(listed.map(({ assessedOn }) => assessedOn)).toEqual([
    '2026-03-01',
    '2026-02-01',
    '2026-01-15',
  ]);
});

test('what is not here is said to be unknown by every operation', async () => {
  const { client } = clinic;
  const id = '0199aaaa-0000-7000-8000-00000000dead';
  expect(codeOf(await record(id))).toBe('UnknownWound');
  expect(codeOf(await client['assessments.list']({ woundId: id }))).toBe('UnknownWound');
  const unknown = await Promise.all([
    client['assessments.get']({ assessmentId: id }),
    client['assessments.versions']({ assessmentId: id }),
    client['assessments.correct']({
      assessmentId: id,
      seen: 1,
      reason: 'x',
      ...noFindings,
      assessedOn: TODAY,
    }),
  ]);
  expect(unknown.map(codeOf)).toEqual(['UnknownRecord', 'UnknownRecord', 'UnknownRecord']);
});
