import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { Intake, TakenIn } from '../platform/file-rules.ts';
import { takenAtOf } from './exif-taken-at.ts';
import { type FileKind, fileKindOf } from './file-kind.ts';
import type { Header } from './picture-codec.ts';

const MIB = 1024 * 1024;
const MAX_PHOTO_MIB = 30;
const MAX_MEGAPIXELS = 100;
const MAX_SIGNATURE_MIB = 1;
const MAX_SIGNATURE_PX = { width: 4000, height: 2000 } as const;

const notPicture = 'Choose a JPEG, PNG or WebP picture.';

/** Why a file of some other kind is no photo, and what to do about it. */
const wrongKind: Readonly<Record<Exclude<FileKind, 'jpeg' | 'png' | 'webp'>, string>> = {
  empty: 'The file is empty. Choose it again.',
  gif: 'This picture is a GIF. Save it as JPEG, then choose it again.',
  heif: 'This picture is in the format HEIC or AVIF, which cannot be read here. Save it as JPEG, then choose it again; an iPhone takes JPEG with Settings, Camera, Formats, Most Compatible.',
  tiff: 'This picture is a TIFF. Save it as JPEG, then choose it again.',
  bmp: 'This picture is a BMP. Save it as JPEG, then choose it again.',
  pdf: 'This file is a PDF, whatever its name says. Attach it as a document.',
  markup: `This file is text such as a web page or an SVG drawing, whatever its name says. ${notPicture}`,
  unknown: `This file is not a picture. ${notPicture}`,
};

export const damagedPicture = fail(
  'UnreadableFile',
  'The picture is damaged or cut off, so nothing of it was kept. Take it again, or copy it from the camera once more.',
);

export function isPicture(kind: FileKind): kind is 'jpeg' | 'png' | 'webp' {
  return kind === 'jpeg' || kind === 'png' || kind === 'webp';
}

// It takes a tenth of a second to load, which a start does not wait for.
const codec = () => import('./picture-codec.ts');

/** A photo, or a document that is one: upright, without anything but its pixels, with a small one. */
export const takePhotoIn: Intake = async (bytes) => {
  if (bytes.byteLength > MAX_PHOTO_MIB * MIB)
    return fail(
      'TooLarge',
      `The picture is larger than ${MAX_PHOTO_MIB} MB. Save it with fewer pixels, then choose it again.`,
    );
  const kind = fileKindOf(bytes);
  if (!isPicture(kind)) return fail('WrongFileKind', wrongKind[kind]);
  return decoding(async () => {
    const { readHeader, remakePhoto } = await codec();
    const header = await readHeader(bytes);
    if (megapixelsOf(header) > MAX_MEGAPIXELS) return tooManyPixels(header);
    const { bytes: kept, thumbnail, widthPx, heightPx } = await remakePhoto(bytes);
    const takenAt = takenAtOf(header.exif);
    const content = { mediaType: 'image/jpeg', widthPx, heightPx, pageCount: null, takenAt };
    return ok({ bytes: kept, thumbnail, content });
  });
};

/** What was drawn with a pen or finger, as the signature pad hands it over. */
export const takeSignatureIn: Intake = async (bytes) => {
  if (bytes.byteLength > MAX_SIGNATURE_MIB * MIB)
    return fail('TooLarge', `The signature is larger than ${MAX_SIGNATURE_MIB} MB. Sign again.`);
  const kind = fileKindOf(bytes);
  if (kind !== 'png' && kind !== 'webp')
    return fail('WrongFileKind', 'A signature is a PNG or WebP picture. Sign again.');
  return decoding(async () => {
    const { readHeader, remakeSignature } = await codec();
    const { widthPx, heightPx } = await readHeader(bytes);
    if (widthPx > MAX_SIGNATURE_PX.width || heightPx > MAX_SIGNATURE_PX.height)
      return fail('TooLarge', 'The signature is larger than 4000 by 2000 pixels. Sign again.');
    const { isBlank, bytes: kept, ...size } = await remakeSignature(bytes);
    if (isBlank) return fail('NothingDrawn', 'The signature is blank. Sign, then try again.');
    const content = { mediaType: 'image/png', ...size, pageCount: null, takenAt: null };
    return ok({ bytes: kept, thumbnail: null, content });
  });
};

/** Whatever the decoder says against a file is the file's fault. */
async function decoding(
  work: () => Promise<Result<TakenIn, Failure>>,
): Promise<Result<TakenIn, Failure>> {
  try {
    return await work();
  } catch {
    return damagedPicture;
  }
}

function megapixelsOf({ widthPx, heightPx }: Header): number {
  return (widthPx * heightPx) / 1e6;
}

function tooManyPixels({ widthPx, heightPx }: Header) {
  const message = `The picture is ${widthPx} by ${heightPx} pixels; at most ${MAX_MEGAPIXELS} million are taken. Save it with fewer, then choose it again.`;
  return fail('TooLarge', message);
}
