import { describe, expect, test } from 'vitest';
import { addDays } from '../base/civil-date.ts';
import { conservativeCareOf } from './conservative-care.ts';
import { coverageAdviceOf } from './coverage-advice.ts';
import { type CountedTreatment, coverageClockOf } from './coverage-clock.ts';
import { type CoverageLimits, coverageRuleProblem, isInEffect } from './coverage-rule.ts';

const FIRST = '2026-01-05';
const day = (offset: number) => addDays(FIRST, offset);

describe('documented conservative care', () => {
  test.for([
    ['four weeks to the day', [0, 7, 14, 21], 28, 4, 4],
    ['one day less', [0, 7, 14, 21], 27, 3, 3],
    ['a gap of two weeks', [0, 21], 28, 4, 2],
    ['two treatments in one week', [0, 1, 6], 7, 1, 1],
    ['nothing before', [], 28, 0, 0],
    ['only on the day of the application itself', [28], 28, 0, 0],
  ] as const)('%s', ([, offsets, until, weeks, weeksWithTreatment]) => {
    expect(conservativeCareOf(offsets.map(day), day(until))).toMatchObject({
      weeks,
      weeksWithTreatment,
      untilOn: day(until),
    });
  });
});

test('what was done on the day of the first application is no care before it', () => {
  expect(conservativeCareOf([day(28)], day(28)).firstOn).toBeNull();
  expect(conservativeCareOf([day(27)], day(28)).firstOn).toBe(day(27));
});

const dressing = (offset: number): CountedTreatment => ({
  on: day(offset),
  productName: 'Foam',
  isSkinSubstitute: false,
});
const graft = (offset: number, productName = 'Amnion'): CountedTreatment => ({
  on: day(offset),
  productName,
  isSkinSubstitute: true,
});
const size = (offset: number, areaMm2: number, method: 'ruler' | 'traced' = 'ruler') => ({
  id: `${offset} ${method}`,
  assessedOn: day(offset),
  method,
  areaMm2,
});

const clockOf = (over: Partial<Parameters<typeof coverageClockOf>[0]> = {}) =>
  coverageClockOf({
    treatments: [dressing(0), dressing(7), graft(35), graft(35, 'Mesh'), graft(42)],
    points: [size(0, 1000), size(28, 800), size(35, 700), size(56, 100)],
    windowWeeks: 12,
    on: day(49),
    ...over,
  });

describe('the clock of an episode', () => {
  test('counts applications by day, and the care and the size before the first of them', () => {
    const clock = clockOf();
    expect(clock.applications).toEqual([
      { on: day(35), productNames: ['Amnion', 'Mesh'] },
      { on: day(42), productNames: ['Amnion'] },
    ]);
    expect(clock.current?.days).toHaveLength(2);
    expect(clock.asked.days).toHaveLength(3);
    expect(clock.isApplied).toBe(false);
    expect(clock.conservative).toMatchObject({ firstOn: FIRST, weeks: 5, weeksWithTreatment: 2 });
    expect(clock.sizeBefore?.areaMm2).toBe(700);
    expect(clock.reductionBeforePercent).toBeCloseTo(30);
    expect(clock.reductionSincePercent).toBeCloseTo((600 / 700) * 100);
    expect(clock.week4?.reductionPercent).toBeCloseTo(20);
    expect(clock.week8?.reductionPercent).toBeCloseTo(90);
  });

  test('counts an application that is recorded already once', () => {
    const clock = clockOf({ on: day(42) });
    expect(clock.asked.days).toHaveLength(2);
    expect(clock.isApplied).toBe(true);
  });

  test('counts care until the day asked about where nothing was applied yet', () => {
    const clock = clockOf({ treatments: [dressing(0)], on: day(28) });
    expect(clock.current).toBeNull();
    expect(clock.conservative).toMatchObject({ weeks: 4, weeksWithTreatment: 1 });
    expect(clock.sizeBefore?.assessedOn).toBe(day(28));
    expect(clock.reductionSincePercent).toBeNull();
  });

  test('never compares a ruled size with a traced one', () => {
    const points = [size(0, 1000), size(28, 800), size(34, 300, 'traced'), size(35, 700)];
    expect(clockOf({ points }).sizeBefore?.method).toBe('ruler');
    expect(clockOf({ points: [] })).toMatchObject({ sizeBefore: null, week4: null, week8: null });
  });
});

