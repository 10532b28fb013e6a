import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A script where cameras write words, and a place that is nobody's business. */
export const HIDDEN_SCRIPT = '<script>alert(1)</script>';

const INK = { r: 180, g: 40, b: 40 };
const PAPER = { r: 230, g: 200, b: 180 };

/** A picture whose left upper quarter is dark red, so that turning it shows. */
export async function photoBytes(
  given: {
    readonly width?: number;
    readonly height?: number;
    readonly format?: 'jpeg' | 'png' | 'webp';
    /** The Exif number of how the camera was held; 1 is upright. */
    readonly orientation?: number;
    readonly takenAt?: string;
  } = {},
): Promise<Uint8Array> {
  const { width = 640, height = 480, format = 'jpeg', orientation = 1, takenAt } = given;
  const mark = await sharp({
    create: {
      width: Math.ceil(width / 2),
      height: Math.ceil(height / 2),
      channels: 3,
      background: INK,
    },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: PAPER } })
    .composite([{ input: mark, left: 0, top: 0 }])
    .withMetadata({ orientation })
    .withExifMerge({
      IFD0: { Make: 'Camera', ImageDescription: HIDDEN_SCRIPT },
      IFD2: takenAt === undefined ? {} : { DateTimeOriginal: takenAt },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
    })
    .toFormat(format)
    .toBuffer();
}

/** A picture of noise, which no format makes small. */
export function noisyBytes(width: number, height: number): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const;
  return sharp({ create: { width, height, channels: 3, background: 'black', noise } })
    .jpeg({ quality: 98 })
    .toBuffer();
}

/** A stroke on nothing, as the signature pad hands it over; `at` makes one that no other is like. */
export function signatureBytes(at = 40): Promise<Uint8Array> {
  const stroke = { create: { width: 120, height: 3, channels: 4, background: 'black' } } as const;
  return sharp({ create: { width: 300, height: 120, channels: 4, background: '#0000' } })
    .composite([{ input: stroke, left: at, top: 60 }])
    .png()
    .toBuffer();
}

/** A PNG of a few kilobytes that is a black square of as many pixels as `side` times itself. */
export function bombBytes(side: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit per pixel, grey, plain; each row begins with the number of its filter.
  header.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 9 });
  const mark = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');
  return Buffer.concat([mark, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND')]);
}

/** A JPEG that claims a size, and holds the pixels of a small one. */
export async function boastingJpegBytes(side: number): Promise<Uint8Array> {
  const bytes = Buffer.from(await photoBytes());
  const frameAt = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(side, frameAt + 5);
  bytes.writeUInt16BE(side, frameAt + 7);
  return bytes;
}

function chunk(name: string, body: Uint8Array = new Uint8Array()): Buffer {
  const named = Buffer.concat([Buffer.from(name), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** A PDF of some pages without anything on them. */
export function pdfBytes(pages: number, more = ''): Uint8Array {
  const kids = Array.from({ length: pages }, (_, at) => `${at + 3} 0 R`).join(' ');
  const body = Array.from(
    { length: pages },
    (_, at) => `${at + 3} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>\nendobj\n`,
  ).join('');
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [${kids}] /Count ${pages} >>\nendobj\n${body}trailer\n<< /Root 1 0 R ${more}>>\nstartxref\n0\n%%EOF\n`,
  );
}
