import { type ExpressionBuilder, sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { BillingLine } from '../../shared/billing/billing-line.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

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

type Records = { record: Schema['currentTreatments'] };

/** Nothing is claimed before it is documented to the end, signatures included. */
const isSigned = sql<boolean>`(record.signed_at IS NOT NULL
  AND (record.cosigned_at IS NOT NULL OR NOT record.needs_cosignature))`;

/** Another system billed what it recorded, and what was voided never was. */
const isOurs = sql<boolean>`(record.voided_at IS NULL AND NOT record.is_imported)`;

/** A biller has said of it that it is billed elsewhere, or never; the last word counts. */
const isUnmarked = sql<boolean>`coalesce((
  SELECT marked.mark FROM billing_marks AS marked WHERE marked.treatment_record_id = record.id
  ORDER BY marked.marked_at DESC, marked.id DESC LIMIT 1), 'cleared') = 'cleared'`;

function isExported(eb: ExpressionBuilder<Schema & Records, 'record'>) {
  return eb.exists(
    eb
      .selectFrom('billingBatchRecords as exported')
      .whereRef('exported.treatmentRecordId', '=', 'record.id')
      .where('exported.isLive', '=', true)
      .select('exported.batchId'),
  );
}

/** The treatments of a range that are ready for billing and in no batch, in the order in which a batch lists them. */
export async function selectUnexported(
  db: ReadonlyDb,
  { fromOn, toOn }: DateRange,
): Promise<readonly StampedRecord[]> {
  return treatments(db)
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .where(isOurs)
    .where(isSigned)
    .where((eb) => eb.not(isExported(eb)))
    .where(isUnmarked)
    .select(['record.id', stamp.as('stamp')])
    .orderBy('record.dateApplied')
    .orderBy('record.id')
    .execute();
}

export type StampedLine = { readonly stamp: string; readonly line: BillingLine };

/** The lines of some treatments, in no order; those that are gone are left out. */
export async function selectLines(
  db: ReadonlyDb,
  recordIds: readonly string[],
): Promise<readonly StampedLine[]> {
  const rows = await treatments(db)
    .where('record.id', 'in', recordIds)
    .select([
      stamp.as('stamp'),
      'record.id as recordId',
      'record.version as recordVersion',
      'record.patientId',
      'patient.mrn as patientMrn',
      'patient.lastName as patientLastName',
      'patient.firstName as patientFirstName',
      'patient.birthOn as patientBirthOn',
      'patient.sex as patientSex',
      'patient.addressLine as patientAddressLine',
      'patient.city as patientCity',
      'patient.state as patientState',
      'patient.postalCode as patientPostalCode',
      'record.dateApplied',
      'record.productId',
      'record.productName',
      'product.hcpcsCode',
      'product.billingUnit',
      'record.quantityUsed',
      'order.orderNumber',
      'order.orderedOn',
      'facility.name as facilityName',
      'facility.npi as facilityNpi',
      'facility.placeOfService',
      'record.diagnosis',
      'record.procedurePerformed',
      'record.woundLocation',
      'recorder.displayName as recordedByName',
      'recorder.credential as recordedByCredential',
      'recorder.npi as recordedByNpi',
    ])
    .execute();
  return rows.map(({ stamp: readStamp, ...line }) => ({ stamp: readStamp, line }));
}

/**
 * How much of a range is ready and of how many patients, how much waits for a signature, and how much
 * some batch holds already.
 */
export async function selectPreview(db: ReadonlyDb, { fromOn, toOn }: DateRange) {
  const isNew = sql<boolean>`exported.batch_id IS NULL AND ${isOurs} AND ${isUnmarked}`;
  const isReady = sql<boolean>`(${isNew} AND ${isSigned})`;
  return db
    .selectFrom('currentTreatments as record')
    .leftJoin('billingBatchRecords as exported', (join) =>
      join.onRef('exported.treatmentRecordId', '=', 'record.id').on('exported.isLive', '=', true),
    )
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
}
