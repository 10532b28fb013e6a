import { fail, ok } from '../../shared/base/result.ts';
import type { Intake } from '../platform/file-rules.ts';
import { fileKindOf, type FileKind } from './file-kind.ts';
import { isCutOff, isEncrypted, pageCountOf } from './pdf-facts.ts';
import { isPicture, takePhotoIn } from './picture-intake.ts';

const MAX_PDF_MIB = 50;
const MIB = 1024 * 1024;

const wrongKind: Readonly<Record<Exclude<FileKind, 'pdf' | 'jpeg' | 'png' | 'webp'>, string>> = {
  empty: 'The file is empty. Choose it again.',
  gif: 'This picture is a GIF. Save it as JPEG or PDF, then choose it again.',
  heif: 'This picture is in the format HEIC or AVIF, which cannot be read here. Save it as JPEG or PDF, then choose it again.',
  tiff: 'This picture is a TIFF. Save it as JPEG or PDF, then choose it again.',
  bmp: 'This picture is a BMP. Save it as JPEG or PDF, then choose it again.',
  markup:
    'This file is text such as a web page or an SVG drawing, whatever its name says. Print it to a PDF, then choose that.',
  unknown:
    'This file is neither a PDF nor a JPEG, PNG or WebP picture. Save or print it as PDF, then choose that.',
};

/** A document is a PDF, kept as it is, or a picture of paper, which goes the way of every photo. */
export const takeDocumentIn: Intake = async (bytes) => {
  const kind = fileKindOf(bytes);
  if (isPicture(kind)) return takePhotoIn(bytes);
  if (kind !== 'pdf') return fail('WrongFileKind', wrongKind[kind]);
  if (bytes.byteLength > MAX_PDF_MIB * MIB)
    return fail(
      'TooLarge',
      `The PDF is larger than ${MAX_PDF_MIB} MB. Scan it with fewer dots per inch, or split it.`,
    );
  if (isEncrypted(bytes))
    return fail(
      'ProtectedFile',
      'This PDF is encrypted or protected by a password, so it could not be shown later. Print it to a new PDF, then choose that.',
    );
  if (isCutOff(bytes))
    return fail('UnreadableFile', 'The PDF is cut off: its end is missing. Get it once more.');
  const content = {
    mediaType: 'application/pdf',
    widthPx: null,
    heightPx: null,
    pageCount: pageCountOf(bytes),
    takenAt: null,
  };
  return ok({ bytes, thumbnail: null, content });
};
