import { expect, test } from 'vitest';
import { emptyOutcome } from '../../shared/outcomes/outcome-tally.ts';
import { type OutcomeRow, outcomeRowOf } from '../../shared/outcomes/outcome-row.ts';
import { tallyOf } from '../../shared/outcomes/tally.ts';
import { axisOf, placeOn, reductionRows, shareRows } from './interval-chart.ts';
import { daysInWords, reductionInWords, shareInWords } from './outcome-words.ts';

const named = { key: 'k', name: 'Foam' };
const rowOf = (count: number, value = 40): OutcomeRow =>
  outcomeRowOf(named, {
    ...emptyOutcome,
    woundCount: count,
    week4: tallyOf(Array.from({ length: count }, () => value)),
    begun12: count,
    closed12: Math.floor(count / 2),
    closedAfter: tallyOf(Array.from({ length: count }, (_, index) => 10 + index)),
  });

test('nine wounds are too few to draw or to tell a figure of, ten are not', () => {
  expect(reductionRows([rowOf(9)])).toEqual([]);
  expect(shareRows([rowOf(9)])).toEqual([]);
  expect(reductionRows([rowOf(10)])[0]?.marks).toEqual([
    { kind: 'early', value: 40, low: 40, high: 40 },
  ]);
  expect(reductionInWords(rowOf(9).week4)).toBe('Too few to say (n\u00A0=\u00A09)');
  expect(reductionInWords(rowOf(10).week4)).toBe('−40% (−40% to −40%), n\u00A0=\u00A010');
  expect(shareInWords(rowOf(9).closedBy12)).toBe('Too few to say (n\u00A0=\u00A09)');
  expect(shareInWords(rowOf(10).closedBy12)).toBe('50% (24% to 76%), 5 of 10');
  expect(daysInWords(rowOf(9))).toBe('Too few to say (n\u00A0=\u00A09)');
  expect(daysInWords(rowOf(10))).toMatch(/^14 days \(\d+ to \d+\)$/);
});

test('a median that was not reached says so', () => {
  const row = outcomeRowOf(named, {
    ...emptyOutcome,
    woundCount: 12,
    closedAfter: tallyOf([30]),
    openAfter: tallyOf(Array.from({ length: 11 }, () => 90)),
  });
  expect(daysInWords(row)).toMatch(/^Not reached/);
});

test('the axis begins at 0, or below where wounds grew, and no bar leaves it', () => {
  const drawn = reductionRows([rowOf(10)]);
  expect(axisOf(drawn)).toEqual({ least: 0, ticks: [0, 25, 50, 75, 100] });
  const grown = axisOf(reductionRows([rowOf(10, -30)]));
  expect(grown.least).toBe(-50);
  expect(axisOf(reductionRows([rowOf(10, -900)])).least).toBe(-100);
  expect([placeOn(grown, -50), placeOn(grown, 25), placeOn(grown, 100)]).toEqual([0, 50, 100]);
  expect(placeOn(grown, -900)).toBe(0);
});
