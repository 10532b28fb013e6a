import { expect, test } from 'vitest';
import { areaOf, scoredAreaOf, sizeProblem } from './area.ts';
import { hoursClockwise, shareOfEdgePercent, tunnelWords, underminingWords } from './clock.ts';
import { infectionSigns } from './infection-signs.ts';

const none = { method: null, lengthMm: null, widthMm: null, tracedAreaMm2: null } as const;
const ruled = { ...none, method: 'ruler', lengthMm: 20, widthMm: 31 } as const;

test.each([
  [none, null],
  // The width, side to side, may exceed the length, head to toe.
  [ruled, 620],
  [{ ...ruled, method: 'traced', tracedAreaMm2: 430 }, 430],
  [{ ...ruled, method: 'traced' }, null],
  [{ ...ruled, method: 'photo', tracedAreaMm2: 430 }, 430],
  [{ ...ruled, method: 'photo' }, 620],
  [{ ...ruled, widthMm: null }, null],
] as const)('the area of %j is %s', (measured, areaMm2) => {
  expect(areaOf(measured)).toBe(areaMm2);
});

test('scores take length times width, and a traced area where that is missing', () => {
  expect(scoredAreaOf({ lengthMm: 20, widthMm: 31, areaMm2: 430 })).toBe(620);
  expect(scoredAreaOf({ lengthMm: null, widthMm: null, areaMm2: 430 })).toBe(430);
});

test.each([
  ['nothing', none, 'fits'],
  ['length and width by ruler', ruled, 'fits'],
  ['a traced area alone', { ...none, method: 'traced', tracedAreaMm2: 9 }, 'fits'],
  ['closed tissue', { ...ruled, lengthMm: 0, widthMm: 0 }, 'fits'],
  ['a length alone', { ...ruled, widthMm: null }, 'both length and width'],
  ['no method', { ...ruled, method: null }, 'how the size was measured'],
  ['no size', { ...none, method: 'photo' }, 'Enter length and width'],
  ['no traced area', { ...ruled, method: 'traced' }, 'Enter the traced area'],
  ['a traced area by ruler', { ...ruled, tracedAreaMm2: 9 }, 'Choose "traced"'],
  ['a slit without width', { ...ruled, widthMm: 0 }, 'at least 1 mm each way'],
  ['closed by ruler, open by trace', { ...ruled, method: 'photo', tracedAreaMm2: 0 }, 'all 0'],
] as const)('a size of %s', (_name, measured, words) => {
  const problem = sizeProblem(measured);
  expect(problem ?? 'fits').toContain(words);
});

test.for([
  [12, 3, 3, 25],
  [10, 2, 4, 33],
  [3, 12, 9, 75],
  [6, 6, 0, 100],
] as const)(
  'from %i clockwise to %i o’clock are %i hours, %i %% of the edge',
  ([from, to, hours, share]) => {
    expect(hoursClockwise(from, to)).toBe(hours);
    expect(shareOfEdgePercent(from, to)).toBe(share);
  },
);

test('undermining and tunnels have their words', () => {
  expect(underminingWords({ fromClock: 2, toClock: 5, depthMm: 12 })).toBe('2 to 5 o’clock, 12 mm');
  expect(underminingWords({ fromClock: 12, toClock: 12, depthMm: 8 })).toBe('all around, 8 mm');
  expect(tunnelWords({ clock: 6, depthMm: 20 })).toBe('6 o’clock, 20 mm');
});

test('every sign of infection has its own code, short enough to be written', () => {
  const codes = infectionSigns.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[a-zA-Z]{3,40}$/);
});
