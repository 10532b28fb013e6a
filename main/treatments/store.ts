import { type Insertable, sql, type Updateable } from 'kysely';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';
import { concernsOfRecord } from '../safety/actions.ts';
import { hasMovedDays, selectRecentIds } from './recent-store.ts';

/** The name of a person by a column of `record`. */
function nameOf(column: string) {
  return sql<
    string | null
  >`(SELECT display_name FROM users WHERE id = ${sql.ref(`record.${column}`)})`;
}

/**
 * The newest correction's content, with what it names by id, and whether it is co-signed where it asks for
 * that; null for nearly every record.
 */
const correction = sql`(
  SELECT amendment.content || jsonb_build_object(
    'orderNumber', orders.order_number, 'performedByName', performer.display_name)
    || coalesce((
      SELECT jsonb_build_object('needsCosignature', true, 'cosignedAt',
        to_char(again.cosigned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'cosignedByName',
        (SELECT display_name FROM users WHERE id = again.cosigned_by))
      FROM correction_cosignatures AS again WHERE again.correction_id = amendment.id), '{}')
  FROM corrected_treatments AS corrected
  JOIN record_amendments AS amendment ON amendment.id = corrected.correction_id
  JOIN orders ON orders.id = corrected.order_id
  LEFT JOIN users AS performer ON performer.id = corrected.performed_by
  WHERE corrected.id = record.id
)`;

const ownColumns = [
  'record.id',
  'record.patientId',
  'record.orderId',
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
  'record.createdAt',
  'record.updatedAt',
  'record.version',
  'record.woundId',
  'record.performedBy',
  'record.appliedAt',
  'record.appliedOffsetMinutes',
  'record.appliedMm2',
  'record.discardedMm2',
  'record.discardReason',
  'record.lotNumber',
  'record.serialNumber',
  'record.expiresOn',
  'record.labelScans',
  'record.reconstitutionMaterial',
  'record.reconstitutionLot',
  'record.reconstitutionExpiresOn',
  'record.isImported',
  'record.signedAt',
  'record.signedBy',
  'record.needsCosignature',
  'record.cosignedAt',
  'record.voidedAt',
  'record.voidReason',
  'record.isLateEntry',
] as const;

/**
 * Records with the order's number, people's names, and what the newest correction says. Each is asked for
 * by its id and only for the rows of a page: as joins, the database would read whole tables where nobody
 * ever told it how large they are.
 */
function selectRecords(db: ReadonlyDb) {
  return db
    .selectFrom('treatmentRecords as record')
    .select(ownColumns)
    .select([
      sql<string>`(SELECT order_number FROM orders WHERE id = record.order_id)`.as('orderNumber'),
      nameOf('recordedBy').$notNull().as('recordedByName'),
      nameOf('performedBy').as('performedByName'),
      nameOf('signedBy').as('signedByName'),
      nameOf('cosignedBy').as('cosignedByName'),
      nameOf('voidedBy').as('voidedByName'),
      sql<number>`(
        SELECT count(*) FROM record_amendments WHERE treatment_record_id = record.id
      )`.as('amendmentCount'),
      concernsOfRecord().as('concerns'),
      correction.as('correction'),
    ]);
}

/** The record as everybody sees it: the newest correction's content over what was signed. */
function asCorrected<Row extends TreatmentRecord>(row: Row & { readonly correction: unknown }) {
  const { correction: said, ...record } = row;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- addAmendment wrote it, and dispatch checks it again
  return { ...record, ...(said as Partial<TreatmentRecord> | null) };
}

/**
 * By the day that is shown, newest first. The database orders by the day as it was signed, which has an
 * index: one that a correction moved changes its place within its page only.
 */
function newestFirst<Row extends { readonly dateApplied: string }>(rows: Row[]): Row[] {
  return rows.toSorted((one, other) =>
    one.dateApplied === other.dateApplied ? 0 : one.dateApplied < other.dateApplied ? 1 : -1,
  );
}

