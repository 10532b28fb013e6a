import { sql } from 'kysely';
import type { TracedPatient, UsedPack } from '../../shared/recalls/trace.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/** A treatment as it is shown, with people by their ids. */
export type DescribedRow = Omit<UsedPack, 'recordedByName' | 'performedByName'> & {
  readonly recordedBy: string;
  readonly performedBy: string | null;
  readonly orderId: string;
  readonly reconstitutionMaterial: string | null;
  readonly reconstitutionLot: string | null;
  readonly reconstitutionExpiresOn: string | null;
};

/** What a correction says anew. */
const content = sql`id, patient_id, product_id, product_name, lot_number, serial_number, expires_on,
  date_applied, wound_id, wound_location, quantity_used, applied_mm2, discarded_mm2, recorded_by,
  performed_by, order_id, reconstitution_material, reconstitution_lot, reconstitution_expires_on`;

/** All that is shown of a record as it was saved, for a query in which it is `record`. */
export const describedColumns = sql`record.id, record.patient_id, record.product_id,
  record.product_name, record.lot_number, record.serial_number, record.expires_on, record.date_applied,
  record.wound_id, record.wound_location, record.quantity_used, record.applied_mm2,
  record.discarded_mm2, record.recorded_by, record.performed_by, record.order_id,
  record.reconstitution_material, record.reconstitution_lot, record.reconstitution_expires_on,
  record.is_imported, record.signed_at, record.voided_at, record.void_reason`;

/** The records of these ids as they were saved. */
export async function selectDescribed(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly DescribedRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<DescribedRow>`
    SELECT ${describedColumns} FROM treatment_records AS record
    WHERE record.id = ANY (${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** All records of a patient as they were saved. */
export async function selectDescribedOf(
  db: ReadonlyDb,
  patientId: string,
): Promise<readonly DescribedRow[]> {
  const { rows } = await sql<DescribedRow>`
    SELECT ${describedColumns} FROM treatment_records AS record
    WHERE record.patient_id = ${patientId}`.execute(db);
  return rows;
}

type CorrectedRow = Omit<DescribedRow, 'isImported' | 'signedAt' | 'voidedAt' | 'voidReason'>;

/** What the newest corrections make of some of these records. */
export async function selectCorrected(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly CorrectedRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<CorrectedRow>`
    SELECT ${content} FROM corrected_treatments WHERE id = ANY (${[...ids]}::uuid[])`.execute(db);
  return rows;
}

export async function selectTracedPatients(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly TracedPatient[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<TracedPatient>`
    SELECT id, mrn, first_name, last_name, birth_on, phone, deceased_on
    FROM patients WHERE id = ANY (${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** What people are called, by id. */
export async function selectPeopleNames(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; displayName: string }>`
    SELECT id, display_name FROM users WHERE id = ANY (${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, displayName }) => [id, displayName]));
}

export async function selectOrderNumbers(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; orderNumber: string }>`
    SELECT id, order_number FROM orders WHERE id = ANY (${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, orderNumber }) => [id, orderNumber]));
}
