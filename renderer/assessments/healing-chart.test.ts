import { expect, test } from 'vitest';
import { toDayNumber } from '../../shared/base/civil-date.ts';
import { daySpan, dayTicks, treatedDays } from './healing-chart.ts';

const point = (assessedOn: string) =>
  ({ id: assessedOn, assessedOn, method: 'ruler', areaMm2: 400 }) as const;
const treated = (dateApplied: string, productName: string) => ({
  id: `${dateApplied} ${productName}`,
  dateApplied,
  productName,
});

test('a first size alone has four weeks of room', () => {
  const [first, last] = daySpan([point('2026-03-01')], []);
  expect(first).toBe(toDayNumber('2026-03-01'));
  expect(last - first).toBe(28);
});

test.for([
  ['2026-03-29', 5],
  ['2026-09-01', 7],
  ['2030-03-01', 8],
] as const)('to %s the axis names whole weeks, %i days at most', ([lastOn, most]) => {
  const span = daySpan([point('2026-03-01'), point(lastOn)], []);
  const ticks = dayTicks(span);
  expect(ticks.length).toBeLessThanOrEqual(most);
  expect(ticks.every((day) => (day - span[0]) % 7 === 0)).toBe(true);
});

test('treatments of a day are one mark with all their products', () => {
  const span = [toDayNumber('2026-03-01'), toDayNumber('2026-04-01')] as const;
  const days = treatedDays(
    [
      treated('2026-03-08', 'Foam'),
      treated('2026-03-08', 'Bandage'),
      treated('2026-05-08', 'Foam'),
    ],
    span,
  );
  expect(days).toEqual([
    { day: toDayNumber('2026-03-08'), areaCm2: 0, products: ['Foam', 'Bandage'] },
  ]);
});
