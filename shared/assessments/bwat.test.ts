import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bwatBandOf,
  bwatItems,
  bwatScoreOf,
  bwatSizeItem,
  isBwatKey,
  withSizeItem,
} from './bwat.ts';

const allOf = (score: number) => Object.fromEntries(bwatItems.map(({ key }) => [key, score]));

describe('the size item of the Bates-Jensen Wound Assessment Tool (2001), in mm²', () => {
  test.each([
    // 1: < 4 cm². 2: 4 to < 16. 3: 16.1 to < 36. 4: 36.1 to < 80. 5: > 80.
    [1, 1],
    [390, 1],
    [394, 1],
    [400, 2],
    [1590, 2],
    [1600, 2],
    [1604, 2],
    [1605, 3],
    [1610, 3],
    [3600, 3],
    [3605, 4],
    [3610, 4],
    [8000, 4],
    [8004, 4],
    [8005, 5],
    [8010, 5],
  ])('%i mm² is item %i', (areaMm2, item) => {
    expect(bwatSizeItem(areaMm2)).toBe(item);
  });

  test('follows from the area where one was measured, and stays as scored where none was', () => {
    expect(withSizeItem({ size: 5, depth: 2 }, 390)).toEqual({ size: 1, depth: 2 });
    expect(withSizeItem({ depth: 2 }, 500)).toEqual({ size: 2, depth: 2 });
    expect(withSizeItem({ size: 5 }, null)).toEqual({ size: 5 });
    expect(withSizeItem(null, 500)).toBeNull();
  });
});

test('the tool has thirteen items, each by its own key', () => {
  expect(new Set(bwatItems.map(({ key }) => key)).size).toBe(13);
  expect(isBwatKey('edges')).toBe(true);
  expect(isBwatKey('shape')).toBe(false);
});

test('the score runs from 13 to 65 and is null while an item is missing', () => {
  expect(bwatScoreOf(allOf(1))).toBe(13);
  expect(bwatScoreOf(allOf(5))).toBe(65);
  expect(bwatScoreOf(null)).toBeNull();
  const key = fc.constantFrom(...bwatItems.map((item) => item.key));
  fc.assert(
    fc.property(key, (missing) => {
      const { [missing]: _, ...rest } = allOf(3);
      expect(bwatScoreOf(rest)).toBeNull();
    }),
  );
});

test.each([
  // Harris, Bates-Jensen et al., J Wound Ostomy Continence Nurs 2010.
  [13, 'minimal'],
  [20, 'minimal'],
  [21, 'mild'],
  [30, 'mild'],
  [31, 'moderate'],
  [40, 'moderate'],
  [41, 'critical'],
  [65, 'critical'],
])('a score of %i is %s', (score, band) => {
  expect(bwatBandOf(score)).toBe(band);
});
