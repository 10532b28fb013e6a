import { expect, test } from 'vitest';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { type Drawn, measuredOf } from './use-measure.ts';

const photo: WoundPhoto = {
  id: 'p',
  patientId: 'p',
  woundId: 'w',
  assessmentId: 'a',
  amendmentId: null,
  digest: 'd',
  thumbnailDigest: 't',
  mediaType: 'image/jpeg',
  widthPx: 1000,
  heightPx: 800,
  takenAt: '2026-03-01T10:00:00Z',
  caption: null,
  calibration: null,
  outline: null,
  measuredAreaMm2: null,
  addedByName: 'Nurse',
  createdAt: '2026-03-01T10:00:00Z',
  voidedAt: null,
  voidReason: null,
  isLocked: false,
  version: 1,
};

// 10 pixels to the millimetre, and a square of 20 mm.
const drawn: Drawn = {
  marks: [
    { x: 100, y: 700 },
    { x: 600, y: 700 },
  ],
  moved: [true, true],
  outline: [
    { x: 300, y: 200 },
    { x: 500, y: 200 },
    { x: 500, y: 400 },
    { x: 300, y: 400 },
  ],
};

test('marks that somebody put on the ruler and an outline make an area', () => {
  expect(measuredOf(photo, drawn, 50)).toMatchObject({ areaMm2: 400, problem: null });
});

test.each([
  { what: 'no length is said', lengthMm: null, change: {} },
  {
    what: 'a mark still stands where it stood at first',
    lengthMm: 50,
    change: { moved: [true, false] as const },
  },
  {
    what: 'the outline has two corners',
    lengthMm: 50,
    change: { outline: drawn.outline.slice(0, 2) },
  },
])('there is no area while $what', ({ lengthMm, change }) => {
  expect(measuredOf(photo, { ...drawn, ...change }, lengthMm)).toMatchObject({
    areaMm2: null,
    problem: null,
  });
});

test.each([
  {
    what: 'crosses itself',
    change: { outline: [0, 2, 1, 3].flatMap((at) => drawn.outline.slice(at, at + 1)) },
    problem: 'The outline crosses itself.',
  },
  {
    what: 'has marks in one place',
    change: { marks: [drawn.marks[0], { x: 105, y: 700 }] as const },
    problem: "The ruler's marks lie too close together.",
  },
])('a drawing that $what says so, and makes no area', ({ change, problem }) => {
  expect(measuredOf(photo, { ...drawn, ...change }, 50)).toMatchObject({ areaMm2: null, problem });
});
