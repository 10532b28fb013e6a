import { type Insertable, sql } from 'kysely';
import type { BothDone, RecordedUse } from '../../shared/claims/twice-recorded.ts';
import { isFree, isSigned, lastMark } from '../billing/actions.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

/** Those of some treatments whose patient was ever linked with another chart. */
export async function selectOfLinked(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly Pick<RecordedUse, 'patientId' | 'servedOn'>[]> {
  const { rows } = await sql<Pick<RecordedUse, 'patientId' | 'servedOn'>>`
    SELECT record.patient_id, record.date_applied AS served_on
    FROM (SELECT asked.id FROM unnest(${[...ids]}::UUID[]) AS asked (id)
      JOIN treatment_records AS stored ON stored.id = asked.id
      WHERE EXISTS (SELECT FROM patient_links AS link WHERE link.is_same
        AND (link.patient_id = stored.patient_id OR link.other_patient_id = stored.patient_id))
      OFFSET 0) AS linked
    JOIN current_treatments AS record ON record.id = linked.id`.execute(db);
  return rows;
}

/** What stands on some charts on some days and could be billed, or is. */
export async function selectUses(
  db: ReadonlyDb,
  patientIds: readonly string[],
  days: readonly string[],
): Promise<readonly RecordedUse[]> {
  const { rows } = await sql<RecordedUse>`
    SELECT record.id AS treatment_record_id, record.patient_id, patient.mrn,
      record.date_applied AS served_on, record.product_id, product.hcpcs_code,
      wound.body_site || ' ' || wound.laterality AS place, record.created_at AS recorded_at,
      ${isSigned} AS is_signed,
      (NOT ${isFree} OR record.is_imported OR coalesce(${lastMark} = 'billedOutside', false))
        AS is_billed
    FROM current_treatments AS record
    JOIN patients AS patient ON patient.id = record.patient_id
    LEFT JOIN products AS product ON product.sku = record.product_id
    LEFT JOIN wounds AS wound ON wound.id = record.wound_id
    WHERE record.patient_id = ANY (${[...patientIds]}::UUID[])
      AND record.date_applied = ANY (${[...days]}::DATE[])
      AND record.voided_at IS NULL AND coalesce(${lastMark}, 'cleared') <> 'notBillable'`.execute(
    db,
  );
  return rows;
}

/** What billers said of any of these treatments. */
export async function selectBothDone(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly BothDone[]> {
  const { rows } = await sql<BothDone>`
    SELECT treatment_record_id AS one, other_treatment_record_id AS other FROM billing_both_done
    WHERE treatment_record_id = ANY (${[...ids]}::UUID[])`.execute(db);
  return rows;
}

export async function insertBothDone(
  tx: Tx,
  rows: readonly Insertable<Schema['billingBothDone']>[],
): Promise<void> {
  await tx
    .insertInto('billingBothDone')
    .values([...rows])
    .execute();
}

/** The claims of a batch that hold treatments of linked charts, by treatment. */
export async function selectClaimsOfLinked(
  db: ReadonlyDb,
  batchId: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; claimId: string }>`
    SELECT listed.treatment_record_id AS id, listed.claim_id
    FROM billing_batch_records AS listed
    JOIN treatment_records AS record ON record.id = listed.treatment_record_id
    WHERE listed.batch_id = ${batchId}::UUID AND listed.claim_id IS NOT NULL
      AND record.patient_id IN (
        SELECT patient_id FROM patient_links WHERE is_same
        UNION ALL SELECT other_patient_id FROM patient_links WHERE is_same)`.execute(db);
  return new Map(rows.map(({ id, claimId }) => [id, claimId]));
}
