import { toDayNumber, type CivilDate } from '../../base/civil-date.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { isSaidBy, NOT_PRINTABLE, type NotPrintable } from './label-check.ts';
import { parseScan } from './parse-scan.ts';
import type { LabelContent, ScanContext } from './reading.ts';

/**
 * An ISBT 128 text with what `content` says, in the order of FDA's table of UDI formats. Refused where it
 * would be read otherwise: every part has its fixed length, and there is no quantity.
 */
export function buildIccbba(
  content: LabelContent,
  context: ScanContext,
): Result<string, NotPrintable> {
  const { deviceIdentifier, serial, donorId, expiresOn, manufacturedOn, lot } = content;
  const text = [
    part('=/', deviceIdentifier),
    part('=,', serial),
    part('=', donorId),
    part('=>', cyyjjj(expiresOn)),
    part('=}', cyyjjj(manufacturedOn)),
    part('&,1', lot),
  ].join('');
  return isSaidBy(parseScan(text, context), content)
    ? ok(text)
    : fail('notPrintable', NOT_PRINTABLE);
}

function part(code: string, value: string | null): string {
  return value === null ? '' : code + value;
}

function cyyjjj(date: CivilDate | null): string | null {
  if (date === null) return null;
  const dayOfYear = toDayNumber(date) - toDayNumber(`${date.slice(0, 4)}-01-01`) + 1;
  return date.slice(1, 4) + String(dayOfYear).padStart(3, '0');
}
