import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BytePurpose } from '../shared/base/bridge.ts';
import { digestsIn } from './blob-stores.ts';
import { allRows, codeOf, messageOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { openPhotoClinic, type PhotoClinic } from './photo-clinic.ts';
import {
  boastingJpegBytes,
  bombBytes,
  HIDDEN_SCRIPT,
  noisyBytes,
  pdfBytes,
  photoBytes,
  signatureBytes,
} from './pictures.ts';

let app: TestCore;
let clinic: PhotoClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
});
afterAll(() => app.close());

const MIB = 1024 * 1024;
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Everything that a file could have left behind, but for the audit trail. */
async function everything() {
  return {
    digests: await digestsIn(app.files),
    rows: await Promise.all(
      (['storedFiles', 'storedFileContents', 'woundPhotos', 'chartDocuments'] as const).map(
        (table) => allRows(app.database, table),
      ),
    ),
  };
}

async function put(purpose: BytePurpose, bytes: Uint8Array) {
  return app.core.putBytes(clinic.nurse.session, purpose, bytes);
}

async function kept(purpose: BytePurpose, bytes: Uint8Array) {
  const stored = valueOf(await put(purpose, bytes));
  const read = async (digest: string) =>
    valueOf(await app.core.getBytes(clinic.nurse.session, digest));
  const { content } = stored;
  return {
    stored,
    bytes: await read(stored.digest),
    thumbnail: content?.thumbnailDigest ? await read(content.thumbnailDigest) : null,
  };
}

