import { ok, type Result } from '../base/result.ts';
import {
  type IdentifierIssuer,
  isSameIdentifier,
  readDeviceIdentifier,
  type TypedIdentifier,
  typedIdentifier,
} from '../products/device-identifier.ts';
import { refusal } from './file-intake.ts';

const prefixes: Readonly<Record<string, IdentifierIssuer>> = {
  gs1: 'gs1',
  gtin: 'gs1',
  hibc: 'hibc',
  iccbba: 'iccbba',
  isbt: 'iccbba',
};

/** Whose identifier it is by its looks; null where more than one could have issued it. */
function issuerByLooks(code: string): IdentifierIssuer | null {
  if (/^\d+$/.test(code)) return 'gs1';
  if (/^=[/)]/.test(code)) return 'iccbba';
  return readDeviceIdentifier('hibc', code).ok || code.startsWith('+') ? 'hibc' : null;
}

/** One of a list: `gs1:08806388269617*10`, where issuer and pieces of the package may be left out. */
function readOne(item: string): Result<TypedIdentifier, string> {
  const parts = /^(?:([A-Za-z0-9]+):)?(.+?)(?:\*(\d{1,6}))?$/.exec(item);
  const [, prefix, code = '', pieces] = parts ?? [];
  const issuer =
    prefix === undefined ? issuerByLooks(code) : (prefixes[prefix.toLowerCase()] ?? null);
  if (issuer === null)
    return refusal('has one whose issuer is not clear; write gs1:, hibc: or iccbba: before it');
  const read = typedIdentifier.safeParse({
    issuer,
    deviceIdentifier: code,
    ...(pieces !== undefined && { pieces: Number(pieces) }),
  });
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  const isOfPieces = issue?.path[0] === 'pieces';
  return refusal(`has one ${isOfPieces ? 'whose number of pieces' : 'that'} ${issue?.message}`);
}

/** A cell's device identifiers, between which stand spaces, commas, semicolons or bars. */
export function readIdentifiers(text: string): Result<readonly TypedIdentifier[], string> {
  const found: TypedIdentifier[] = [];
  for (const item of text.split(/[\s,;|]+/).filter((each) => each !== '')) {
    const read = readOne(item);
    if (!read.ok) return read;
    if (found.some((each) => isSameIdentifier(each, read.value)))
      return refusal('has the same one twice');
    found.push(read.value);
  }
  return ok(found);
}

/** The same as `readIdentifiers` reads them; empty for none. */
export function writtenIdentifiers(
  identifiers: readonly Pick<TypedIdentifier, 'issuer' | 'deviceIdentifier' | 'pieces'>[],
): string {
  return identifiers
    .map(
      ({ issuer, deviceIdentifier, pieces }) =>
        `${issuer}:${deviceIdentifier}${pieces === 1 ? '' : `*${pieces}`}`,
    )
    .join(' | ');
}
