import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../base/civil-date.ts';
import {
  areaReductionPercent,
  checkpointAt,
  type SizePoint,
  sizePointsOf,
} from './area-reduction.ts';
import type { MeasuringMethod } from './assessment.ts';
import { healingOf } from './healing.ts';
import { thresholdsOf } from './healing-thresholds.ts';

const START = '2026-01-05';

function at(day: number, areaMm2: number, method: MeasuringMethod = 'ruler'): SizePoint {
  return { id: `${method}-${day}`, assessedOn: addDays(START, day), method, areaMm2 };
}

describe('percent area reduction, (A0 - At) / A0 x 100 (Sheehan 2003, Coerper 2009)', () => {
  test.each([
    [1000, 1000, 0],
    [1000, 500, 50],
    [1000, 470, 53],
    [1000, 100, 90],
    [1000, 0, 100],
    [1000, 1500, -50],
    [400, 900, -125],
    [1872, 805, 56.997_863],
  ])('from %i to %i mm² is %s', (baselineMm2, areaMm2, percent) => {
    expect(areaReductionPercent(baselineMm2, areaMm2)).toBeCloseTo(percent, 5);
  });

  test('there is none where the wound was closed at the start', () => {
    expect(areaReductionPercent(0, 100)).toBeNull();
  });

  test('does not depend on the unit, is 100 only when closed, and two steps make one', () => {
    const area = fc.integer({ min: 1, max: 1_000_000 });
    const areas = fc.record({ a: area, b: area, c: area, factor: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(areas, ({ a, b, c, factor }) => {
        const reduction = (from: number, to: number) =>
          areaReductionPercent(from, to) ?? Number.NaN;
        expect(reduction(a * factor, b * factor)).toBeCloseTo(reduction(a, b), 6);
        expect(reduction(a, b)).toBeLessThan(100);
        const left = (from: number, to: number) => 1 - reduction(from, to) / 100;
        expect(left(a, b) * left(b, c)).toBeCloseTo(left(a, c), 6);
      }),
    );
  });
});

describe('the assessment that stands for a week', () => {
  const daily = [at(0, 1000), at(21, 800), at(27, 600), at(30, 500), at(50, 300)];

  test.each([
    ['the nearest to day 28', daily, 27],
    ['of two equally near the earlier', [at(0, 1000), at(26, 700), at(30, 500)], 26],
    ['one at the edge of the window', [at(0, 1000), at(21, 700)], 21],
    ['one at its other edge', [at(0, 1000), at(35, 700)], 35],
    ['none outside it', [at(0, 1000), at(20, 700), at(36, 500)], null],
    ['closed tissue, however long ago', [at(0, 1000), at(14, 0)], 14],
    ['no closed tissue that opened again', [at(0, 1000), at(7, 0), at(14, 90)], null],
    ['none without a start', [], null],
    ['none while it was closed from the start', [at(0, 0), at(28, 0)], null],
  ] as const)('is %s', (_name, points, day) => {
    expect(checkpointAt(points, 4)?.afterDays ?? null).toBe(day);
  });

  test('counts from the first open size and names the assessment', () => {
    const points = [at(0, 0), at(10, 400), at(38, 100)];
    expect(checkpointAt(points, 4)).toMatchObject({
      week: 4,
      afterDays: 28,
      point: { id: 'ruler-38' },
      reductionPercent: 75,
    });
  });
});

describe('healing', () => {
  test('tells reduction, rate per week and trend of one method', () => {
    const { curves, overall, isMixed } = healingOf([at(0, 1000), at(14, 700), at(28, 400)]);
    expect(isMixed).toBe(false);
    expect(curves).toEqual([overall]);
    expect(overall).toMatchObject({
      methods: ['ruler'],
      reductionPercent: 60,
      weeklyPercent: 15,
      trend: 'smaller',
      week4: { reductionPercent: 60 },
      week8: null,
    });
  });

  test('splits curves by method, the one with the most sizes first, and says that they are mixed', () => {
    const points = [
      at(0, 1000),
      at(7, 600, 'traced'),
      at(14, 800),
      at(21, 700),
      at(28, 400, 'traced'),
    ];
    const { curves, overall, isMixed } = healingOf(points);
    expect(isMixed).toBe(true);
    expect(curves.map(({ methods }) => methods)).toEqual([['ruler'], ['traced']]);
    expect(curves.map(({ reductionPercent }) => Math.round(reductionPercent ?? 0))).toEqual([
      30, 33,
    ]);
    // Together they would seem to heal twice as well.
    expect(overall?.methods).toEqual(['ruler', 'traced']);
    expect(overall?.reductionPercent).toBe(60);
  });

  test.each([
    ['closed', [at(0, 500), at(14, 0)]],
    ['smaller', [at(0, 500), at(7, 450)]],
    ['unchanged', [at(0, 500), at(7, 451)]],
    ['unchanged', [at(0, 500), at(7, 549)]],
    ['larger', [at(0, 500), at(7, 550)]],
    ['larger', [at(0, 0), at(7, 10)]],
    [null, [at(0, 500), at(6, 100)]],
    // The newest that is at least a week older counts, not the first.
    ['unchanged', [at(0, 1000), at(14, 500), at(20, 480), at(21, 490)]],
  ] as const)('the trend is %s', (trend, points) => {
    expect(healingOf(points).overall?.trend ?? null).toBe(trend);
  });

  test('has no rate before a week, and nothing without sizes', () => {
    expect(healingOf([at(0, 500), at(6, 100)]).overall?.weeklyPercent).toBeNull();
    expect(healingOf([])).toEqual({ curves: [], overall: null, isMixed: false });
  });

  test('every size is in exactly one curve of its own method', () => {
    const point = fc
      .tuple(
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 90_000 }),
        fc.constantFrom('ruler' as const, 'photo' as const, 'traced' as const),
      )
      .map(([day, areaMm2, method]) => at(day, areaMm2, method));
    fc.assert(
      fc.property(fc.array(point), (points) => {
        const { curves, isMixed } = healingOf(points);
        expect(curves.flatMap((curve) => curve.points)).toHaveLength(points.length);
        for (const { methods, points: own } of curves)
          expect(own.every(({ method }) => method === methods[0] && methods.length === 1)).toBe(
            true,
          );
        expect(isMixed).toBe(new Set(points.map(({ method }) => method)).size > 1);
      }),
    );
  });
});

