import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { createTurns } from '../platform/turns.ts';

// Its cache would keep pictures of charts in memory, and more than one thread per picture would take the
// computer from whoever types.
sharp.cache(false);
sharp.concurrency(1);
// Everything else that it could open (SVG, HEIF, TIFF, GIF) is more to go wrong.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

/** Longer than this a picture's long side is not kept: 12 megapixels, what a good phone takes. */
const LONGEST_SIDE_PX = 4000;
const THUMBNAIL_SIDE_PX = 320;
const JPEG_QUALITY = 90;
const THUMBNAIL_QUALITY = 75;
const TIME_LIMIT_SECONDS = 30;

/** One picture at a time: it bounds the memory that they take together. */
const inTurn = createTurns();

export type Header = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly exif: Uint8Array | undefined;
};

/** What a picture says of itself; no pixel is decoded, however many there are. Rejects when unreadable. */
export async function readHeader(bytes: Uint8Array): Promise<Header> {
  const { width, height, exif } = await sharp(bytes, { limitInputPixels: false }).metadata();
  return { widthPx: width, heightPx: height, exif };
}

export type Picture = {
  readonly bytes: Uint8Array;
  readonly thumbnail: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
};

/**
 * The same picture upright as an sRGB JPEG, and a small one. Only pixels come through: metadata, colour
 * profile and anything hidden in the file stay behind. Rejects when one bit of it cannot be decoded.
 */
export function remakePhoto(bytes: Uint8Array): Promise<Picture> {
  return inTurn(async () => {
    const { data, info } = await made(
      decoded(bytes)
        .resize(insideSquare(LONGEST_SIDE_PX))
        .flatten({ background: 'white' })
        .jpeg({ quality: JPEG_QUALITY }),
    );
    const small = await made(
      decoded(data).resize(insideSquare(THUMBNAIL_SIDE_PX)).webp({ quality: THUMBNAIL_QUALITY }),
    );
    return { bytes: data, thumbnail: small.data, widthPx: info.width, heightPx: info.height };
  });
}

export type Signature = Omit<Picture, 'thumbnail'> & {
  /** True when all of it has one colour. */
  readonly isBlank: boolean;
};

/** A drawn signature on white as a PNG. Rejects when it cannot be decoded. */
export function remakeSignature(bytes: Uint8Array): Promise<Signature> {
  return inTurn(async () => {
    const { data, info } = await made(
      decoded(bytes).flatten({ background: 'white' }).png({ compressionLevel: 9 }),
    );
    const { channels } = await sharp(data).stats();
    const isBlank = channels.every(({ min, max }) => min === max);
    return { bytes: data, widthPx: info.width, heightPx: info.height, isBlank };
  });
}

const PRINTED_SIDE_PX = 1100;
const PRINTED_QUALITY = 80;

/** A picture as it stands on paper: a small JPEG. Rejects when it cannot be decoded. */
export function remakeForPrint(bytes: Uint8Array): Promise<Uint8Array> {
  return inTurn(async () => {
    const { data } = await made(
      decoded(bytes)
        .resize(insideSquare(PRINTED_SIDE_PX))
        .flatten({ background: 'white' })
        .jpeg({ quality: PRINTED_QUALITY }),
    );
    return data;
  });
}

function decoded(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'warning' })
    .timeout({ seconds: TIME_LIMIT_SECONDS })
    .autoOrient()
    .toColourspace('srgb');
}

function insideSquare(side: number) {
  return { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const;
}

function made(pipeline: Sharp): Promise<{ data: Buffer; info: OutputInfo }> {
  return pipeline.toBuffer({ resolveWithObject: true });
}
