import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely';
import type { Patient } from '../../shared/patients/patient.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

export const patientColumns = [
  'id',
  'mrn',
  'firstName',
  'lastName',
  'birthOn',
  'sex',
  'phone',
  'addressLine',
  'city',
  'state',
  'postalCode',
  'deceasedOn',
  'version',
] as const;

export function selectPatient(db: ReadonlyDb, id: string): Promise<Patient | undefined> {
  return db.selectFrom('patients').select(patientColumns).where('id', '=', id).executeTakeFirst();
}

/** Of those that there are, by name; `ids` may also be a query of them. */
export async function selectPatients(
  db: ReadonlyDb,
  ids: readonly string[] | RawBuilder<string>,
): Promise<Patient[]> {
  if (Array.isArray(ids) && ids.length === 0) return [];
  return db
    .selectFrom('patients')
    .select(patientColumns)
    .where('id', 'in', ids)
    .orderBy('lastName')
    .orderBy('firstName')
    .orderBy('id')
    .execute();
}

/** Those whose MRN has these letters and digits (see `mrnKey`). */
export function selectPatientsWithMrn(db: ReadonlyDb, mrnKey: string): Promise<Patient[]> {
  return db.selectFrom('patients').select(patientColumns).where('mrnKey', '=', mrnKey).execute();
}

/** The day as it is corrected; nearly no patient has a record of which that is another than was signed. */
export const lastTreatedOn = sql<string | null>`CASE
  WHEN EXISTS (SELECT FROM corrected_treatments WHERE patient_id = patients.id)
  THEN greatest(
    (SELECT date_applied FROM treatment_records AS record
      WHERE patient_id = patients.id AND voided_at IS NULL
        AND NOT EXISTS (SELECT FROM corrected_treatments AS corrected WHERE corrected.id = record.id)
      ORDER BY date_applied DESC LIMIT 1),
    (SELECT max(corrected.date_applied) FROM corrected_treatments AS corrected
      JOIN treatment_records AS record ON record.id = corrected.id
      WHERE corrected.patient_id = patients.id AND record.voided_at IS NULL))
  ELSE (SELECT max(date_applied) FROM treatment_records
    WHERE patient_id = patients.id AND voided_at IS NULL) END`;

function foundPatients(db: ReadonlyDb) {
  return db
    .selectFrom('patients')
    .select(['id', 'mrn', 'firstName', 'lastName', 'birthOn', 'sex', 'deceasedOn'])
    .select(lastTreatedOn.as('lastTreatedOn'));
}

/** The same of patients that are known by id. */
export function findPatientsById(db: ReadonlyDb, ids: readonly string[]) {
  return foundPatients(db).where('id', 'in', ids).execute();
}

/** Every word must begin some word of the name or MRN; a birth date matches by itself. */
export function findPatients(
  db: ReadonlyDb,
  search: {
    readonly words: readonly string[];
    readonly birthOn: string | null;
    readonly limit: number;
  },
) {
  const { words, birthOn, limit } = search;
  return foundPatients(db)
    .where((row) =>
      birthOn === null
        ? row.and(words.map((word) => row('searchText', 'like', `% ${word}%`)))
        : row('birthOn', '=', birthOn),
    )
    .orderBy(sql`lower(last_name)`)
    .orderBy(sql`lower(first_name)`)
    .orderBy('birthOn')
    .limit(limit)
    .execute();
}

export function insertPatient(tx: Tx, row: Insertable<Schema['patients']>): Promise<Patient> {
  return tx.insertInto('patients').values(row).returning(patientColumns).executeTakeFirstOrThrow();
}

export async function insertPatients(
  tx: Tx,
  rows: readonly Insertable<Schema['patients']>[],
): Promise<void> {
  await tx
    .insertInto('patients')
    .values([...rows])
    .execute();
}

/** Keeps what stood before, then changes the row and counts its version up. */
export async function replacePatient(
  tx: Tx,
  current: Patient,
  change: {
    readonly to: Updateable<Schema['patients']>;
    readonly replacedBy: string | null;
    readonly now: Date;
  },
): Promise<Patient> {
  await tx
    .insertInto('patientVersions')
    .values({
      patientId: current.id,
      version: current.version,
      details: JSON.stringify(current),
      replacedBy: change.replacedBy,
      replacedAt: change.now.toISOString(),
    })
    .execute();
  return tx
    .updateTable('patients')
    .set({ ...change.to, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(patientColumns)
    .executeTakeFirstOrThrow();
}
