import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../shared/base/civil-date.ts';
import { areaTicks, CHART, printedChart } from './printed-chart.ts';

test.for([
  [0.1, [0, 0.1]],
  [3.4, [0, 1, 2, 3, 4]],
  [4, [0, 1, 2, 3, 4]],
  [8.7, [0, 5, 10]],
  [360, [0, 100, 200, 300, 400]],
] as const)('the axis for %f cm² has the lines %j', ([largest, ticks]) => {
  expect(areaTicks(largest)).toEqual(ticks);
});

test('nothing is drawn outside the paper, and a larger wound is drawn higher', () => {
  const sizes = fc.array(fc.tuple(fc.nat(800), fc.nat(200_000)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(sizes, fc.array(fc.nat(900), { maxLength: 20 }), (drawn, used) => {
      const points = drawn.map(([offset, areaMm2], index) => ({
        id: String(index),
        assessedOn: addDays('2026-01-01', offset),
        method: 'ruler' as const,
        areaMm2,
      }));
      const treatments = used.map((offset, index) => ({
        id: String(index),
        dateApplied: addDays('2026-01-01', offset),
        productName: 'Foam',
      }));
      const chart = printedChart(points, treatments);
      for (const { x, y } of [...chart.sizes, ...chart.treated]) {
        expect(x).toBeGreaterThanOrEqual(CHART.left - 1e-6);
        expect(x).toBeLessThanOrEqual(CHART.width - CHART.right + 1e-6);
        expect(y).toBeGreaterThanOrEqual(CHART.top - 1e-6);
        expect(y).toBeLessThanOrEqual(CHART.height - CHART.bottom + 1e-6);
      }
      const byArea = points.map(({ areaMm2 }, index) => ({
        areaMm2,
        y: chart.sizes[index]?.y ?? 0,
      }));
      const heights = byArea
        .toSorted((one, other) => one.areaMm2 - other.areaMm2)
        .map(({ y }) => y);
      expect(heights).toEqual(heights.toSorted((one, other) => other - one));
    }),
  );
});
