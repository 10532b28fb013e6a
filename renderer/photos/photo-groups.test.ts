import { expect, test } from 'vitest';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { galleryRows, groupPhotos, placeAfterKey, rowOfPhoto } from './photo-groups.ts';

const photo = (id: string, assessmentId: string, takenAt: string): WoundPhoto => ({
  id,
  patientId: 'p',
  woundId: 'w',
  assessmentId,
  amendmentId: null,
  digest: id,
  thumbnailDigest: id,
  mediaType: 'image/jpeg',
  widthPx: 100,
  heightPx: 100,
  takenAt,
  caption: null,
  calibration: null,
  outline: null,
  measuredAreaMm2: null,
  addedByName: 'Nurse',
  createdAt: takenAt,
  voidedAt: null,
  voidReason: null,
  isLocked: false,
  version: 1,
});

const photos = [
  photo('1', 'old', '2026-03-01T10:00:00Z'),
  photo('2', 'new', '2026-03-08T10:00:00Z'),
  photo('3', 'new', '2026-03-08T10:05:00Z'),
  photo('4', 'new', '2026-03-08T10:06:00Z'),
];

test('photos stand by assessment, the newest first in all and in each', () => {
  const groups = groupPhotos(photos);
  expect(
    groups.map(({ assessmentId, photos: own }) => [assessmentId, own.map(({ id }) => id)]),
  ).toEqual([
    ['new', ['4', '3', '2']],
    ['old', ['1']],
  ]);
});

test('a gallery has a heading for each assessment and as many photos in a row as fit', () => {
  const rows = galleryRows(groupPhotos(photos), 2);
  expect(rows.map((row) => (row.kind === 'heading' ? 'heading' : row.photos.length))).toEqual([
    'heading',
    2,
    1,
    'heading',
    1,
  ]);
  expect([0, 1, 2, 3, 4].map((place) => rowOfPhoto(rows, place))).toEqual([1, 1, 2, 4, -1]);
});

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 3],
  ['ArrowUp', 3, 1],
  ['End', 0, 3],
  ['Home', 3, 0],
  ['x', 1, null],
])('%s leads from photo %i to %s', (key, from, to) => {
  expect(placeAfterKey(key, from, { columns: 2, count: 4 })).toBe(to);
});