const rule: CoverageLimits = {
  etiologies: ['diabetic'],
  applicationLimit: 2,
  windowWeeks: 12,
  minConservativeWeeks: 4,
  minAreaMm2: 100,
  reductionWording: null,
  note: null,
  noteAbove: null,
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
  withdrawnOn: null,
};

const adviceOf = (over: Partial<CoverageLimits>, on = day(49), treatments?: CountedTreatment[]) => {
  const limits = { ...rule, ...over };
  const given = { windowWeeks: limits.windowWeeks, on, ...(treatments && { treatments }) };
  const clock = clockOf(given);
  const all = coverageAdviceOf({ rule: limits, clock, etiology: 'diabetic', on });
  return Object.fromEntries(all.map(({ code, level }) => [code, level]));
};

describe('advice', () => {
  test.for([
    ['the last of the limit is fine', { applicationLimit: 3 }, { limit: 'fine' }],
    ['one more is not', { applicationLimit: 2 }, { limit: 'look' }],
    ['as many weeks as asked are fine but for gaps', {}, { conservative: 'unknown' }],
    ['a week less is not', { minConservativeWeeks: 6 }, { conservative: 'look' }],
    ['just the area asked is fine', { minAreaMm2: 700 }, { area: 'fine' }],
    ['a square millimetre less is not', { minAreaMm2: 701 }, { area: 'look' }],
    ['another kind of wound', { etiologies: ['venous'] }, { etiology: 'look' }],
    ['a withdrawn rule', { withdrawnOn: '2025-12-24' }, { withdrawn: 'look' }],
    ['a rule that has ended', { effectiveTo: day(48) }, { notInEffect: 'look' }],
    ['a note above its number', { note: 'KX', noteAbove: 2 }, { note: 'look' }],
    ['a note at its number', { note: 'KX', noteAbove: 3 }, { note: 'unknown' }],
    ['words about the reduction', { reductionWording: 'less than half' }, { reduction: 'unknown' }],
  ] as const)('%s', ([, over, expected]) => {
    expect(adviceOf(over as Partial<CoverageLimits>)).toMatchObject(expected);
  });

  test('says nothing of what the source leaves open', () => {
    const open = { applicationLimit: null, minConservativeWeeks: null, minAreaMm2: null };
    expect(adviceOf(open)).toEqual({});
  });

  test('a second window is never fine by itself', () => {
    expect(adviceOf({ applicationLimit: 10 }, day(35 + 84))).toMatchObject({ limit: 'look' });
  });

  test('puts what to look at before what the record does not say and what is fine', () => {
    const levels = Object.values(adviceOf({ note: 'KX', minAreaMm2: 50 }));
    expect(levels).toEqual(['look', 'unknown', 'unknown', 'fine']);
  });

  test('says that nothing is documented rather than that nothing was done', () => {
    expect(adviceOf({}, day(35), [graft(35)])).toMatchObject({ conservative: 'unknown' });
  });
});

test('a rule holds from its first to its last day, both included', () => {
  const dated = { effectiveFrom: '2026-01-01', effectiveTo: '2026-12-31' };
  const days = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'];
  expect(days.map((each) => isInEffect(dated, each))).toEqual([false, true, true, false]);
  expect(isInEffect({ ...dated, effectiveTo: null }, '2099-01-01')).toBe(true);
});

test.for([
  ['a source from tomorrow', { asOfOn: day(1) }, 'ImpossibleDate'],
  ['an end before the first day', { effectiveTo: '2025-12-31' }, 'ImpossibleDate'],
  ['weeks without a limit', { applicationLimit: null }, 'IncompleteRule'],
  ['a number without a note', { noteAbove: 4 }, 'IncompleteRule'],
  ['nothing wrong', {}, undefined],
] as const)('a rule with %s', ([, over, code]) => {
  const typed = { ...rule, payer: 'P', title: 'T', source: 'S', asOfOn: FIRST, ...over };
  expect(coverageRuleProblem(typed, FIRST)?.code).toBe(code);
});
