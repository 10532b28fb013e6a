import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineAreaPx2 } from '../../shared/photos/photo-measure.ts';
import { insidePicture, nearestPoint, simplifiedTrace, withPointAfter } from './measure-points.ts';

const circle = (count: number, radius: number) =>
  Array.from({ length: count }, (_, at) => ({
    x: 500 + radius * Math.cos((2 * Math.PI * at) / count),
    y: 500 + radius * Math.sin((2 * Math.PI * at) / count),
  }));

test.each([50, 120, 300])(
  'a circle of radius %i px that was drawn by hand keeps its area within 2 percent',
  (radius) => {
    const simple = simplifiedTrace(circle(400, radius), radius / 100);
    expect(simple.length).toBeLessThanOrEqual(60);
    expect(simple.length).toBeGreaterThan(8);
    const area = Math.PI * radius ** 2;
    expect(Math.abs(outlineAreaPx2(simple) - area) / area).toBeLessThan(0.02);
  },
);

test('whatever was scribbled, few enough points are left to be moved one by one', () => {
  const point = fc.record({ x: fc.integer({ max: 4000 }), y: fc.integer({ max: 4000 }) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 400 }), (trace) => {
      expect(simplifiedTrace(trace, 1).length).toBeLessThanOrEqual(60);
    }),
  );
});

test('a point never leaves its picture', () => {
  const size = { widthPx: 640, heightPx: 480 };
  expect(insidePicture({ x: -5, y: 700 }, size)).toEqual({ x: 0, y: 480 });
  expect(insidePicture({ x: 12.34, y: 5 }, size)).toEqual({ x: 12.3, y: 5 });
});

test('the nearest point is taken only within reach', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ];
  expect(nearestPoint(points, { x: 8, y: 0 }, 5)).toBe(1);
  expect(nearestPoint(points, { x: 30, y: 0 }, 5)).toBe(-1);
});

test('a corner that is added stands halfway to the next, also behind the last', () => {
  const triangle = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 0, y: 10 },
  ];
  expect(withPointAfter(triangle, 0)[1]).toEqual({ x: 5, y: 0 });
  expect(withPointAfter(triangle, 2)[3]).toEqual({ x: 0, y: 5 });
  expect(outlineAreaPx2(withPointAfter(triangle, 1))).toBe(outlineAreaPx2(triangle));
});
