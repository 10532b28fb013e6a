import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { JobContext } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { clearAbandoned } from './abandoned-batches.ts';
import { selectSentClaims, type SentClaim } from './claim-store.ts';
import { heldBackOf } from './twice-recorded.ts';

/** The claims of some patients and days of service that went out, the oldest first. */
export function sentClaims(
  db: ReadonlyDb,
  patientIds: readonly string[],
  days: { readonly fromOn: CivilDate; readonly toOn: CivilDate },
): Promise<SentClaim[]> {
  return selectSentClaims(db, patientIds, days);
}

/** The ids of those of some treatments that wait, because another chart of the person has the same. */
export async function idsHeldBack(
  db: ReadonlyDb,
  treatmentRecordIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set((await heldBackOf(db, treatmentRecordIds)).keys());
}

/** Frees what batches of claims kept that were given up half-way: before records go into another batch. */
export function freeAbandoned(job: Pick<JobContext, 'chunk'>): Promise<void> {
  return clearAbandoned(job);
}
