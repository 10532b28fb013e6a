import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../base/civil-date.ts';
import {
  type CodeSpan,
  type CodeTimeline,
  type DayRange,
  saysTheSame,
  spanOn,
  withEdition,
} from './code-span.ts';

const START = '2020-01-01';
const DAYS = 40;
const dayOf = (offset: number) => addDays(START, offset);

const edition = fc
  .record({
    from: fc.nat(DAYS - 1),
    length: fc.option(fc.nat(DAYS)),
    says: fc.option(fc.constantFrom('a', 'b', 'c')),
    lateBy: fc.nat(3),
    lasts: fc.option(fc.nat(10)),
  })
  .map(({ from, length, says, lateBy, lasts }) => {
    const days: DayRange = { from: dayOf(from), to: length === null ? null : dayOf(from + length) };
    const said: CodeSpan | null =
      says === null
        ? null
        : {
            from: dayOf(from + lateBy),
            to: lasts === null ? null : dayOf(from + lateBy + lasts),
            description: says,
            isBillable: true,
            billingUnit: null,
          };
    return { days, said };
  });

const isOn = (day: string, { from, to }: DayRange) => from <= day && (to === null || day <= to);

test('an edition has the say on its days and on no others, in whatever order editions come', () => {
  fc.assert(
    fc.property(fc.array(edition, { maxLength: 8 }), (editions) => {
      let timeline: CodeTimeline = [];
      const byDay = new Map<string, string | undefined>();
      for (const { days, said } of editions) {
        timeline = withEdition(timeline, days, said);
        for (let offset = 0; offset < 2 * DAYS; offset += 1) {
          const day = dayOf(offset);
          if (isOn(day, days))
            byDay.set(day, said && isOn(day, said) ? said.description : undefined);
          expect(spanOn(timeline, day)?.description).toBe(byDay.get(day));
        }
      }
    }),
  );
});

test('spans never overlap, and neighbours always differ', () => {
  fc.assert(
    fc.property(fc.array(edition, { maxLength: 8 }), (editions) => {
      const timeline = editions.reduce<CodeTimeline>(
        (before, { days, said }) => withEdition(before, days, said),
        [],
      );
      const pairs = timeline.slice(1).map((span, at) => [timeline[at], span] as const);
      const bad = pairs.filter(
        ([before, span]) =>
          !before?.to ||
          before.to >= span.from ||
          (addDays(before.to, 1) === span.from && saysTheSame(before, span)),
      );
      expect(bad).toEqual([]);
    }),
  );
});
