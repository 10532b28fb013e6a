import { sql } from 'kysely';

/*
 * What billing asks of a treatment, in SQL: `record` is a row of current_treatments.
 */

/** Nothing is claimed before it is documented to the end, signatures included. */
export const isSigned = sql<boolean>`(record.signed_at IS NOT NULL
  AND (record.cosigned_at IS NOT NULL OR NOT record.needs_cosignature))`;

/** Another system billed what it recorded, and what was voided never was. */
export const isOurs = sql<boolean>`(record.voided_at IS NULL AND NOT record.is_imported)`;

/** In no batch that is live. */
export const isFree = sql<boolean>`NOT EXISTS (
  SELECT FROM live_batch_records AS held WHERE held.treatment_record_id = record.id)`;

/** The last thing that a biller said of a treatment, or null. */
export const lastMark = sql<'billedOutside' | 'notBillable' | 'cleared' | null>`(
  SELECT marked.mark FROM billing_marks AS marked WHERE marked.treatment_record_id = record.id
  ORDER BY marked.marked_at DESC, marked.id DESC LIMIT 1)`;

/** Nobody said that it is billed elsewhere, or never. */
export const isUnmarked = sql<boolean>`coalesce(${lastMark}, 'cleared') = 'cleared'`;

/** What a billing line shows of a treatment and of all that it refers to, each under its own alias. */
export const lineColumns = [
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
] as const;
