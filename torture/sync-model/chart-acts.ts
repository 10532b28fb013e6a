import { patientSearchColumns } from '../../shared/patients/patient.ts';
import type { Values } from '../../shared/sync/row-key.ts';
import { type Acting, choose, insert, NAMES, nth, remove, update } from './acting.ts';
import type { Statement } from './own.ts';
import { moveStock } from './stock-acts.ts';

function patientColumns(row: Values): Values {
  const { searchText, mrnKey } = patientSearchColumns({
    firstName: String(row['first_name']),
    lastName: String(row['last_name']),
    mrn: typeof row['mrn'] === 'string' ? row['mrn'] : null,
  });
  return { ...row, search_text: searchText, mrn_key: mrnKey };
}

const MRNS = [null, null, 'M-1', 'M-2'];

export function newPatient({ pick, other, mark }: Acting): readonly Statement[] {
  const names = { first_name: nth(NAMES, pick), last_name: nth(NAMES, other) };
  const row = { id: `p${mark}`, ...names, mrn: nth(MRNS, pick), phone: null, sex: 'x', version: 1 };
  return [insert('patients', patientColumns(row))];
}

export function editPatient(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'patients');
  if (!row) return newPatient(acting);
  const { other, mark } = acting;
  const column = nth(['last_name', 'phone', 'mrn', 'sex'], other) ?? 'phone';
  const value = column === 'mrn' ? nth(MRNS, other >> 2) : (nth(NAMES, other >> 2) ?? mark);
  const kept = { phone: row['phone'], last_name: row['last_name'], mark };
  const next = patientColumns({ ...row, [column]: value, version: Number(row['version']) + 1 });
  return [
    insert('patient_versions', { patient_id: row['id'], version: row['version'], ...kept }),
    update('patients', row, next),
  ];
}

export function removePatient(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'patients');
  return row ? [remove('patients', row)] : [];
}

export function newRecord(acting: Acting): readonly Statement[] {
  const patient = choose(acting, 'patients');
  if (!patient) return newPatient(acting);
  const order = acting.other % 2 === 0 ? choose(acting, 'orders') : undefined;
  const of = order ?? { patient_id: patient['id'], id: null };
  const { mark } = acting;
  return [
    insert('treatment_records', {
      id: `t${mark}`,
      patient_id: of['patient_id'],
      order_id: of['id'],
      notes: mark,
      status: 'draft',
      version: 1,
    }),
  ];
}

const isDraft = (row: Values): boolean => row['status'] === 'draft';

/** What an author writes goes behind what stood: whoever had not seen that would lose it. */
function edited(row: Values, mark: string): readonly Statement[] {
  const { id, version, notes } = row;
  return [
    insert('treatment_record_versions', { treatment_record_id: id, version, notes }),
    update('treatment_records', row, {
      notes: `${String(notes)} ${mark}`,
      version: Number(version) + 1,
    }),
  ];
}

export function editRecord(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'treatment_records', isDraft);
  return row ? edited(row, acting.mark) : newRecord(acting);
}

export function editTwoRecords(acting: Acting): readonly Statement[] {
  const one = choose(acting, 'treatment_records', isDraft);
  const two = choose({ ...acting, pick: acting.pick + 1 }, 'treatment_records', isDraft);
  if (!one || !two) return newRecord(acting);
  const first = edited(one, acting.mark);
  if (one['id'] === two['id'])
    return [...first, update('treatment_records', one, { checked: acting.mark })];
  return [...first, ...edited(two, acting.mark), ...moveStock(acting)];
}

export function signRecord(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'treatment_records', isDraft);
  if (!row) return newRecord(acting);
  const { id, notes } = row;
  const of = { id: `s${acting.mark}`, treatment_record_id: id, notes };
  return [
    insert('record_signatures', of),
    update('treatment_records', row, { status: 'signed', version: Number(row['version']) + 1 }),
  ];
}

export function amendRecord(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'treatment_records', ({ status }) => status === 'signed');
  if (!row) return signRecord(acting);
  const { mark } = acting;
  const of = { id: `m${mark}`, treatment_record_id: row['id'], change: mark };
  return [insert('record_amendments', of)];
}

export function newOrder(acting: Acting): readonly Statement[] {
  const patient = choose(acting, 'patients');
  if (!patient) return newPatient(acting);
  const id = `o${acting.mark}`;
  const line = (at: number) => ({ id: `${id}-${at}`, order_id: id, quantity: at });
  return [
    insert('orders', { id, patient_id: patient['id'], status: 'open', version: 1 }),
    insert('order_lines', line(1)),
    insert('order_lines', line(2)),
  ];
}

export function cancelOrder(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'orders', ({ status }) => status === 'open');
  if (!row) return newOrder(acting);
  return [update('orders', row, { status: 'cancelled', version: Number(row['version']) + 1 })];
}

export function removeLine(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'order_lines');
  return row ? [remove('order_lines', row)] : newOrder(acting);
}
