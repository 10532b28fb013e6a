import { createHash, randomInt } from 'node:crypto';
import type { Queryable } from './database.ts';

// Without letters that are taken for digits when somebody reads them out.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const VALID_MS = 24 * 60 * 60 * 1000;

export type EnrolmentCode = { readonly code: string; readonly expiresAtMs: number };

/** Makes a code with which one device can enrol within 24 hours; only its digest is kept. */
export async function createCode(
  db: Queryable,
  siteId: string,
  madeByDevice: string | null,
): Promise<EnrolmentCode> {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const expiresAtMs = Date.now() + VALID_MS;
  await db.query(
    `INSERT INTO caretrail.enrolment_codes (code_hash, site_id, made_by_device, expires_at)
     VALUES ($1, $2, $3, to_timestamp($4::DOUBLE PRECISION / 1000))`,
    [hashCode(letters), siteId, madeByDevice, expiresAtMs],
  );
  return { code: letters.replace(/(.{4})(?!$)/g, '$1-'), expiresAtMs };
}

/** The digest of a code as people type it: in any case, with dashes or blanks, O for 0, I or L for 1. */
export function hashCode(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return createHash('sha256').update(letters).digest('hex');
}
