import { isCivilDate } from '../../shared/base/civil-date.ts';

// Numbers of the Exif standard (CIPA DC-008).
const EXIF_POINTER = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;
const DATE_TIME_DIGITIZED = 0x9004;
const OFFSET_TIME_ORIGINAL = 0x9011;
const ENTRY_BYTES = 12;

/**
 * When a camera wrote that it took the picture, as `YYYY-MM-DDTHH:MM:SS` with the offset behind it where
 * it wrote one. Null when it did not say, or said what is no time. Never throws, whatever the bytes.
 */
export function takenAtOf(exif: Uint8Array | undefined): string | null {
  if (!exif) return null;
  try {
    return timeIn(exif);
  } catch (error) {
    // A directory that points outside the bytes.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Directory = { readonly view: DataView; readonly isLittle: boolean; readonly at: number };

function timeIn(exif: Uint8Array): string | null {
  const hasPrefix = Buffer.from(exif.subarray(0, 4)).toString('latin1') === 'Exif';
  const tiff = hasPrefix ? exif.subarray(6) : exif;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const isLittle = view.getUint16(0) === 0x4949;
  const first: Directory = { view, isLittle, at: view.getUint32(4, isLittle) };
  const pointerAt = entryOf(first, EXIF_POINTER);
  if (pointerAt === null) return null;
  const exifDirectory = { ...first, at: view.getUint32(pointerAt + 8, isLittle) };
  const time =
    textOf(exifDirectory, DATE_TIME_ORIGINAL) ?? textOf(exifDirectory, DATE_TIME_DIGITIZED);
  const offset = textOf(exifDirectory, OFFSET_TIME_ORIGINAL);
  return time === null ? null : asTime(time, offset);
}

/** Where the entry of a tag begins, or null. */
function entryOf({ view, isLittle, at }: Directory, tag: number): number | null {
  const count = view.getUint16(at, isLittle);
  for (let index = 0; index < count; index += 1) {
    const entryAt = at + 2 + index * ENTRY_BYTES;
    if (view.getUint16(entryAt, isLittle) === tag) return entryAt;
  }
  return null;
}

function textOf(directory: Directory, tag: number): string | null {
  const { view, isLittle } = directory;
  const entryAt = entryOf(directory, tag);
  if (entryAt === null) return null;
  const length = view.getUint32(entryAt + 4, isLittle);
  // Four bytes or fewer stand in the entry itself.
  const textAt = length <= 4 ? entryAt + 8 : view.getUint32(entryAt + 8, isLittle);
  if (length > 64) return null;
  const bytes = new Uint8Array(view.buffer, view.byteOffset + textAt, length);
  return Buffer.from(bytes).toString('latin1').replace(/\0.*$/s, '').trim();
}

function asTime(time: string, offset: string | null): string | null {
  const match = /^(\d{4}):(\d\d):(\d\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(time);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const date = `${year}-${month}-${day}`;
  if (!isCivilDate(date)) return null;
  const isOffset = offset !== null && /^[+-](0\d|1[0-4]):[0-5]\d$/.test(offset);
  return `${date}T${hour}:${minute}:${second}${isOffset ? offset : ''}`;
}
