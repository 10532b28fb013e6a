import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { BillingLine } from '../../shared/billing/billing-line.ts';
import { idsHeldBack } from '../claims/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { isFree, isOurs, isSigned, isUnmarked, lineColumns } from './actions.ts';

/** Days of treatment, both included. */
export type DateRange = { readonly fromOn: CivilDate; readonly toOn: CivilDate };

/**
 * One treatment as it stands: the stamp changes whenever anything that its line shows is changed, be
 * it in the record, the patient, the order, the facility, the product or the person who recorded it.
 */
export type StampedRecord = { readonly id: string; readonly stamp: string };

const stamp = sql<string>`concat_ws('|', ${sql.ref('record.version')}, ${sql.ref('record.updatedAt')},
  ${sql.ref('record.correctionId')},
  ${sql.ref('patient.updatedAt')}, ${sql.ref('order.updatedAt')}, ${sql.ref('recorder.updatedAt')},
  ${sql.ref('facility.id')}, ${sql.ref('facility.updatedAt')},
  ${sql.ref('product.id')}, ${sql.ref('product.updatedAt')})`;

/** Treatments as they stand, the newest correction over what was signed, with all that a line shows. */
function treatments(db: ReadonlyDb) {
  return db
    .selectFrom('currentTreatments as record')
    .innerJoin('patients as patient', 'patient.id', 'record.patientId')
    .innerJoin('orders as order', 'order.id', 'record.orderId')
    .innerJoin('users as recorder', 'recorder.id', 'record.recordedBy')
    .leftJoin('facilities as facility', 'facility.id', 'order.facilityId')
    .leftJoin('products as product', 'product.sku', 'record.productId');
}

/**
 * The treatments of a range that are ready for billing and in no batch, in the order in which a batch lists
 * them. What another chart of the same person has too waits (shared/claims/twice-recorded.ts).
 */
export async function selectUnexported(
  db: ReadonlyDb,
  { fromOn, toOn }: DateRange,
): Promise<readonly StampedRecord[]> {
  const found = await treatments(db)
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .where(isOurs)
    .where(isSigned)
    .where(isFree)
    .where(isUnmarked)
    .select(['record.id', stamp.as('stamp')])
    .orderBy('record.dateApplied')
    .orderBy('record.id')
    .execute();
  const held = await idsHeldBack(
    db,
    found.map(({ id }) => id),
  );
  return found.filter(({ id }) => !held.has(id));
}

export type StampedLine = { readonly stamp: string; readonly line: BillingLine };

/** The lines of some treatments, in no order; those that are gone are left out. */
export async function selectLines(
  db: ReadonlyDb,
  recordIds: readonly string[],
): Promise<readonly StampedLine[]> {
  const rows = await treatments(db)
    .where('record.id', 'in', recordIds)
    .select([stamp.as('stamp'), ...lineColumns])
    .execute();
  return rows.map(({ stamp: readStamp, ...line }) => ({ stamp: readStamp, line }));
}

/** Those of a range that are ready as far as each says by itself, of patients with a linked chart. */
function selectReadyOfLinked(db: ReadonlyDb, { fromOn, toOn }: DateRange) {
  return db
    .selectFrom('currentTreatments as record')
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .where(isOurs)
    .where(isSigned)
    .where(isFree)
    .where(isUnmarked)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('patientLinks as link')
          .select('link.id')
          .where('link.isSame', '=', true)
          .where((row) =>
            row.or([
              row('link.patientId', '=', row.ref('record.patientId')),
              row('link.otherPatientId', '=', row.ref('record.patientId')),
            ]),
          ),
      ),
    )
    .select(['record.id', 'record.patientId'])
    .execute();
}

/**
 * How much of a range is ready and of how many patients, how much waits for a signature or for what
 * another chart of the same person has, and how much some batch holds already.
 */
export async function selectPreview(db: ReadonlyDb, { fromOn, toOn }: DateRange) {
  const isNew = sql<boolean>`exported.batch_id IS NULL AND ${isOurs} AND ${isUnmarked}`;
  const isReady = sql<boolean>`(${isNew} AND ${isSigned})`;
  const counted = await db
    .selectFrom('currentTreatments as record')
    .leftJoin('liveBatchRecords as exported', 'exported.treatmentRecordId', 'record.id')
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere(isReady).as('newCount'),
      eb.fn
        .countAll<number>()
        .filterWhere(sql<boolean>`(${isNew} AND NOT ${isSigned})`)
        .as('waitingCount'),
      eb.fn.count<number>('exported.batchId').as('alreadyExportedCount'),
      eb.fn.count<number>('record.patientId').distinct().filterWhere(isReady).as('patientCount'),
    ])
    .executeTakeFirstOrThrow();
  const linked = await selectReadyOfLinked(db, { fromOn, toOn });
  const held = await idsHeldBack(
    db,
    linked.map(({ id }) => id),
  );
  const charts = [...Map.groupBy(linked, ({ patientId }) => patientId).values()];
  const waiting = charts.filter((records) => records.every(({ id }) => held.has(id)));
  return {
    ...counted,
    newCount: counted.newCount - held.size,
    patientCount: counted.patientCount - waiting.length,
    twiceCount: held.size,
  };
}