function selectOf(db: ReadonlyDb, patientId: string) {
  return selectRecords(db)
    .where('record.patientId', '=', patientId)
    .orderBy('record.dateApplied', 'desc')
    .orderBy('record.createdAt', 'desc')
    .orderBy('record.id', 'desc');
}

/** The founding document's first sample: all treatments of a patient, newest first, voided ones too. */
export async function selectTreatmentsOf(
  db: ReadonlyDb,
  patientId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<TreatmentRecord[]> {
  const rows = await selectOf(db, patientId).limit(page.limit).offset(page.offset).execute();
  return newestFirst(rows.map(asCorrected));
}

/** A correction may have moved the newest to another day. */
const MOVED_AT_MOST = 4;

/** The patient's last treatment that is not voided. */
export async function selectLastTreatment(
  db: ReadonlyDb,
  patientId: string,
): Promise<TreatmentRecord | undefined> {
  const rows = await selectOf(db, patientId)
    .where('record.voidedAt', 'is', null)
    .limit(1 + MOVED_AT_MOST)
    .execute();
  return newestFirst(rows.map(asCorrected))[0];
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
    .selectFrom('currentTreatments')
    .select((record) => record.fn.min('dateApplied').as('first'))
    .where('patientId', '=', patientId)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
  return row?.first ?? null;
}

/** As everybody sees it, with what its newest correction says. */
export async function selectTreatment(
  db: ReadonlyDb,
  id: string,
): Promise<TreatmentRecord | undefined> {
  const row = await selectRecords(db).where('record.id', '=', id).executeTakeFirst();
  return row && asCorrected(row);
}

function patientName(column: 'first_name' | 'last_name') {
  return sql<string>`(SELECT ${sql.id(column)} FROM patients WHERE id = record.patient_id)`;
}

/**
 * The founding document's third sample: what a person recorded since a day, with the patients' names. Where a
 * correction moved a record to another day, that day counts.
 */
export async function selectRecentBy(
  db: ReadonlyDb,
  userId: string,
  { sinceOn, limit }: { readonly sinceOn: string; readonly limit: number },
) {
  const records = selectRecords(db).select([
    patientName('first_name').as('patientFirstName'),
    patientName('last_name').as('patientLastName'),
  ]);
  if (await hasMovedDays(db, userId)) {
    const ids = await selectRecentIds(db, userId, { sinceOn, limit });
    if (ids.length === 0) return [];
    const shown = await records.where('record.id', 'in', ids).execute();
    const placeOf = new Map(ids.map((id, place) => [id, place]));
    return shown
      .map(asCorrected)
      .toSorted((one, other) => (placeOf.get(one.id) ?? 0) - (placeOf.get(other.id) ?? 0));
  }
  const rows = await records
    .where('record.recordedBy', '=', userId)
    .where('record.dateApplied', '>=', sinceOn)
    .orderBy('record.dateApplied', 'desc')
    .orderBy('record.id', 'desc')
    .limit(limit)
    .execute();
  return newestFirst(rows.map(asCorrected));
}

type WithScans<Row> = Omit<Row, 'labelScans'> & { readonly labelScans: readonly string[] | null };

/** As the table has it: a list is written as text that holds it. */
function asColumns<Row extends { readonly labelScans: readonly string[] | null }>(row: Row) {
  return { ...row, labelScans: row.labelScans && JSON.stringify(row.labelScans) };
}

export function insertTreatment(tx: Tx, row: WithScans<Insertable<Schema['treatmentRecords']>>) {
  return tx
    .insertInto('treatmentRecords')
    .values(asColumns(row))
    .returningAll()
    .executeTakeFirstOrThrow();
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
    readonly to: WithScans<Updateable<Schema['treatmentRecords']>>;
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
    .set({ ...asColumns(change.to), version: current.version + 1 })
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
