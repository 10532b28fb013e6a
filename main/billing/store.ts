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
  ${sql.ref('patient.updatedAt')}, ${sql.ref('order.updatedAt')}, ${sql.ref('recorder.updatedAt')},
  ${sql.ref('facility.id')}, ${sql.ref('facility.updatedAt')},
  ${sql.ref('product.id')}, ${sql.ref('product.updatedAt')})`;

function billable(db: ReadonlyDb) {
  return db
    .selectFrom('treatmentRecords as record')
    .innerJoin('patients as patient', 'patient.id', 'record.patientId')
    .innerJoin('orders as order', 'order.id', 'record.orderId')
    .innerJoin('users as recorder', 'recorder.id', 'record.recordedBy')
    .leftJoin('facilities as facility', 'facility.id', 'order.facilityId')
    .leftJoin('products as product', 'product.sku', 'record.productId');
}

type Records = { record: Schema['treatmentRecords'] };

function isExported(eb: ExpressionBuilder<Schema & Records, 'record'>) {
  return eb.exists(
    eb
      .selectFrom('billingBatchRecords as exported')
      .whereRef('exported.treatmentRecordId', '=', 'record.id')
      .select('exported.batchId'),
  );
}

/** The treatments of a range that no batch holds, in the order in which a batch lists them. */
export async function selectUnexported(
  db: ReadonlyDb,
  { fromOn, toOn }: DateRange,
): Promise<readonly StampedRecord[]> {
  return billable(db)
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .where((eb) => eb.not(isExported(eb)))
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
  const rows = await billable(db)
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

/** How much of a range is new, of how many patients, and how much some batch holds already. */
export async function selectPreview(db: ReadonlyDb, { fromOn, toOn }: DateRange) {
  return db
    .selectFrom('treatmentRecords as record')
    .leftJoin('billingBatchRecords as exported', 'exported.treatmentRecordId', 'record.id')
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('exported.batchId', 'is', null).as('newCount'),
      eb.fn.count<number>('exported.batchId').as('alreadyExportedCount'),
      eb.fn
        .count<number>('record.patientId')
        .distinct()
        .filterWhere('exported.batchId', 'is', null)
        .as('patientCount'),
    ])
    .executeTakeFirstOrThrow();
}
