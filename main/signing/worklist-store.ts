import { type RawBuilder, sql } from 'kysely';
import { locationOf, type WoundPlace } from '../../shared/wounds/body-site.ts';
import type { WaitingRecord } from '../../shared/signing/contract.ts';
import type { RecordKind } from '../../shared/signing/record-state.ts';
import type { ReadonlyDb } from '../platform/database.ts';

type WaitingRow = Omit<WaitingRecord, 'title'> &
  WoundPlace & { readonly productName: string | null; readonly woundNumber: number | null };

/** Which records wait: conditions on `record`, one per kind. Each is met by few and has an index. */
type Waiting = Readonly<Record<RecordKind, RawBuilder<unknown>>>;

/** What this person recorded, or did and somebody else recorded, and nobody signed. */
export function unsignedOf(userId: string): Waiting {
  const isUnsigned = sql`record.signed_at IS NULL AND record.voided_at IS NULL`;
  return {
    // Two conditions with an index each; joined by OR they would read the whole table.
    treatment: sql`record.id IN (
      SELECT id FROM treatment_records AS record
      WHERE recorded_by = ${userId} AND NOT is_imported AND ${isUnsigned}
      UNION
      SELECT id FROM treatment_records AS record
      WHERE performed_by = ${userId} AND performed_by IS NOT NULL AND NOT is_imported AND ${isUnsigned})`,
    assessment: sql`record.recorded_by = ${userId} AND ${isUnsigned}`,
  };
}

/**
 * What others signed and a clinician's co-signature is missing from: of the record, or of the correction by
 * which it is shown.
 */
export function toCosignBy(userId: string): Waiting {
  // The first has an index and the second looks at few; joined by OR they would read the whole table.
  const isWaiting = ({ records, corrected }: Tables) => sql`record.id IN (
      SELECT id FROM ${sql.table(records)}
      WHERE needs_cosignature AND signed_at IS NOT NULL AND cosigned_at IS NULL AND voided_at IS NULL
      UNION
      SELECT corrected.id FROM correction_cosignatures AS again
      JOIN ${sql.table(corrected)} AS corrected ON corrected.correction_id = again.correction_id
      WHERE again.cosigned_at IS NULL)
    AND record.voided_at IS NULL AND record.signed_by <> ${userId} AND record.recorded_by <> ${userId}
    AND NOT EXISTS (
      SELECT FROM ${sql.table(corrected)} AS corrected
      JOIN correction_cosignatures AS again ON again.correction_id = corrected.correction_id
      WHERE corrected.id = record.id AND again.amended_by = ${userId})`;
  const treatments = { records: 'treatment_records', corrected: 'corrected_treatments' } as const;
  const assessments = { records: 'wound_assessments', corrected: 'corrected_assessments' } as const;
  return {
    treatment: sql`${isWaiting(treatments)}
      AND record.performed_by IS DISTINCT FROM ${userId}::uuid`,
    assessment: isWaiting(assessments),
  };
}

type Tables = { readonly records: string; readonly corrected: string };

const patientAndRecorder = sql`patients.first_name AS patient_first_name,
  patients.last_name AS patient_last_name, patients.birth_on AS patient_birth_on,
  recorder.display_name AS recorded_by_name`;

function amendmentsOf(column: string) {
  return sql`(SELECT count(*) FROM record_amendments AS amendment
    WHERE amendment.${sql.id(column)} = record.id) AS amendment_count`;
}

/** Waiting records of both kinds by the day they are about, oldest first. */
export async function selectWaiting(
  db: ReadonlyDb,
  waiting: Waiting,
  limit: number,
): Promise<WaitingRecord[]> {
  const { rows } = await sql<WaitingRow>`
    SELECT 'treatment' AS kind, record.id, record.version, record.patient_id,
      coalesce(corrected.date_applied, record.date_applied) AS occurred_on,
      coalesce(corrected.product_name, record.product_name) AS product_name,
      NULL AS wound_number, '' AS body_site, '' AS laterality, '' AS body_view, NULL AS site_detail,
      record.created_at AS recorded_at, record.is_late_entry,
      ${amendmentsOf('treatment_record_id')}, ${patientAndRecorder}
    FROM treatment_records AS record
    LEFT JOIN corrected_treatments AS corrected ON corrected.id = record.id
    JOIN patients ON patients.id = record.patient_id
    JOIN users AS recorder ON recorder.id = record.recorded_by
    WHERE ${waiting.treatment}
    UNION ALL
    SELECT 'assessment', record.id, record.version, record.patient_id,
      coalesce(corrected.assessed_on, record.assessed_on), NULL, wounds.wound_number,
      wounds.body_site, wounds.laterality, wounds.body_view, wounds.site_detail,
      record.created_at, record.is_late_entry,
      ${amendmentsOf('wound_assessment_id')}, ${patientAndRecorder}
    FROM wound_assessments AS record
    LEFT JOIN corrected_assessments AS corrected ON corrected.id = record.id
    JOIN wounds ON wounds.id = record.wound_id
    JOIN patients ON patients.id = record.patient_id
    JOIN users AS recorder ON recorder.id = record.recorded_by
    WHERE ${waiting.assessment}
    ORDER BY occurred_on, recorded_at, id LIMIT ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, title: titleOf(row) }));
}

function titleOf({ productName, woundNumber, ...place }: WaitingRow): string {
  return productName ?? `Wound ${woundNumber}: ${locationOf(place)}`;
}

export async function countWaiting(db: ReadonlyDb, waiting: Waiting): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT (SELECT count(*) FROM treatment_records AS record WHERE ${waiting.treatment})
      + (SELECT count(*) FROM wound_assessments AS record WHERE ${waiting.assessment}) AS count`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
