import { describe, expect, test } from 'vitest';
import type { SizePoint } from '../assessments/area-reduction.ts';
import { type Act, courseOf, type Occurrence, reductionAt } from './course.ts';
import { adherenceOf } from './adherence.ts';
import { assessedOn, bare, day, foamOn, run, step, weekly } from '../../test/protocol-course.ts';
import { nextDueSteps } from './due.ts';
import type { ProtocolStep } from './protocol.ts';

const states = (course: readonly Occurrence[]) => course.map(({ state }) => state);

describe('what became of a weekly step with two days of tolerance', () => {
  test.for([
    ['nothing done on the first day', [], 0, ['due', 'upcoming']],
    ['nothing done on the second day', [], 1, ['overdue', 'upcoming']],
    ['nothing done before the next one opens', [], 4, ['overdue', 'upcoming']],
    ['nothing done once the next one opens', [], 5, ['missed', 'upcoming']],
    ['done on its day', [0], 0, ['inTime', 'upcoming']],
    ['done on the last day in time', [2], 3, ['inTime', 'upcoming']],
    ['done a day later than in time', [3], 3, ['late', 'upcoming']],
    ['done two days ahead', [0, 5], 5, ['inTime', 'inTime', 'upcoming']],
    [
      'done three days ahead, which still counts for the one before',
      [4],
      7,
      ['late', 'due', 'upcoming'],
    ],
    ['done twice in the time of one', [0, 1], 7, ['inTime', 'due', 'upcoming']],
    ['left out once', [0, 14], 14, ['inTime', 'missed', 'inTime', 'upcoming']],
  ] as const)('%s', ([_name, acts, today, expected]) => {
    expect(states(courseOf(run({ acts: acts.map(foamOn) }), day(today)))).toEqual(expected);
  });

  test('counts neither what was done before it began nor after it ended', () => {
    expect(states(courseOf(run({ acts: [foamOn(-1)] }), day(0)))).toEqual(['due', 'upcoming']);
    const ended = run({ acts: [foamOn(8)], endedOn: day(7) });
    expect(states(courseOf(ended, day(30)))).toEqual(['missed']);
  });

  test('is not missed where there was still time when it ended', () => {
    const ended = run({ acts: [foamOn(0)], endedOn: day(9) });
    expect(states(courseOf(ended, day(30)))).toEqual(['inTime']);
    expect(states(courseOf({ ...ended, endedOn: day(10) }, day(30)))).toEqual(['inTime', 'missed']);
  });

  test('is deviated from once its reason was given, whatever was done', () => {
    const said = { kind: 'deviation', stepId: 'dressing', dueOn: day(0), on: day(3) } as const;
    const entries = [{ ...said, deviation: 'skipped' }] as const;
    expect(states(courseOf(run({ entries }), day(5)))).toEqual(['deviated', 'upcoming']);
    const done = run({ entries, acts: [foamOn(0)] });
    expect(states(courseOf(done, day(0)))).toEqual(['deviated', 'upcoming']);
  });

  test.for([
    ['otherProduct', { otherProductCount: 1, skippedCount: 0 }],
    ['skipped', { otherProductCount: 0, skippedCount: 1 }],
    [null, { otherProductCount: 0, skippedCount: 0 }],
  ] as const)('deviated from as %s it is counted apart', ([deviation, counts]) => {
    const said = { kind: 'deviation', stepId: 'dressing', dueOn: day(0), on: day(0) } as const;
    const course = courseOf(run({ entries: [{ ...said, deviation }] }), day(7));
    expect(course[0]).toMatchObject({ state: 'deviated', deviation });
    const { dueCount, deviatedCount, ...counted } = adherenceOf(course);
    expect([dueCount, deviatedCount]).toEqual([2, 1]);
    expect(counted).toMatchObject(counts);
  });
});