describe('a file that is no good is refused in plain words, and leaves nothing behind', () => {
  const truncated = async () => {
    const whole = await noisyBytes(800, 600);
    return whole.subarray(0, whole.length / 2);
  };
  const flipped = async () => {
    const bytes = Uint8Array.from(await noisyBytes(800, 600));
    bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 400);
    return bytes;
  };
  const svg = text(`<svg xmlns="http://www.w3.org/2000/svg">${HIDDEN_SCRIPT}</svg>`);
  const ftyp = Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0', 'latin1');
  const gif = () =>
    sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .gif()
      .toBuffer();
  const blank = () =>
    sharp({ create: { width: 300, height: 120, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();

  test.for<[BytePurpose, string, () => Uint8Array | Promise<Uint8Array>, string, RegExp]>([
    [
      'photo',
      'of 40 MB',
      () => new Uint8Array(40 * MIB).fill(0xff),
      'TooLarge',
      /larger than 30 MB/,
    ],
    ['photo', 'a PDF called .jpg', () => pdfBytes(1), 'WrongFileKind', /is a PDF.*document/],
    ['photo', 'a truncated JPEG', truncated, 'UnreadableFile', /damaged or cut off/],
    ['photo', 'a JPEG with damaged pixels', flipped, 'UnreadableFile', /damaged or cut off/],
    ['photo', 'a JPEG that is only a mark', () => text('\u00ff'), 'WrongFileKind', /not a picture/],
    ['photo', 'an image bomb', () => bombBytes(30_000), 'TooLarge', /30000 by 30000 pixels/],
    ['photo', 'a JPEG bomb', () => boastingJpegBytes(30_000), 'TooLarge', /30000 by 30000 pixels/],
    [
      'photo',
      'a JPEG that claims a little more than it has',
      () => boastingJpegBytes(2000),
      'UnreadableFile',
      /damaged or cut off/,
    ],
    ['photo', 'an SVG with a script', () => svg, 'WrongFileKind', /SVG/],
    ['photo', 'a web page', () => text('<!doctype html><p>'), 'WrongFileKind', /web page/],
    ['photo', 'a GIF', gif, 'WrongFileKind', /is a GIF/],
    ['photo', 'a HEIC', () => ftyp, 'WrongFileKind', /HEIC.*JPEG/],
    ['photo', 'an empty file', () => new Uint8Array(), 'WrongFileKind', /is empty/],
    ['photo', 'text', () => text('hello'), 'WrongFileKind', /not a picture/],
    [
      'document',
      'of 60 MB',
      () => Buffer.concat([pdfBytes(1), Buffer.alloc(60 * MIB)]),
      'TooLarge',
      /larger than 50 MB/,
    ],
    ['document', 'a Word file', () => text('PK\u0003\u0004'), 'WrongFileKind', /print it as PDF/],
    [
      'document',
      'an encrypted PDF',
      () => pdfBytes(1, '/Encrypt 9 0 R '),
      'ProtectedFile',
      /encrypted/,
    ],
    ['document', 'a truncated PDF', () => pdfBytes(3).slice(0, 200), 'UnreadableFile', /cut off/],
    ['document', 'a truncated scan', truncated, 'UnreadableFile', /damaged or cut off/],
    ['document', 'an SVG with a script', () => svg, 'WrongFileKind', /SVG/],
    ['document', 'an empty file', () => new Uint8Array(), 'WrongFileKind', /is empty/],
    ['signature', 'a JPEG', () => photoBytes(), 'WrongFileKind', /PNG or WebP/],
    ['signature', 'of 2 MB', () => new Uint8Array(2 * MIB), 'TooLarge', /larger than 1 MB/],
    [
      'signature',
      'of 5000 pixels',
      () => photoBytes({ width: 5000, height: 9, format: 'png' }),
      'TooLarge',
      /4000 by 2000/,
    ],
    ['signature', 'without a stroke', blank, 'NothingDrawn', /blank/],
  ])('as %s: %s', async ([purpose, , bytes, code, words]) => {
    const given = await bytes();
    const before = await everything();
    const reply = await put(purpose, given);
    expect({ code: codeOf(reply), message: messageOf(reply) }).toEqual({
      code,
      message: expect.stringMatching(words),
    });
    expect(await everything()).toEqual(before);
    expect(app.incidents).toEqual([]);
  });

  test('from whoever may not write a chart', async () => {
    const [bytes, biller] = [await photoBytes(), await app.signIn('biller')];
    const before = await everything();
    expect(codeOf(await app.core.putBytes(biller.session, 'photo', bytes))).toBe('Forbidden');
    expect(await everything()).toEqual(before);
  });
});

test('an image bomb is refused from its header, without being decoded', async () => {
  const bomb = bombBytes(30_000);
  expect(bomb.length).toBeLessThan(MIB);
  const before = process.memoryUsage().rss;
  const startedAt = performance.now();
  expect(codeOf(await put('photo', bomb))).toBe('TooLarge');
  expect(performance.now() - startedAt).toBeLessThan(2000);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * MIB);
});

describe('of a photo only its pixels are kept', () => {
  test.for(['jpeg', 'png', 'webp'] as const)(
    'a %s comes out as a JPEG without the place, the script or the camera',
    async (format) => {
      const given = await photoBytes({ format, takenAt: '2026:03:09 08:07:06' });
      expect(Buffer.from(given).includes(HIDDEN_SCRIPT)).toBe(true);
      const { stored, bytes, thumbnail } = await kept('photo', given);
      for (const each of [bytes, thumbnail ?? given]) {
        expect(Buffer.from(each).includes('script')).toBe(false);
        const { exif, xmp, iptc, icc } = await sharp(each).metadata();
        expect({ exif, xmp, iptc, icc }).toEqual({});
      }
      expect((await sharp(bytes).metadata()).format).toBe('jpeg');
      expect(stored.content).toEqual({
        mediaType: 'image/jpeg',
        widthPx: 640,
        heightPx: 480,
        pageCount: null,
        takenAt: '2026-03-09T08:07:06',
        thumbnailDigest: stored.content?.thumbnailDigest,
      });
    },
  );

  test('what stands behind the end of the picture is gone', async () => {
    const given = Buffer.concat([await photoBytes(), Buffer.from(`PK${HIDDEN_SCRIPT}`)]);
    const { bytes } = await kept('photo', given);
    expect(Buffer.from(bytes).includes('script')).toBe(false);
  });

  test('a small one is made at once, and one longer than 4000 pixels is made smaller', async () => {
    const { stored, bytes, thumbnail } = await kept(
      'photo',
      await photoBytes({ width: 5000, height: 2500 }),
    );
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 4000, height: 2000 });
    expect(stored.content).toMatchObject({ widthPx: 4000, heightPx: 2000 });
    expect(await sharp(thumbnail ?? bytes).metadata()).toMatchObject({
      format: 'webp',
      width: 320,
      height: 160,
    });
  });

  test('what is see-through becomes white, and a colour profile becomes plain sRGB', async () => {
    const clear = { create: { width: 50, height: 40, channels: 4, background: '#0000' } } as const;
    const { bytes } = await kept('photo', await sharp(clear).png().toBuffer());
    expect((await sharp(bytes).stats()).channels.map(({ mean }) => mean)).toEqual([255, 255, 255]);
    const red = { create: { width: 50, height: 40, channels: 3, background: '#c83c3c' } } as const;
    const wide = await sharp(red).withIccProfile('p3').jpeg({ quality: 100 }).toBuffer();
    const { channels } = await sharp((await kept('photo', wide)).bytes).stats();
    for (const [at, value] of [200, 60, 60].entries())
      expect(Math.abs((channels[at]?.mean ?? 0) - value)).toBeLessThan(4);
  });

  /** The corner in which the dark quarter stands, of a picture as it is kept. */
  async function darkCorner(bytes: Uint8Array): Promise<string> {
    const { data, info } = await sharp(bytes)
      .resize(2, 2, { fit: 'fill', kernel: 'nearest' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const green = [0, 1, 2, 3].map((at) => data[at * info.channels + 1] ?? 0);
    return ['left upper', 'right upper', 'left lower', 'right lower'][
      green.indexOf(Math.min(...green))
    ] as string;
  }

  // Exif 2.32, tag 0x0112: where the first row and column of what was taken stand.
  test.for([
    [1, 'left upper', [640, 480]],
    [2, 'right upper', [640, 480]],
    [3, 'right lower', [640, 480]],
    [4, 'left lower', [640, 480]],
    [5, 'left upper', [480, 640]],
    [6, 'right upper', [480, 640]],
    [7, 'right lower', [480, 640]],
    [8, 'left lower', [480, 640]],
  ] as const)(
    'held as in orientation %i it stands upright: dark at the %s',
    async ([orientation, corner, size]) => {
      const { stored, bytes, thumbnail } = await kept('photo', await photoBytes({ orientation }));
      expect([stored.content?.widthPx, stored.content?.heightPx]).toEqual(size);
      expect(await darkCorner(bytes)).toBe(corner);
      expect(await darkCorner(thumbnail ?? bytes)).toBe(corner);
      expect((await sharp(bytes).metadata()).orientation).toBeUndefined();
    },
  );
});

describe('documents and signatures', () => {
  test('a PDF is kept as it is, with its pages counted', async () => {
    const { stored, bytes } = await kept('document', pdfBytes(3));
    expect(Buffer.compare(bytes, pdfBytes(3))).toBe(0);
    expect(stored.content).toEqual({
      mediaType: 'application/pdf',
      thumbnailDigest: null,
      widthPx: null,
      heightPx: null,
      pageCount: 3,
      takenAt: null,
    });
  });

  test('a scan goes the way of a photo', async () => {
    const { stored, bytes } = await kept('document', await photoBytes({ format: 'png' }));
    expect(stored.content).toMatchObject({ mediaType: 'image/jpeg', widthPx: 640 });
    expect(Buffer.from(bytes).includes('script')).toBe(false);
  });

  test('a signature becomes a PNG on white', async () => {
    const { stored, bytes } = await kept('signature', await signatureBytes());
    expect(stored.content).toMatchObject({ mediaType: 'image/png', widthPx: 300, heightPx: 120 });
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', hasAlpha: false });
  });
});
