import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PhotoPoint } from './contract.ts';
import {
  calibrationProblem,
  crossesItself,
  distancePx,
  measuredAreaMm2,
  measuredAreaProblem,
  outlineAreaPx2,
  outlineProblem,
} from './photo-measure.ts';

const points = (text: string): PhotoPoint[] =>
  text.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return { x, y };
  });

const SQUARE = points('10,10 110,10 110,110 10,110');
const size = { widthPx: 400, heightPx: 300 };

/** A star around a middle: corners in the order of their angles, so that no two edges cross. */
const star = fc
  .tuple(
    fc.array(fc.double({ min: 5, max: 150, noNaN: true }), { minLength: 3, maxLength: 40 }),
    fc.double({ min: 0, max: 6, noNaN: true }),
  )
  .map(([radii, turn]) =>
    radii.map((radius, at) => ({
      x: 1000 + radius * Math.cos(turn + (at * 2 * Math.PI) / radii.length),
      y: 1000 + radius * Math.sin(turn + (at * 2 * Math.PI) / radii.length),
    })),
  );
const coordinate = fc.double({ min: -900, max: 3000, noNaN: true });
const offset = fc.record({ x: coordinate, y: coordinate });

/** How far apart two areas are, beside which they are large. */
function apart(one: number, other: number): number {
  return Math.abs(one - other) / Math.max(1, other);
}

describe('the area inside an outline', () => {
  // Areas of figures from school.
  test.each([
    ['a square', SQUARE, 10_000],
    ['the same the other way round', SQUARE.toReversed(), 10_000],
    ['a right triangle', points('0,0 30,0 0,40'), 600],
    ['an L', points('0,0 20,0 20,10 10,10 10,30 0,30'), 400],
    ['a line', points('0,0 10,0 20,0'), 0],
  ])('of %s', (_what, outline, areaPx2) => {
    expect(outlineAreaPx2(outline)).toBe(areaPx2);
  });

  test('of a regular polygon comes close to that of its circle', () => {
    const circle = Array.from({ length: 400 }, (_, at) => ({
      x: 200 + 100 * Math.cos((at * Math.PI) / 200),
      y: 200 + 100 * Math.sin((at * Math.PI) / 200),
    }));
    const perfect = Math.PI * 100 ** 2;
    expect(Math.abs(outlineAreaPx2(circle) - perfect) / perfect).toBeLessThan(0.0001);
  });

  test.each<[string, (point: PhotoPoint, by: PhotoPoint) => PhotoPoint]>([
    ['moved', ({ x, y }, by) => ({ x: x + by.x, y: y + by.y })],
    ['mirrored', ({ x, y }) => ({ x: y, y: x })],
    [
      'turned',
      ({ x, y }, by) => ({
        x: x * Math.cos(by.x) - y * Math.sin(by.x),
        y: x * Math.sin(by.x) + y * Math.cos(by.x),
      }),
    ],
  ])('does not change when the outline is %s', (_how, change) => {
    fc.assert(
      fc.property(star, offset, (outline, by) => {
        const changed = outline.map((point) => change(point, by));
        expect(apart(outlineAreaPx2(changed), outlineAreaPx2(outline))).toBeLessThan(1e-6);
      }),
    );
  });

  test('does not change when the outline is begun elsewhere or goes the other way', () => {
    fc.assert(
      fc.property(star, (outline) => {
        const area = outlineAreaPx2(outline);
        const elsewhere = [...outline.slice(2), ...outline.slice(0, 2)];
        expect(apart(outlineAreaPx2(elsewhere), area)).toBeLessThan(1e-6);
        expect(apart(outlineAreaPx2(outline.toReversed()), area)).toBeLessThan(1e-6);
      }),
    );
  });

  test('grows with the square of the scale', () => {
    fc.assert(
      fc.property(star, fc.double({ min: 0.01, max: 50, noNaN: true }), (outline, scale) => {
        const scaled = outline.map(({ x, y }) => ({ x: x * scale, y: y * scale }));
        const expected = outlineAreaPx2(outline) * scale ** 2;
        expect(apart(outlineAreaPx2(scaled), expected)).toBeLessThan(1e-6);
      }),
    );
  });
});

