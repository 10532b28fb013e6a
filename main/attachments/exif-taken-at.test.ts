import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { takenAtOf } from './exif-taken-at.ts';

type Written = Readonly<Record<string, string>>;

/** The Exif bytes that a real encoder writes. */
async function exifWith(tags: Written, format: 'jpeg' | 'png' | 'webp' = 'jpeg') {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Make: 'Camera' }, IFD2: tags })
    .toFormat(format)
    .toBuffer();
  const { exif } = await sharp(picture).metadata();
  return exif;
}

describe('when a camera says that it took the picture', () => {
  // Tags of CIPA DC-008 (Exif 2.32): 0x9003, 0x9004, 0x9011.
  test.each<[string, Written, string | null]>([
    [
      'with its offset',
      { DateTimeOriginal: '2026:03:09 08:07:06', OffsetTimeOriginal: '-04:00' },
      '2026-03-09T08:07:06-04:00',
    ],
    ['without one', { DateTimeOriginal: '2026:03:09 08:07:06' }, '2026-03-09T08:07:06'],
    [
      'with an offset that is none',
      { DateTimeOriginal: '2026:03:09 08:07:06', OffsetTimeOriginal: 'winter' },
      '2026-03-09T08:07:06',
    ],
    [
      'only when it was digitized',
      { DateTimeDigitized: '2024:02:29 23:59:59' },
      '2024-02-29T23:59:59',
    ],
    ['on a day that is none', { DateTimeOriginal: '2026:02:29 08:07:06' }, null],
    ['at an hour that is none', { DateTimeOriginal: '2026:03:09 24:07:06' }, null],
    ['as a clock that was never set', { DateTimeOriginal: '0000:00:00 00:00:00' }, null],
    ['as blanks', { DateTimeOriginal: '    :  :     :  :  ' }, null],
    ['as a script', { DateTimeOriginal: '<script>alert(1)</script>' }, null],
    ['not at all', {}, null],
  ])('%s', async (_how, tags, takenAt) => {
    expect(takenAtOf(await exifWith(tags))).toBe(takenAt);
  });

  test.each(['png', 'webp'] as const)('it is read from a %s as well', async (format) => {
    const exif = await exifWith({ DateTimeOriginal: '2026:03:09 08:07:06' }, format);
    expect(takenAtOf(exif)).toBe('2026-03-09T08:07:06');
  });

  test('it is read in either order of bytes', () => {
    const text = '2026:03:09 08:07:06\0';
    const bytes = Buffer.alloc(64);
    bytes.write('MM\0*', 0, 'latin1');
    bytes.writeUInt32BE(8, 4);
    bytes.writeUInt16BE(1, 8);
    bytes.writeUInt16BE(0x8769, 10);
    bytes.writeUInt32BE(26, 18);
    bytes.writeUInt16BE(1, 26);
    bytes.writeUInt16BE(0x9003, 28);
    bytes.writeUInt32BE(text.length, 32);
    bytes.writeUInt32BE(44, 36);
    bytes.write(text, 44, 'latin1');
    expect(takenAtOf(bytes)).toBe('2026-03-09T08:07:06');
  });
});

test('whatever the bytes are, the answer is a time or none', async () => {
  const real = (await exifWith({ DateTimeOriginal: '2026:03:09 08:07:06' })) ?? Buffer.alloc(0);
  expect(takenAtOf(undefined)).toBeNull();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { maxLength: 12 }),
      fc.nat(real.length),
      (changes, length) => {
        const bytes = Uint8Array.from(real);
        for (const [at, value] of changes) bytes[at] = value;
        expect(takenAtOf(bytes.subarray(0, length)) ?? '2026-01-01T').toMatch(/^\d{4}-\d\d-\d\dT/);
      },
    ),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(takenAtOf(bytes)).toBeNull();
    }),
  );
});
