import { type Insertable, sql, type Updateable } from 'kysely';
import type { Patient } from '../../shared/patients/patient.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

const columns = [
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
  return db.selectFrom('patients').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Those who were born that day or carry that MRN: among them is any likely duplicate. */
export function selectPossibleDuplicates(
  db: ReadonlyDb,
  of: { readonly birthOn: string; readonly mrnKey: string | null },
): Promise<Patient[]> {
  return db
    .selectFrom('patients')
    .select(columns)
    .where((row) =>
      row.or([
        row('birthOn', '=', of.birthOn),
        ...(of.mrnKey === null ? [] : [row('mrnKey', '=', of.mrnKey)]),
      ]),
    )
    .orderBy('lastName')
    .orderBy('firstName')
    .execute();
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
  return db
    .selectFrom('patients')
    .select(['id', 'mrn', 'firstName', 'lastName', 'birthOn', 'sex', 'deceasedOn'])
    .select((row) =>
      row
        .selectFrom('treatmentRecords')
        .select((record) => record.fn.max('dateApplied').as('last'))
        .whereRef('treatmentRecords.patientId', '=', 'patients.id')
        .where('treatmentRecords.voidedAt', 'is', null)
        .as('lastTreatedOn'),
    )
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
  return tx.insertInto('patients').values(row).returning(columns).executeTakeFirstOrThrow();
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
    readonly replacedBy: string;
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
    .returning(columns)
    .executeTakeFirstOrThrow();
}
