import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitView, middleOf, panBy, pointInPane, pointInPicture, zoomAbout } from './zoom-view.ts';

const size = fc.record({
  width: fc.integer({ min: 50, max: 6000 }),
  height: fc.integer({ min: 50, max: 6000 }),
});
const framing = fc.record({ picture: size, pane: size });
const part = fc.double({ min: 0, max: 1, noNaN: true });

test('all of a picture is in the pane at first, in its middle', () => {
  fc.assert(
    fc.property(framing, ({ picture, pane }) => {
      const view = fitView({ picture, pane });
      const middle = pointInPane(view, middleOf(picture));
      expect(middle.x).toBeCloseTo(pane.width / 2, 6);
      expect(middle.y).toBeCloseTo(pane.height / 2, 6);
      expect(picture.width * view.scale).toBeLessThanOrEqual(pane.width + 1e-6);
      expect(picture.height * view.scale).toBeLessThanOrEqual(pane.height + 1e-6);
    }),
  );
});

test('zooming leaves what is under the pointer where it is, while the picture fills the pane', () => {
  fc.assert(
    fc.property(framing, part, part, (each, alongX, alongY) => {
      const { pane } = each;
      const before = zoomAbout(fitView(each), { at: middleOf(pane), factor: 100 }, each);
      const at = { x: pane.width * alongX, y: pane.height * alongY };
      const after = zoomAbout(before, { at, factor: 0.999 }, each);
      const fills =
        each.picture.width * after.scale > pane.width * 1.01 &&
        each.picture.height * after.scale > pane.height * 1.01;
      fc.pre(fills && before.x < 0 && before.y < 0);
      const [was, is] = [pointInPicture(before, at), pointInPicture(after, at)];
      // At an edge the picture follows rather than leave a gap, by no more than it grew smaller.
      expect(Math.abs(was.x - is.x)).toBeLessThan(each.picture.width * 0.01);
      expect(Math.abs(was.y - is.y)).toBeLessThan(each.picture.height * 0.01);
    }),
  );
});

test('no move leaves a gap at an edge that the picture could fill', () => {
  const by = fc.record({ x: fc.integer(), y: fc.integer() });
  fc.assert(
    fc.property(framing, by, (each, step) => {
      const { picture, pane } = each;
      const large = zoomAbout(fitView(each), { at: middleOf(pane), factor: 100 }, each);
      const view = panBy(large, step, each);
      fc.pre(picture.width * view.scale >= pane.width);
      expect(view.x).toBeLessThanOrEqual(0);
      expect(view.x + picture.width * view.scale).toBeGreaterThanOrEqual(pane.width - 1e-6);
    }),
  );
});

test('a point of the picture and the one that shows it name each other', () => {
  const view = { scale: 0.5, x: -20, y: 10 };
  const inPane = pointInPane(view, { x: 300, y: 200 });
  expect(inPane).toEqual({ x: 130, y: 110 });
  expect(pointInPicture(view, inPane)).toEqual({ x: 300, y: 200 });
});
