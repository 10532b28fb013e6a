import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MOST_CHANGES, MOST_PUSH_BYTES } from '../shared/sync/wire.ts';
import { Refused } from './refused.ts';

/** A transaction is never cut, so one that is greater than a push may be goes by itself. */
export const MOST_TRANSACTION_CHANGES = 100_000;
export const MOST_TRANSACTION_BYTES = 64 * 1024 * 1024;

const inflate = promisify(gunzip);

/** The lines of a body of NDJSON, which may be gzip. Throws `malformed` or `tooLarge`. */
export async function readLines(
  body: unknown,
  encoding: string | undefined,
): Promise<readonly string[]> {
  if (body === undefined || body === null) return [];
  if (!Buffer.isBuffer(body)) throw malformed('The body is not NDJSON');
  const text = decode(await inflated(body, encoding));
  if (text === '') return [];
  if (text.includes('\0')) throw malformed('The body is not text');
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

async function inflated(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw malformed('The content-encoding is neither gzip nor identity');
  try {
    return await inflate(body, { maxOutputLength: MOST_TRANSACTION_BYTES });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw isTooLarge ? tooLarge() : malformed('The gzip is damaged or cut off');
  }
}

// Not lenient: a replaced byte would be another line than the device's chain is over.
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('The body is not UTF-8');
  }
}

/** Throws `tooLarge` for more than a push may hold, unless it is one transaction. */
export function assertSize(lines: readonly string[], transactions: number): void {
  const bytes = lines.reduce((total, line) => total + Buffer.byteLength(line) + 1, 0);
  const isOne = transactions <= 1;
  const mostChanges = isOne ? MOST_TRANSACTION_CHANGES : MOST_CHANGES;
  const mostBytes = isOne ? MOST_TRANSACTION_BYTES : MOST_PUSH_BYTES;
  if (lines.length > mostChanges || bytes > mostBytes) throw tooLarge();
}

export function malformed(message: string): Refused {
  return new Refused({ code: 'malformed', message });
}

export function tooLarge(): Refused {
  return new Refused({
    code: 'tooLarge',
    mostChanges: MOST_CHANGES,
    mostBytes: MOST_PUSH_BYTES,
  });
}
