import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../base/civil-date.ts';
import { addAdherence, adherenceOf, inTimePercent, noAdherence } from './adherence.ts';
import { courseOf, type Occurrence, type ProtocolRun } from './course.ts';
import { assessedOn, bare, day, foamOn, START, step } from '../../test/protocol-course.ts';
import { scheduledSteps, slotsUntil } from './schedule.ts';

const anyStep = fc
  .record({
    kind: fc.constantFrom('treatment' as const, 'assessment' as const),
    firstDueDay: fc.integer({ min: 0, max: 30 }),
    repeatsEveryDays: fc.option(fc.integer({ min: 1, max: 20 })),
    extraDays: fc.option(fc.integer({ min: 0, max: 60 })),
  })
  .map(({ extraDays, ...of }) => ({
    ...step,
    ...of,
    expectedKinds: of.kind === 'treatment' ? (['foam'] as const).slice() : [],
    untilDay:
      of.repeatsEveryDays === null || extraDays === null ? null : of.firstDueDay + extraDays,
  }));
const anyRun = fc.record({
  steps: fc
    .array(anyStep, { minLength: 1, maxLength: 4 })
    .map((steps) => steps.map((each, index) => ({ ...each, id: `step ${index}` }))),
  toleranceDays: fc.integer({ min: 0, max: 14 }),
  interval: fc.option(fc.integer({ min: 1, max: 30 })),
  treated: fc.array(fc.integer({ min: -10, max: 120 }), { maxLength: 20 }),
  assessed: fc.array(fc.integer({ min: -10, max: 120 }), { maxLength: 20 }),
  deviated: fc.array(
    fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom('otherProduct', 'skipped', null)),
    { maxLength: 5 },
  ),
  endedAfter: fc.option(fc.integer({ min: 0, max: 120 })),
  today: fc.integer({ min: 0, max: 120 }),
});
type Drawn = typeof anyRun extends fc.Arbitrary<infer Value> ? Value : never;

function drawnRun(drawn: Drawn, from = START): ProtocolRun {
  const at = (number: number) => addDays(from, number);
  const { steps, toleranceDays, interval } = drawn;
  return {
    content: { ...bare, steps, toleranceDays, assessmentIntervalDays: interval },
    startedOn: from,
    endedOn: drawn.endedAfter === null ? null : at(drawn.endedAfter),
    acts: [
      ...drawn.treated.map((number) => ({ ...foamOn(0), on: at(number) })),
      ...drawn.assessed.map((number) => ({ ...assessedOn(0), on: at(number) })),
    ],
    sizes: [],
    entries: drawn.deviated.map(([number, deviation]) => ({
      deviation,
      kind: 'deviation',
      stepId: 'step 0',
      dueOn: at(number),
      on: at(number),
    })),
  };
}

describe('of any protocol', () => {
  test('in time, late, missed, deviated and open are together all that was due', () => {
    fc.assert(
      fc.property(anyRun, (drawn) => {
        const course = courseOf(drawnRun(drawn), day(drawn.today));
        const counts = adherenceOf(course);
        const { inTimeCount, lateCount, missedCount, deviatedCount, openCount } = counts;
        expect(inTimeCount + lateCount + missedCount + deviatedCount + openCount).toBe(
          counts.dueCount,
        );
        expect(counts.otherProductCount + counts.skippedCount).toBeLessThanOrEqual(deviatedCount);
        expect(counts.dueCount).toBe(course.filter(({ state }) => state !== 'upcoming').length);
        expect(addAdherence(counts, noAdherence)).toEqual(counts);
        const percent = inTimePercent(counts) ?? 0;
        expect(percent >= 0 && percent <= 100).toBe(true);
        const bySteps = [...Map.groupBy(course, ({ stepId }) => stepId).values()].map(adherenceOf);
        expect(bySteps.reduce(addAdherence, noAdherence)).toEqual(counts);
      }),
    );
  });

  test('moving every day by as many days moves every due day by as many and nothing else', () => {
    fc.assert(
      fc.property(anyRun, fc.integer({ min: -5000, max: 5000 }), (drawn, shift) => {
        const moved = courseOf(drawnRun(drawn, day(shift)), day(drawn.today + shift));
        const back = (on: string | null) => (on === null ? null : addDays(on, -shift));
        const course = courseOf(drawnRun(drawn), day(drawn.today));
        expect(
          moved.map((each) => ({
            ...each,
            dueOn: back(each.dueOn),
            opensOn: back(each.opensOn),
            fulfilledOn: back(each.fulfilledOn),
          })),
        ).toEqual(course);
      }),
    );
  });

  test('the times of two due days of a step never overlap, and each lies around its day', () => {
    fc.assert(
      fc.property(anyRun, (drawn) => {
        for (const each of scheduledSteps(drawnRun(drawn).content)) {
          const slots = slotsUntil(each, 120);
          slots.forEach(({ dueDay, opensDay, closesDay }, index) => {
            expect(opensDay).toBeLessThanOrEqual(dueDay);
            expect(closesDay ?? dueDay).toBeGreaterThanOrEqual(dueDay);
            const next = slots[index + 1];
            expect(next === undefined || closesDay === next.opensDay - 1).toBe(true);
          });
        }
      }),
    );
  });

  test('no act fulfils a step twice, and one act more never makes it worse', () => {
    fc.assert(
      fc.property(anyRun, fc.integer({ min: 0, max: 120 }), (drawn, more) => {
        const course = courseOf(drawnRun(drawn), day(drawn.today));
        for (const occurrences of Map.groupBy(course, ({ stepId }) => stepId).values()) {
          const days = occurrences.flatMap(({ fulfilledOn }) => fulfilledOn ?? []);
          expect(new Set(days).size).toBe(days.length);
        }
        const treated = [...drawn.treated, more];
        const better = courseOf(drawnRun({ ...drawn, treated }), day(drawn.today));
        const good = (of: readonly Occurrence[]) => adherenceOf(of).inTimeCount;
        expect(good(better)).toBeGreaterThanOrEqual(good(course));
      }),
    );
  });
});