describe('the measured area', () => {
  const ruler = { from: { x: 0, y: 0 }, to: { x: 100, y: 0 }, lengthMm: 50 };

  test('is in whole square millimetres by the ruler in the picture', () => {
    expect(measuredAreaMm2(ruler, SQUARE)).toBe(2500);
    expect(measuredAreaMm2({ ...ruler, to: { x: 60, y: 80 } }, SQUARE)).toBe(2500);
    expect(measuredAreaMm2({ ...ruler, lengthMm: 100 }, SQUARE)).toBe(10_000);
  });

  test('is the same however large the picture was scaled', () => {
    fc.assert(
      fc.property(star, fc.double({ min: 0.2, max: 8, noNaN: true }), (outline, scale) => {
        const scaled = (point: PhotoPoint) => ({ x: point.x * scale, y: point.y * scale });
        const { from, to, lengthMm } = ruler;
        const inScaled = { from: scaled(from), to: scaled(to), lengthMm };
        const [one, other] = [
          measuredAreaMm2(ruler, outline),
          measuredAreaMm2(inScaled, outline.map(scaled)),
        ];
        // A half may be rounded either way.
        expect(Math.abs(one - other)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    [0, 'is less than a square millimetre'],
    [1, null],
    [2_000_000, null],
    [2_000_001, 'is larger than a person'],
  ])('of %i mm² is judged: %s', (areaMm2, problem) => {
    expect(measuredAreaProblem(areaMm2)).toBe(problem);
  });
});

describe('an outline', () => {
  test.each([
    ['a square', SQUARE, null],
    ['to the very edge', points('0,0 400,0 400,300 0,300'), null],
    ['the same point twice', points('10,10 10,10 110,10 110,110 110,110 10,110 10,10'), null],
    ['a bow tie', points('10,10 110,110 110,10 10,110'), 'crosses itself'],
    ['a corner on another edge', points('10,10 110,10 110,110 60,10 10,110'), 'crosses itself'],
    [
      'a spike that goes back on itself',
      points('10,10 110,10 110,60 200,60 110,60 110,110'),
      'crosses itself',
    ],
    ['a line', points('10,10 20,10 30,10'), 'holds nothing'],
    ['less than a pixel', points('10,10 11,10 10,11'), 'holds nothing'],
    ['left of the picture', points('-1,10 50,10 50,50'), 'lies outside the picture'],
    ['below the picture', points('10,10 50,10 50,301'), 'lies outside the picture'],
  ])('%s: %s', (_what, outline, problem) => {
    expect(outlineProblem(outline, size)).toBe(problem);
  });

  test('around a middle never crosses itself, and does once two of its corners change places', () => {
    fc.assert(
      fc.property(star, (outline) => {
        expect(crossesItself(outline)).toBe(false);
      }),
    );
    const [a, b, c, d] = SQUARE;
    expect(crossesItself([a, c, b, d].flatMap((each) => each ?? []))).toBe(true);
  });

  test('of as many corners as are taken is judged while the finger is still down', () => {
    const many = Array.from({ length: 500 }, (_, at) => ({
      x: 200 + 90 * Math.cos((at * Math.PI) / 250),
      y: 150 + 90 * Math.sin((at * Math.PI) / 250),
    }));
    const startedAt = performance.now();
    expect(outlineProblem(many, size)).toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

test.each([
  [{ from: { x: 0, y: 0 }, to: { x: 20, y: 0 } }, null],
  [{ from: { x: 0, y: 0 }, to: { x: 19, y: 0 } }, 'lie too close together'],
  [{ from: { x: 0, y: 0 }, to: { x: 401, y: 0 } }, 'lie outside the picture'],
  [{ from: { x: 0, y: 301 }, to: { x: 40, y: 0 } }, 'lie outside the picture'],
])('a ruler from %o is judged: %s', (marks, problem) => {
  expect(calibrationProblem({ ...marks, lengthMm: 10 }, size)).toBe(problem);
});

test('the distance of two points is that of Pythagoras', () => {
  expect(distancePx({ x: 1, y: 2 }, { x: 4, y: 6 })).toBe(5);
});
