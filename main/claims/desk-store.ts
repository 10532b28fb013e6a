import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { DeskState } from '../../shared/billing/claim-state.ts';
import { DESK_LIMIT } from '../../shared/claims/claim-shapes.ts';
import { isFree, isOurs, isSigned, lastMark } from '../billing/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { holdingStanding, isRejectedLast } from './standing-store.ts';

export type Days = { readonly fromOn: CivilDate; readonly toOn: CivilDate };

/** A desk state as far as the database can tell; whether an open one is ready takes the rules. */
export type Standing = Exclude<DeskState, 'ready' | 'notReady'> | 'open';

const standing = sql<Standing>`(CASE
  WHEN NOT ${isFree}
  THEN CASE WHEN ${holdingStanding} = 'acknowledged' THEN 'acknowledged' ELSE 'inBatch' END
  WHEN ${lastMark} IN ('billedOutside', 'notBillable') THEN ${lastMark}
  WHEN ${isRejectedLast} THEN 'rejected'
  ELSE 'open' END)`;

function treatmentsOf(db: ReadonlyDb, { fromOn, toOn }: Days) {
  return db
    .selectFrom('currentTreatments as record')
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .where(isOurs);
}

/** How many treatments of some days stand where. */
export async function countStandings(
  db: ReadonlyDb,
  days: Days,
): Promise<ReadonlyMap<Standing, number>> {
  const rows = await db
    .selectFrom(treatmentsOf(db, days).select(standing.as('standing')).as('stood'))
    .select((eb) => ['standing', eb.fn.countAll<number>().as('count')])
    .groupBy('standing')
    .execute();
  return new Map(rows.map((row) => [row.standing, row.count]));
}

/** The treatments of some days that stand somewhere, the oldest first, one more than the desk takes. */
export async function selectStanding(db: ReadonlyDb, days: Days, wanted: Standing) {
  return treatmentsOf(db, days)
    .innerJoin('patients as patient', 'patient.id', 'record.patientId')
    .where(standing, '=', wanted)
    .select((eb) => [
      'record.id',
      isSigned.as('isSigned'),
      'record.patientId',
      'patient.lastName',
      'patient.firstName',
      'patient.mrn',
      'record.dateApplied as servedOn',
      'record.productName',
      eb
        .selectFrom('billingBatchRecords as held')
        .innerJoin('claims', 'claims.id', 'held.claimId')
        .innerJoin('billingBatches as batch', 'batch.id', 'held.batchId')
        .whereRef('held.treatmentRecordId', '=', 'record.id')
        .where('batch.sealedAt', 'is not', null)
        .where('claims.frequency', '<>', '8')
        .select('claims.id')
        .orderBy('batch.exportedAt', 'desc')
        .orderBy('claims.id', 'desc')
        .limit(1)
        .as('claimId'),
    ])
    .orderBy('record.dateApplied')
    .orderBy('record.id')
    .limit(DESK_LIMIT + 1)
    .execute();
}
export type StandingRow = Awaited<ReturnType<typeof selectStanding>>[number];

/** What claims say of themselves and why they were rejected, by claim id. */
export async function selectClaimHeads(db: ReadonlyDb, claimIds: readonly string[]) {
  if (claimIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('claims as claim')
    .innerJoin('billingBatches as batch', 'batch.id', 'claim.batchId')
    .innerJoin('payers as payer', 'payer.id', 'batch.payerId')
    .where('claim.id', 'in', [...claimIds])
    .select([
      'claim.id',
      'claim.totalCents',
      'payer.id as payerId',
      'payer.name as payerName',
      sql`(SELECT event.reasons FROM claim_events AS event
        WHERE event.claim_id = claim.id AND event.kind = 'rejected'
        ORDER BY event.recorded_at DESC, event.id DESC LIMIT 1)`.as('reasons'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Why a biller marked treatments, by record id. */
export async function selectMarkReasons(
  db: ReadonlyDb,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (recordIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('billingMarks')
    .distinctOn('treatmentRecordId')
    .where('treatmentRecordId', 'in', recordIds)
    .select(['treatmentRecordId', 'reason'])
    .orderBy('treatmentRecordId')
    .orderBy('markedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ treatmentRecordId, reason }) => [treatmentRecordId, reason]));
}
