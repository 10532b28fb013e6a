import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PushFindings } from './push.ts';
import { pushAreaScore, pushScoreOf, pushTissueScore } from './push.ts';

const nothing: PushFindings = {
  lengthMm: null,
  widthMm: null,
  areaMm2: null,
  exudateAmount: null,
  epithelialPercent: null,
  granulationPercent: null,
  sloughPercent: null,
  necroticPercent: null,
};

describe('the size sub-score of PUSH Tool 3.0 (NPUAP 1998), in mm² by its bands of cm²', () => {
  test.each([
    // 0 is closed; "< 0.3" is 1; the rest are the ends of the printed bands.
    [0, 0],
    [1, 1],
    [20, 1],
    [30, 2],
    [60, 2],
    [70, 3],
    [100, 3],
    [110, 4],
    [200, 4],
    [210, 5],
    [300, 5],
    [310, 6],
    [400, 6],
    [410, 7],
    [800, 7],
    [810, 8],
    [1200, 8],
    [1210, 9],
    [2400, 9],
    [2410, 10],
    [1_000_000, 10],
    // Between the bands the area is rounded to 0.1 cm² first, halves up.
    [4, 1],
    [24, 1],
    [25, 2],
    [64, 2],
    [65, 3],
    [104, 3],
    [105, 4],
    [204, 4],
    [205, 5],
    [304, 5],
    [305, 6],
    [404, 6],
    [405, 7],
    [804, 7],
    [805, 8],
    [1204, 8],
    [1205, 9],
    [2404, 9],
    [2405, 10],
  ])('%i mm² scores %i', (areaMm2, score) => {
    expect(pushAreaScore(areaMm2)).toBe(score);
  });

  test('a larger area never scores less, and only closed tissue scores 0', () => {
    const area = fc.integer({ min: 0, max: 2_000_000 });
    fc.assert(
      fc.property(area, area, (one, other) => {
        const [small, large] = one < other ? [one, other] : [other, one];
        expect(pushAreaScore(small)).toBeLessThanOrEqual(pushAreaScore(large));
        expect(pushAreaScore(one) === 0).toBe(one === 0);
      }),
    );
  });
});

test.each([
  // PUSH Tool 3.0: the worst tissue that is present in any amount.
  [{ epithelialPercent: 99, necroticPercent: 1 }, 4],
  [{ granulationPercent: 95, sloughPercent: 5 }, 3],
  [{ granulationPercent: 40, epithelialPercent: 60 }, 2],
  [{ epithelialPercent: 100 }, 1],
  [{ necroticPercent: 0, sloughPercent: 0, granulationPercent: 100 }, 2],
  [{ areaMm2: 0, lengthMm: 0, widthMm: 0 }, 0],
  [{}, null],
])('tissue %j scores %s', (tissue, score) => {
  expect(pushTissueScore({ ...nothing, areaMm2: 100, ...tissue })).toBe(score);
});

describe('the whole score', () => {
  const found: PushFindings = {
    ...nothing,
    lengthMm: 52,
    widthMm: 36,
    areaMm2: 1872,
    exudateAmount: 'heavy',
    sloughPercent: 60,
    granulationPercent: 40,
  };

  test('is the sum of size, exudate and tissue', () => {
    // 18.7 cm² is 9, heavy exudate 3, slough 3.
    expect(pushScoreOf(found)).toBe(15);
  });

  test('scores length times width beside a traced area, which stands in where it is alone', () => {
    expect(pushScoreOf({ ...found, areaMm2: 1100 })).toBe(15);
    expect(pushScoreOf({ ...found, areaMm2: 1100, lengthMm: null, widthMm: null })).toBe(14);
  });

  test.each([
    ['size', { lengthMm: null, widthMm: null, areaMm2: null }],
    ['exudate', { exudateAmount: null }],
    ['tissue', { sloughPercent: null, granulationPercent: null }],
  ])('is null where nobody looked at the %s', (_name, missing) => {
    expect(pushScoreOf({ ...found, ...missing })).toBeNull();
  });

  test('lies between 0 and 17', () => {
    const percent = fc.integer({ min: 0, max: 100 });
    const findings = fc.record({
      ...Object.fromEntries(Object.keys(nothing).map((key) => [key, fc.constant(null)])),
      areaMm2: fc.integer({ min: 0, max: 2_000_000 }),
      lengthMm: fc.constant(null),
      widthMm: fc.constant(null),
      exudateAmount: fc.constantFrom('none', 'light', 'moderate', 'heavy'),
      epithelialPercent: percent,
      granulationPercent: percent,
      sloughPercent: percent,
      necroticPercent: percent,
    });
    fc.assert(
      fc.property(findings, (each) => {
        const score = pushScoreOf(each);
        expect(score === null || (score >= 0 && score <= 17)).toBe(true);
      }),
    );
  });
});
