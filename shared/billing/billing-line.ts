import type { CivilDate } from '../base/civil-date.ts';

/** What billing needs to know of one treatment, and no more: notes stay in the chart. */
export type BillingLine = {
  readonly recordId: string;
  readonly recordVersion: number;
  readonly patientId: string;
  readonly patientMrn: string | null;
  readonly patientLastName: string;
  readonly patientFirstName: string;
  readonly patientBirthOn: CivilDate;
  readonly patientSex: string;
  readonly patientAddressLine: string | null;
  readonly patientCity: string | null;
  readonly patientState: string | null;
  readonly patientPostalCode: string | null;
  readonly dateApplied: CivilDate;
  readonly productId: string;
  readonly productName: string;
  readonly hcpcsCode: string | null;
  readonly billingUnit: string | null;
  /** Whole units taken from the order. */
  readonly quantityUsed: number;
  readonly orderNumber: string;
  readonly orderedOn: CivilDate;
  readonly facilityName: string | null;
  readonly facilityNpi: string | null;
  readonly placeOfService: string | null;
  readonly diagnosis: string | null;
  readonly procedurePerformed: string | null;
  readonly woundLocation: string | null;
  readonly recordedByName: string;
  readonly recordedByCredential: string | null;
  readonly recordedByNpi: string | null;
};

/**
 * How a spreadsheet should take a column: `code` is text even if it looks like a number, `text` is
 * what somebody typed, `value` is an id, a date or a number that it may read as what it is.
 */
export type ColumnKind = 'code' | 'text' | 'value';

export type BillingColumn = {
  readonly field: keyof BillingLine;
  /** The machine form's header. Other programs rely on it: it never changes. */
  readonly key: string;
  /** The header that people read. */
  readonly header: string;
  readonly kind: ColumnKind;
};

function column(
  field: keyof BillingLine,
  [key, header]: readonly [key: string, header: string],
  kind: ColumnKind,
): BillingColumn {
  return { field, key, header, kind };
}

/** The columns of both forms, in order. New ones go to the end. */
export const billingColumns: readonly BillingColumn[] = [
  column('recordId', ['record_id', 'Record ID'], 'value'),
  column('recordVersion', ['record_version', 'Record version'], 'value'),
  column('patientId', ['patient_id', 'Patient ID'], 'value'),
  column('patientMrn', ['patient_mrn', 'MRN'], 'code'),
  column('patientLastName', ['patient_last_name', 'Last name'], 'text'),
  column('patientFirstName', ['patient_first_name', 'First name'], 'text'),
  column('patientBirthOn', ['patient_birth_date', 'Birth date'], 'value'),
  column('patientSex', ['patient_sex', 'Sex'], 'text'),
  column('patientAddressLine', ['patient_address', 'Address'], 'text'),
  column('patientCity', ['patient_city', 'City'], 'text'),
  column('patientState', ['patient_state', 'State'], 'text'),
  column('patientPostalCode', ['patient_postal_code', 'ZIP code'], 'code'),
  column('dateApplied', ['date_applied', 'Date applied'], 'value'),
  column('productId', ['product_id', 'Product code (SKU)'], 'code'),
  column('productName', ['product_name', 'Product'], 'text'),
  column('hcpcsCode', ['hcpcs_code', 'HCPCS code'], 'code'),
  column('billingUnit', ['billing_unit', 'Billing unit'], 'text'),
  column('quantityUsed', ['quantity_used', 'Quantity used'], 'value'),
  column('orderNumber', ['order_number', 'Order number'], 'code'),
  column('orderedOn', ['ordered_on', 'Ordered on'], 'value'),
  column('facilityName', ['facility_name', 'Facility'], 'text'),
  column('facilityNpi', ['facility_npi', 'Facility NPI'], 'code'),
  column('placeOfService', ['place_of_service', 'Place of service'], 'code'),
  column('diagnosis', ['diagnosis', 'Diagnosis'], 'text'),
  column('procedurePerformed', ['procedure_performed', 'Procedure'], 'text'),
  column('woundLocation', ['wound_location', 'Wound location'], 'text'),
  column('recordedByName', ['recorded_by_name', 'Recorded by'], 'text'),
  column('recordedByCredential', ['recorded_by_credential', 'Credential'], 'text'),
  column('recordedByNpi', ['recorded_by_npi', 'Recorded by NPI'], 'code'),
];
