import { rowUuid } from './sync-changes.ts';

export const NURSE = rowUuid(900);
export const CLINICIAN = rowUuid(901);

let made = 1000;

/** An id that nothing else has. */
export function newRowId(): string {
  made += 1;
  return rowUuid(made);
}

/** What a site has before anybody is treated. */
export const SITE_ROWS: readonly string[] = [
  `INSERT INTO sites (id, name, time_zone) VALUES ('${rowUuid(902)}', 'Clinic', 'America/New_York')`,
  `INSERT INTO users (id, display_name, sign_in_name, role, is_enabled) VALUES
     ('${NURSE}', 'Nora', 'nora', 'nurse', true), ('${CLINICIAN}', 'Cleo', 'cleo', 'clinician', true)`,
];

export type Chart = {
  readonly patient: string;
  readonly order: string;
  readonly treatment: string;
};

export function newChart(): Chart {
  return { patient: newRowId(), order: newRowId(), treatment: newRowId() };
}

export function insertPatient(id: string): string {
  return `INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
    VALUES ('${id}', 'Ann', 'Lee', '1950-01-01', 'female', ' lee ann ')`;
}

export function insertOrder({ order, patient }: Chart): string {
  return `INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
    VALUES ('${order}', 'R-1', '${patient}', '2026-03-01', '${NURSE}')`;
}

export function insertTreatment(
  { order, patient }: Pick<Chart, 'order' | 'patient'>,
  treatment: string,
): string {
  return `INSERT INTO treatment_records
      (id, patient_id, order_id, product_id, product_name, quantity_used, date_applied, recorded_by)
    VALUES ('${treatment}', '${patient}', '${order}', 'SKU-1', 'Foam', 1, '2026-03-02', '${NURSE}')`;
}

/** A patient with an order and an unsigned treatment. */
export function chartRows(chart: Chart): readonly string[] {
  return [
    insertPatient(chart.patient),
    insertOrder(chart),
    insertTreatment(chart, chart.treatment),
  ];
}

/** An edit as the application makes it: what stood is kept, and the version counts up. */
export function editTreatment(id: string, notes: string): readonly string[] {
  return [
    `INSERT INTO treatment_record_versions
       SELECT id, version, to_jsonb(t), 'typing error', '${NURSE}', now()
       FROM treatment_records t WHERE id = '${id}'`,
    `UPDATE treatment_records SET doctor_notes = '${notes}', version = version + 1 WHERE id = '${id}'`,
    auditEvent(newRowId()),
  ];
}

export function signTreatment(id: string, by = CLINICIAN): readonly string[] {
  return [
    `INSERT INTO record_signatures (id, treatment_record_id, meaning, signed_by, signer_name, signed_at,
       attestation, content_digest)
     VALUES ('${newRowId()}', '${id}', 'author', '${by}', 'Cleo', now(), 'I did it', 'abc')`,
    `UPDATE treatment_records SET signed_at = now(), signed_by = '${by}' WHERE id = '${id}'`,
    auditEvent(newRowId()),
  ];
}

export function auditEvent(id: string): string {
  return `INSERT INTO audit_events (id, occurred_at, host, operation, kind, outcome)
    VALUES ('${id}', now(), 'test', 'treatments.correct', 'command', 'ok')`;
}

/** A change of a patient's details, keeping what they were. */
export function editPatient(id: string, set: string): readonly string[] {
  return [
    `INSERT INTO patient_versions SELECT id, version, to_jsonb(p), '${NURSE}', now()
     FROM patients p WHERE id = '${id}'`,
    `UPDATE patients SET ${set}, version = version + 1 WHERE id = '${id}'`,
  ];
}
