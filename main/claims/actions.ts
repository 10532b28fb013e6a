import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectSentClaims, type SentClaim } from './claim-store.ts';

/** The claims of some patients and days of service that went out, the oldest first. */
export function sentClaims(
  db: ReadonlyDb,
  patientIds: readonly string[],
  days: { readonly fromOn: CivilDate; readonly toOn: CivilDate },
): Promise<SentClaim[]> {
  return selectSentClaims(db, patientIds, days);
}