describe('what fulfils a step', () => {
  const once = { ...step, repeatsEveryDays: null };
  const stateOf = (over: Partial<ProtocolStep>, act: Act) =>
    courseOf(run({ content: { ...bare, steps: [{ ...once, ...over }] }, acts: [act] }), day(1))[0]
      ?.state;
  type Case = [name: string, over: Partial<ProtocolStep>, act: Act, state: string];
  const gauze: Act = { kind: 'treatment', on: day(0), productId: 'GAUZE', productKinds: ['gauze'] };

  test.for<Case>([
    ['a product of the kind', {}, foamOn(0), 'inTime'],
    ['a product of another kind', {}, gauze, 'overdue'],
    ['a product by its SKU', { expectedSkus: ['GAUZE'] }, gauze, 'inTime'],
    ['any product where none is expected', { expectedKinds: [] }, gauze, 'inTime'],
    ['no assessment instead of a treatment', { expectedKinds: [] }, assessedOn(0), 'overdue'],
    ['an assessment', { kind: 'assessment', expectedKinds: [] }, assessedOn(0), 'inTime'],
    ['no treatment instead of one', { kind: 'assessment', expectedKinds: [] }, gauze, 'overdue'],
    ['no act instead of a review', { kind: 'review', expectedKinds: [] }, assessedOn(0), 'overdue'],
  ])('%s', ([_name, over, act, expected]) => {
    expect(stateOf(over, act)).toBe(expected);
  });

  test('a review fulfils the day it was made for and no other', () => {
    const check: ProtocolStep = { ...step, kind: 'review', expectedKinds: [] };
    const content = { ...bare, steps: [check] };
    const entries = [
      { kind: 'review', stepId: 'dressing', dueOn: day(7), on: day(8), deviation: null },
    ] as const;
    expect(states(courseOf(run({ content, entries }), day(8)))).toEqual([
      'missed',
      'inTime',
      'upcoming',
    ]);
  });

  test('a step that is done once stays overdue until it is done', () => {
    const content = { ...bare, steps: [once] };
    expect(states(courseOf(run({ content }), day(400)))).toEqual(['overdue']);
    expect(states(courseOf(run({ content, acts: [foamOn(300)] }), day(400)))).toEqual(['late']);
  });

  test('the assessment interval asks for an assessment every so many days', () => {
    const content = { ...bare, assessmentIntervalDays: 10 };
    const course = courseOf(run({ content, acts: [assessedOn(10)] }), day(20));
    expect(course.map(({ dueOn, state }) => [dueOn, state])).toEqual([
      [day(10), 'inTime'],
      [day(20), 'due'],
      [day(30), 'upcoming'],
    ]);
  });
});

describe('a review point of 50 % at week 4', () => {
  const content = { ...bare, reviewPoints: [{ week: 4, leastReductionPercent: 50 }] };
  const size = (number: number, areaMm2: number, method: SizePoint['method'] = 'ruler') => ({
    id: `${method} ${number}`,
    assessedOn: day(number),
    method,
    areaMm2,
  });
  test.for([
    ['reached', [size(0, 1000), size(28, 500)], 50, 'inTime'],
    ['reached by a size of a week before', [size(-3, 1000), size(22, 400)], 60, 'inTime'],
    ['not reached', [size(0, 1000), size(28, 501)], 49.9, 'overdue'],
    ['larger than at the start', [size(0, 1000), size(28, 1500)], -50, 'overdue'],
    ['closed long before', [size(0, 1000), size(10, 0)], 100, 'inTime'],
    ['measured otherwise at the start', [size(0, 1000, 'traced'), size(28, 100)], null, 'overdue'],
    ['measured at the start only', [size(0, 1000)], null, 'overdue'],
    ['never measured', [], null, 'overdue'],
  ] as const)('%s', ([_name, sizes, percent, state]) => {
    const given = run({ content, sizes });
    const reading = reductionAt(given, 4)?.percent ?? null;
    expect(reading === null ? null : Math.round(reading * 10) / 10).toBe(percent);
    const [point] = courseOf(given, day(29));
    expect(point?.state).toBe(state);
  });

  test('is met by a recorded review where the area did not shrink', () => {
    const entries = [
      { kind: 'review', stepId: 'reviewWeek4', dueOn: day(28), on: day(29), deviation: null },
    ] as const;
    const given = run({ content, entries, sizes: [size(0, 1000), size(28, 900)] });
    expect(states(courseOf(given, day(29)))).toEqual(['inTime']);
  });
});

describe('what is due next', () => {
  test('a step that was missed stays due before its next day, since when it was first missed', () => {
    const next = (today: number, acts: number[] = []) =>
      nextDueSteps(courseOf(run({ acts: acts.map(foamOn) }), day(today)))[0];
    expect(next(0)).toMatchObject({ dueOn: day(0), overdueSince: null, isDue: true });
    expect(next(1)).toMatchObject({ dueOn: day(0), overdueSince: day(0), isDue: true });
    expect(next(5)).toMatchObject({ dueOn: day(7), overdueSince: day(0), isDue: true });
    expect(next(15)).toMatchObject({ dueOn: day(14), overdueSince: day(0), isDue: true });
    expect(next(15, [7])).toMatchObject({ dueOn: day(14), overdueSince: day(14) });
    expect(next(5, [0])).toMatchObject({ dueOn: day(7), overdueSince: null, isDue: false });
  });

  test('the longest overdue comes first', () => {
    const content = { ...weekly, assessmentIntervalDays: 3 };
    const due = nextDueSteps(courseOf(run({ content, acts: [assessedOn(3)] }), day(6)));
    expect(due.map(({ stepId }) => stepId)).toEqual(['dressing', 'assessmentInterval']);
  });
});
