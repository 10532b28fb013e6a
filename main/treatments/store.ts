import type { Insertable, Updateable } from 'kysely';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

/** Records with the order's number and the name of who recorded them. */
function selectRecords(db: ReadonlyDb) {
  return db
    .selectFrom('treatmentRecords as record')
    .innerJoin('orders', 'orders.id', 'record.orderId')
    .innerJoin('users', 'users.id', 'record.recordedBy')
    .select([
      'record.id',
      'record.patientId',
      'record.orderId',
      'orders.orderNumber',
      'record.productId',
      'record.productName',
      'record.quantityUsed',
      'record.dateApplied',
      'record.diagnosis',
      'record.procedurePerformed',
      'record.woundLocation',
      'record.doctorNotes',
      'record.overuseReason',
      'record.recordedBy',
      'users.displayName as recordedByName',
      'record.createdAt',
      'record.updatedAt',
      'record.version',
    ]);
}

/** The founding document's first sample: all treatments of a patient, newest first. */
export function selectTreatmentsOf(
  db: ReadonlyDb,
  patientId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<TreatmentRecord[]> {
  return selectRecords(db)
    .where('record.patientId', '=', patientId)
    .orderBy('record.dateApplied', 'desc')
    .orderBy('record.createdAt', 'desc')
    .orderBy('record.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countTreatments(db: ReadonlyDb, patientId: string): Promise<number> {
  const { total } = await db
    .selectFrom('treatmentRecords')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where('patientId', '=', patientId)
    .executeTakeFirstOrThrow();
  return total;
}

export async function selectFirstDay(db: ReadonlyDb, patientId: string): Promise<string | null> {
  const row = await db
    .selectFrom('treatmentRecords')
    .select((record) => record.fn.min('dateApplied').as('first'))
    .where('patientId', '=', patientId)
    .executeTakeFirst();
  return row?.first ?? null;
}

export function selectTreatment(db: ReadonlyDb, id: string): Promise<TreatmentRecord | undefined> {
  return selectRecords(db).where('record.id', '=', id).executeTakeFirst();
}

/** The founding document's third sample: what a person recorded since a day, with the patients' names. */
export function selectRecentBy(
  db: ReadonlyDb,
  userId: string,
  { sinceOn, limit }: { readonly sinceOn: string; readonly limit: number },
) {
  return selectRecords(db)
    .innerJoin('patients', 'patients.id', 'record.patientId')
    .select(['patients.firstName as patientFirstName', 'patients.lastName as patientLastName'])
    .where('record.recordedBy', '=', userId)
    .where('record.dateApplied', '>=', sinceOn)
    .orderBy('record.dateApplied', 'desc')
    .orderBy('record.id', 'desc')
    .limit(limit)
    .execute();
}

export function insertTreatment(tx: Tx, row: Insertable<Schema['treatmentRecords']>) {
  return tx.insertInto('treatmentRecords').values(row).returningAll().executeTakeFirstOrThrow();
}

/** Writes some hundred records at once: PostgreSQL takes 65,535 values in one statement. */
export async function insertTreatments(
  tx: Tx,
  rows: readonly Insertable<Schema['treatmentRecords']>[],
): Promise<void> {
  await tx
    .insertInto('treatmentRecords')
    .values([...rows])
    .execute();
}

/** Keeps the record as it stood, then changes it and counts its version up. */
export async function replaceTreatment(
  tx: Tx,
  current: TreatmentRecord,
  change: {
    readonly to: Updateable<Schema['treatmentRecords']>;
    readonly reason: string;
    readonly replacedBy: string;
    readonly now: Date;
  },
): Promise<void> {
  await tx
    .insertInto('treatmentRecordVersions')
    .values({
      treatmentRecordId: current.id,
      version: current.version,
      record: JSON.stringify(current),
      reason: change.reason,
      replacedBy: change.replacedBy,
      replacedAt: change.now.toISOString(),
    })
    .execute();
  await tx
    .updateTable('treatmentRecords')
    .set({ ...change.to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}

export function selectVersions(db: ReadonlyDb, treatmentRecordId: string) {
  return db
    .selectFrom('treatmentRecordVersions as replaced')
    .innerJoin('users', 'users.id', 'replaced.replacedBy')
    .select([
      'replaced.version',
      'replaced.record',
      'replaced.reason',
      'users.displayName as replacedByName',
      'replaced.replacedAt',
    ])
    .where('replaced.treatmentRecordId', '=', treatmentRecordId)
    .orderBy('replaced.version', 'desc')
    .execute();
}
