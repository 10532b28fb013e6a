import { type Acting, choose, insert, NAMES, nth, remove, update } from './acting.ts';
import { editRecord, newPatient, newRecord } from './chart-acts.ts';
import type { Statement } from './own.ts';

export function addAllergy(acting: Acting): readonly Statement[] {
  const patient = choose(acting, 'patients');
  if (!patient) return newPatient(acting);
  const of = {
    id: `a${acting.mark}`,
    patient_id: patient['id'],
    substance: nth(NAMES, acting.other),
  };
  return [insert('allergies', { ...of, is_active: true })];
}

export function changeAllergy(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'allergies');
  if (!row) return addAllergy(acting);
  if (acting.other % 5 === 0) return [remove('allergies', row)];
  if (acting.other % 2 === 0) return [update('allergies', row, { is_active: false })];
  return [update('allergies', row, { substance: nth(NAMES, acting.other >> 1) })];
}

export function saySaying(acting: Acting): readonly Statement[] {
  const patient = choose(acting, 'patients');
  if (!patient) return newPatient(acting);
  const sender = nth(['lab', 'ward'], acting.other) ?? 'lab';
  const of = { patient_id: patient['id'], sender, said: nth(NAMES, acting.other >> 1) };
  const row = choose(
    { ...acting, pick: 0 },
    'patient_sayings',
    (each) => each['patient_id'] === of.patient_id && each['sender'] === sender,
  );
  if (!row) return [insert('patient_sayings', of)];
  if (acting.other % 7 === 0) return [remove('patient_sayings', row)];
  return [update('patient_sayings', row, { said: of.said })];
}

export function putInBatch(acting: Acting): readonly Statement[] {
  const record = choose(acting, 'treatment_records');
  if (!record) return newRecord(acting);
  const of = { batch_id: nth(['b1', 'b2'], acting.other), treatment_record_id: record['id'] };
  return [insert('billing_batch_records', { ...of, cents: acting.other % 3 })];
}

export function takeOutOfBatch(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'billing_batch_records');
  if (!row) return putInBatch(acting);
  const gone = remove('billing_batch_records', row);
  if (acting.other % 2 === 0) return [gone];
  return [gone, insert('billing_batch_records', { ...row, cents: acting.other })];
}

export function changeInBatch(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'billing_batch_records');
  if (!row) return putInBatch(acting);
  return [update('billing_batch_records', row, { cents: acting.other })];
}

export function settle(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'sync_reviews');
  if (!row) return editRecord(acting);
  const of = { id: `w${acting.mark}`, review_id: row['id'], choice: 'noted' };
  return [insert('sync_settlements', of)];
}
