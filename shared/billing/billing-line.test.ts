import { expect, test } from 'vitest';
import { billingFileName } from './billing-file-name.ts';
import { billingColumns } from './billing-line.ts';

test('the headers that other programs rely on are these, in this order', () => {
  expect(billingColumns.map(({ key }) => key).join(' ')).toBe(
    'record_id record_version patient_id patient_mrn patient_last_name patient_first_name ' +
      'patient_birth_date patient_sex patient_address patient_city patient_state ' +
      'patient_postal_code date_applied product_id product_name hcpcs_code billing_unit ' +
      'quantity_used order_number ordered_on facility_name facility_npi place_of_service ' +
      'diagnosis procedure_performed wound_location recorded_by_name recorded_by_credential ' +
      'recorded_by_npi',
  );
});

test('no column carries the notes, which billing does not need', () => {
  expect(billingColumns.filter(({ key, field }) => /note/i.test(key + field))).toEqual([]);
});

test('each header and each field stands once', () => {
  for (const part of ['field', 'key', 'header'] as const)
    expect(new Set(billingColumns.map((column) => column[part])).size).toBe(billingColumns.length);
});

test('a file is named by its days and its form', () => {
  expect(billingFileName({ fromOn: '2026-01-01', toOn: '2026-01-31' }, 'excel')).toBe(
    'caretrail-billing-2026-01-01-to-2026-01-31-excel.csv',
  );
});
