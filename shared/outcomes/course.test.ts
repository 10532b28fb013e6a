import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../base/civil-date.ts';
import { outcomeOf } from './course.ts';
import { outcomeRowOf } from './outcome-row.ts';
import { addOutcomes, emptyOutcome, outcomeTallyOf } from './outcome-tally.ts';

const FIRST = '2026-01-05';
const day = (offset: number) => addDays(FIRST, offset);
const open = { endedOn: null, endReason: null } as const;
const size = (offset: number, areaMm2: number, method: 'ruler' | 'traced' = 'ruler') => ({
  id: `${offset} ${method}`,
  assessedOn: day(offset),
  method,
  areaMm2,
});

describe('what became of a wound', () => {
  test.for([
    ['it was never measured', [], open, null],
    ['it was never open', [size(0, 0)], open, null],
    [
      'it is smaller and still open',
      [size(0, 1000), size(28, 600), size(84, 255)],
      open,
      { week4Percent: 40, week12Percent: 75, closedAfterDays: null, seenForDays: 84 },
    ],
    [
      'it is larger',
      [size(0, 1000), size(28, 1300)],
      open,
      { week4Percent: -30, week12Percent: null, closedAfterDays: null },
    ],
    [
      'it closed and stayed so',
      [size(0, 1000), size(28, 500), size(49, 0), size(56, 0)],
      open,
      { week4Percent: 50, week12Percent: 100, closedAfterDays: 49 },
    ],
    [
      'it closed and opened again in the same episode',
      [size(0, 1000), size(28, 0), size(56, 200)],
      open,
      { closedAfterDays: null, seenForDays: 56 },
    ],
    [
      'care ended as healed without a size of 0',
      [size(0, 1000), size(28, 100)],
      { endedOn: day(40), endReason: 'healed' },
      { week4Percent: 90, week12Percent: 100, closedAfterDays: 40 },
    ],
    [
      'it was measured closed before care ended as healed',
      [size(0, 1000), size(30, 0)],
      { endedOn: day(40), endReason: 'healed' },
      { closedAfterDays: 30 },
    ],
    [
      'the patient no longer came',
      [size(0, 1000), size(7, 900)],
      { endedOn: day(60), endReason: 'lost' },
      { closedAfterDays: null, seenForDays: 60, week12Percent: null },
    ],
    [
      'days count from the first open size',
      [size(0, 0), size(7, 500), size(35, 250)],
      open,
      { startedOn: day(7), week4Percent: 50 },
    ],
    [
      'two methods are not mixed',
      [
        size(0, 1000),
        size(0, 600, 'traced'),
        size(28, 500),
        size(84, 100, 'traced'),
        size(85, 400),
      ],
      open,
      { week4Percent: 50, week12Percent: 60 },
    ],
  ] as const)('%s', ([, points, end, expected]) => {
    const outcome = outcomeOf({ ...end, points });
    expect(outcome && { ...outcome, ...expected }).toEqual(expected && outcome);
  });
});

const closed = (days: number) => outcomeOf({ ...open, points: [size(0, 100), size(days, 0)] });
const tallied = (today: string, days: number) => {
  const outcome = closed(days);
  if (outcome === null) throw new Error('It was open');
  return outcomeTallyOf(outcome, { applications: 3, today });
};

test.for([
  ['the day before 12 weeks are over', 83, 20, [0, 0]],
  ['the day on which they are', 84, 20, [1, 1]],
  ['closed on the last of them', 84, 84, [1, 1]],
  ['closed a day later', 200, 85, [1, 0]],
] as const)('a wound counts for 12 weeks: %s', ([, today, days, expected]) => {
  const { begun12, closed12 } = tallied(day(today), days);
  expect([begun12, closed12]).toEqual(expected);
});

test('parts add up to the whole in any order', () => {
  const wounds = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 12 });
  fc.assert(
    fc.property(wounds, wounds, (one, other) => {
      const sum = (days: readonly number[]) =>
        days.map((each) => tallied(day(400), each)).reduce(addOutcomes, emptyOutcome);
      const row = (tally: typeof emptyOutcome) => outcomeRowOf({ key: 'k', name: 'n' }, tally);
      const whole = row(sum([...one, ...other]));
      expect(row(addOutcomes(sum(other), sum(one)))).toEqual(whole);
      expect(whole.woundCount).toBe(one.length + other.length);
      expect(whole.closedCount + whole.openCount).toBe(whole.woundCount);
      expect(whole.closedBy12.count).toBeLessThanOrEqual(whole.closedBy24.count);
    }),
  );
});