test('sizes come oldest first, without voided assessments and those that measured nothing', () => {
  const of = (day: number, over: object = {}) => ({ ...at(day, 100), voidedAt: null, ...over });
  const newestFirst = [
    of(9, { method: null, areaMm2: null }),
    of(7, { voidedAt: '2026-02-01T00:00:00.000Z' }),
    of(5, { id: 'later' }),
    of(5, { id: 'earlier' }),
    of(0),
  ];
  expect(sizePointsOf(newestFirst).map(({ id }) => id)).toEqual(['ruler-0', 'earlier', 'later']);
});

describe('thresholds beside a wound', () => {
  const { overall } = healingOf([at(0, 1000), at(28, 480), at(56, 90)]);
  if (!overall) throw new Error('There are sizes');

  test.each([
    // 52 % at 4 weeks, 91 % at 8.
    ['coerper', true],
    ['sheehan', false],
    ['warriner', true],
  ])('%s is reached: %s', (code, isReached) => {
    const found = thresholdsOf(overall, 'diabetic').find((each) => each.code === code);
    expect(found).toMatchObject({ isReached, isOfThisEtiology: true });
    expect(found?.source).toMatch(/\d{4};/);
  });

  test('say of other wounds that they were not studied, and nothing before the week has come', () => {
    const young = healingOf([at(0, 1000), at(7, 480)]).overall;
    for (const threshold of young ? thresholdsOf(young, 'venous') : [])
      expect(threshold).toMatchObject({
        isReached: null,
        reductionPercent: null,
        isOfThisEtiology: false,
      });
  });
});
