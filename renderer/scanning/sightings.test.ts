import { expect, test } from 'vitest';
import type { FoundBarcode } from './found-barcode.ts';
import { NOTHING_SEEN, see } from './sightings.ts';

const matrix: FoundBarcode = { raw: ']d201…', isLinear: false };
const bars: FoundBarcode = { raw: ']C110…', isLinear: true };

/** What is told of pictures 100 ms apart, or as far as said. */
function toldOf(pictures: readonly (readonly FoundBarcode[])[], gapMs = 100) {
  let seen = NOTHING_SEEN;
  return pictures.map((found, index) => {
    const step = see(seen, found, index * gapMs);
    seen = step.seen;
    return step.told;
  });
}

test('a label before the camera is told once', () => {
  expect(toldOf([[matrix], [matrix], [], [matrix]])).toEqual([[matrix.raw], [], [], []]);
});

test('and again once it has been away', () => {
  expect(toldOf([[matrix], [], [matrix]], 1000)).toEqual([[matrix.raw], [], [matrix.raw]]);
});

test('bars are told when two pictures agree', () => {
  expect(toldOf([[bars], [], [bars], [bars]])).toEqual([[], [], [bars.raw], []]);
});

test('both labels of a pack are told', () => {
  expect(toldOf([[matrix, bars], [bars]])).toEqual([[matrix.raw], [bars.raw]]);
});
