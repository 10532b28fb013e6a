import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { type Claim, totalCentsOf } from '../../shared/billing/claim.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { isFree, isOurs, isSigned, isUnmarked } from './facts-store.ts';
import { isNotRejectedLast } from './standing-store.ts';

/** The operations that make batches, whose half-made ones belong to them while they run. */
const MAKERS = ['claims.makeBatch', 'claims.followUp'];

/** Deletes batches that were begun and given up: nothing of them ever left this computer. */
export async function deleteAbandoned(tx: Tx): Promise<void> {
  const abandoned = await tx
    .selectFrom('billingBatches')
    .select('id')
    .where('kind', '=', 'claims')
    .where('sealedAt', 'is', null)
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM jobs WHERE jobs.state = 'running'
        AND jobs.operation IN (${sql.join(MAKERS)})
        AND jobs.cursor->>'batchId' = billing_batches.id::text)`,
    )
    .execute();
  for (const { id } of abandoned) await deleteUnsealed(tx, id);
}

export async function deleteUnsealed(tx: Tx, batchId: string): Promise<void> {
  await tx.deleteFrom('billingBatchRecords').where('batchId', '=', batchId).execute();
  await tx.deleteFrom('claims').where('batchId', '=', batchId).execute();
  await tx.deleteFrom('billingBatches').where('id', '=', batchId).execute();
}

export type NewBatch = {
  readonly id: string;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly payerId: string;
  readonly exportedBy: string;
  readonly exportedAt: string;
  readonly interchangeNumber: number;
};

export async function insertUnsealed(tx: Tx, batch: NewBatch): Promise<void> {
  await tx
    .insertInto('billingBatches')
    .values({ ...batch, recordCount: 0, kind: 'claims' })
    .execute();
}

/** Treatments in one batch: sealing more of them in one turn would keep the bedside waiting. */
const MOST_IN_BATCH = 5000;

/**
 * Lists what may go on claims of a batch that is being made: signed, in no live batch, not marked, and not
 * rejected without anybody having looked at it since. By patient, then day: what shares a claim stands
 * together. Nothing is held yet. What a batch is too small for waits for the next one; only a patient with
 * more than fills a batch is parted.
 */
export async function listCandidates(
  tx: Tx,
  batchId: string,
  { fromOn, toOn, payerId }: Pick<NewBatch, 'fromOn' | 'toOn' | 'payerId'>,
): Promise<number> {
  const { numAffectedRows } = await sql`
    WITH ahead AS (
      SELECT record.id, record.patient_id,
        row_number() OVER (ORDER BY record.patient_id, record.date_applied, record.id) AS position
      FROM current_treatments AS record
      WHERE record.date_applied BETWEEN ${fromOn}::date AND ${toOn}::date
        AND ${isOurs} AND ${isSigned} AND ${isFree} AND ${isUnmarked} AND ${isNotRejectedLast}
        AND EXISTS (SELECT FROM coverages WHERE coverages.patient_id = record.patient_id
          AND coverages.payer_id = ${payerId}::uuid AND coverages.voided_at IS NULL)
      ORDER BY position LIMIT ${MOST_IN_BATCH + 1}
    ), last AS (SELECT patient_id, position FROM ahead ORDER BY position DESC LIMIT 1)
    INSERT INTO billing_batch_records (batch_id, treatment_record_id, position, version, is_live)
    SELECT ${batchId}::uuid, ahead.id, ahead.position, 0, false
    FROM ahead CROSS JOIN last
    WHERE last.position <= ${MOST_IN_BATCH} OR ahead.patient_id <> last.patient_id
      OR (ahead.position <= ${MOST_IN_BATCH}
        AND NOT EXISTS (SELECT FROM ahead AS other WHERE other.patient_id <> last.patient_id))`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

/** Lists some records, in their order, of which none is held yet. */
export async function listRecords(
  tx: Tx,
  batchId: string,
  recordIds: readonly string[],
): Promise<void> {
  await sql`
    INSERT INTO billing_batch_records (batch_id, treatment_record_id, position, version, is_live)
    SELECT ${batchId}::uuid, listed.id, listed.position, 0, false
    FROM unnest(${recordIds}::uuid[]) WITH ORDINALITY AS listed (id, position)`.execute(tx);
}

/** The next candidates after a place, never parting what one patient has, in the order of the list. */
export async function nextCandidates(
  db: ReadonlyDb,
  batchId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly id: string; readonly position: number }[]> {
  const { rows } = await sql<{ id: string; position: number }>`
    WITH ahead AS (
      SELECT listed.treatment_record_id AS id, listed.position, record.patient_id
      FROM billing_batch_records AS listed
      JOIN treatment_records AS record ON record.id = listed.treatment_record_id
      WHERE listed.batch_id = ${batchId}::uuid AND listed.position > ${after}
      ORDER BY listed.position LIMIT ${limit}
    ), last AS (SELECT position, patient_id FROM ahead ORDER BY position DESC LIMIT 1)
    SELECT id, position FROM ahead
    UNION ALL
    SELECT listed.treatment_record_id, listed.position
    FROM last
    JOIN treatment_records AS record ON record.patient_id = last.patient_id
    JOIN billing_batch_records AS listed
      ON listed.batch_id = ${batchId}::uuid AND listed.treatment_record_id = record.id
      AND listed.position > last.position
    ORDER BY position`.execute(db);
  return rows;
}

export type NewClaim = {
  readonly id: string;
  readonly position: number;
  readonly patientId: string;
  readonly coverageId: string | null;
  readonly content: Claim;
  readonly originalClaimId: string | null;
  /** The treatments that it holds. */
  readonly treatmentRecordIds: readonly string[];
};

/** Writes claims of an unsealed batch, and which treatments each holds in which version. */
export async function insertClaims(
  tx: Tx,
  batchId: string,
  claims: readonly NewClaim[],
): Promise<void> {
  if (claims.length === 0) return;
  await tx
    .insertInto('claims')
    .values(
      claims.map(({ content, treatmentRecordIds: _, ...row }) => ({
        ...row,
        batchId,
        controlNumber: content.controlNumber,
        servedOn: content.lines[0]?.servedOn ?? '',
        frequency: content.frequency,
        totalCents: totalCentsOf(content),
        content: JSON.stringify(content),
      })),
    )
    .execute();
  const held = claims.flatMap(({ id, treatmentRecordIds }) =>
    treatmentRecordIds.map((recordId) => ({ id, recordId })),
  );
  await sql`
    UPDATE billing_batch_records AS listed
    SET claim_id = held.claim_id, version = record.version,
      amendment_count = (SELECT count(*) FROM record_amendments AS amendment
        WHERE amendment.treatment_record_id = record.id)
    FROM unnest(${held.map(({ id }) => id)}::uuid[], ${held.map(({ recordId }) => recordId)}::uuid[])
      AS held (claim_id, record_id)
    JOIN treatment_records AS record ON record.id = held.record_id
    WHERE listed.batch_id = ${batchId}::uuid AND listed.treatment_record_id = held.record_id`.execute(
    tx,
  );
}
