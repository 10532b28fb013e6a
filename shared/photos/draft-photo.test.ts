import { expect, test } from 'vitest';
import { type DraftPhoto, photosIn, withPhotos } from './draft-photo.ts';

const photo: DraftPhoto = {
  digest: 'a'.repeat(64),
  thumbnailDigest: 'b'.repeat(64),
  name: 'Camera',
  day: '2026-03-10',
  time: '10:00',
  isDayUnsure: false,
  caption: 'Before cleaning',
};

test('photos that wait are kept with the form and read again as they were', () => {
  const content = JSON.parse(JSON.stringify(withPhotos({ entry: 'typed' }, [photo])));
  expect(content['entry']).toBe('typed');
  expect(photosIn(content)).toEqual([photo]);
});

test('a form without photos keeps nothing about them', () => {
  expect(withPhotos({ entry: 'typed' }, [])).toEqual({ entry: 'typed' });
  expect(photosIn({ entry: 'typed' })).toEqual([]);
});

test('of a draft from another release what can be told is taken, and no photo hides the others', () => {
  const older = { digest: 'c'.repeat(64) };
  const read = photosIn({ photos: [{ digest: 'none' }, older, 7, { ...photo }] });
  expect(read).toEqual([
    {
      digest: 'c'.repeat(64),
      thumbnailDigest: null,
      name: '',
      day: '',
      time: '',
      isDayUnsure: true,
      caption: '',
    },
    photo,
  ]);
  expect(photosIn({ photos: 'lost' })).toEqual([]);
});
