import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '../shared/base/civil-date.ts';
import { patientSearchColumns } from '../shared/patients/patient.ts';
import { idOf, nameOf, pick, writtenAbout } from './store-people.ts';

export type Sizes = {
  readonly records: number;
  readonly patients: number;
  readonly orders: number;
  readonly users: number;
};

/** One COPY: a table, its columns, and a file of tab-separated rows. */
export type CopyFile = {
  readonly table: string;
  readonly columns: string;
  readonly path: string;
};

const ROWS_PER_FILE = 50_000;
const LAST_DAY = '2026-03-10';
const DAYS = 5 * 365;

export function sizesOf(records: number): Sizes {
  return {
    records,
    patients: Math.ceil(records / 50),
    orders: Math.ceil((records * 6) / 100),
    users: 40,
  };
}

type Row = readonly (string | number)[];
/** Rows of one table, made as they are written. */
export type Rows = {
  readonly table: string;
  readonly columns: string;
  readonly count: number;
  readonly rowAt: (at: number) => Row;
};

export const PRODUCTS = 200;

/** Columns of the records that a section wants besides, with their cells. */
export type MoreColumns = {
  readonly columns: readonly string[];
  readonly cellsAt: (at: number) => Row;
};

/** The order's one line. */
function productOf(order: number): Row {
  const product = pick(PRODUCTS, 1, order);
  return [`SKU-${product}`, `Wound dressing ${product}`];
}

function orderOf(at: number, { orders }: Sizes): number {
  return pick(orders, 5, at);
}

/** Which of the products the nth record is about, from 0. */
export function productOfRecord(at: number, sizes: Sizes): number {
  return pick(PRODUCTS, 1, orderOf(at, sizes));
}

/** Whom the nth record is about, from 0. */
export function patientOfRecord(at: number, sizes: Sizes): number {
  return orderOf(at, sizes) % sizes.patients;
}

/** Pieces that the nth record used. */
export function piecesOfRecord(at: number): number {
  return 1 + pick(4, 6, at);
}

export function dayOf(at: number, { records }: Sizes): string {
  return addDays(LAST_DAY, Math.floor((at / records) * DAYS) - DAYS);
}

function peopleAndOrders({ users, patients, orders }: Sizes): readonly Rows[] {
  return [
    {
      table: 'users',
      columns: 'id, display_name, sign_in_name, role',
      count: users,
      rowAt: (at) => [idOf('user', at), `Nurse ${at}`, `nurse ${at}`, 'nurse'],
    },
    {
      table: 'patients',
      columns:
        'id, mrn, mrn_key, first_name, last_name, birth_on, sex, search_text, ' +
        'address_line, city, state, postal_code',
      count: patients,
      rowAt(at) {
        const of = { ...nameOf(at), mrn: `M-${at}` };
        const { searchText, mrnKey } = patientSearchColumns(of);
        const birthOn = addDays('1930-01-01', pick(25_000, 2, at));
        const name = [of.firstName, of.lastName];
        const person = [idOf('patient', at), of.mrn, mrnKey ?? '', ...name, birthOn, 'female'];
        return [...person, searchText, `${1 + (at % 999)} Example Street`, 'Davis', 'CA', '95616'];
      },
    },
    {
      table: 'orders',
      columns: 'id, order_number, patient_id, ordered_on, ordered_by',
      count: orders,
      rowAt: (at) => [
        idOf('order', at),
        `O-${at}`,
        idOf('patient', at % patients),
        addDays(LAST_DAY, -pick(DAYS, 3, at)),
        idOf('user', pick(users, 4, at)),
      ],
    },
    {
      table: 'order_lines',
      columns: 'id, order_id, line_number, product_id, product_name, quantity_ordered',
      count: orders,
      rowAt: (at) => [idOf('line', at), idOf('order', at), 1, ...productOf(at), 1_000_000],
    },
  ];
}

/** The records came in one after another over five years, about patients in no order. */
function treatments(sizes: Sizes, more: MoreColumns): Rows {
  const { records, patients, users } = sizes;
  return {
    table: 'treatment_records',
    columns:
      'id, patient_id, order_id, product_id, product_name, quantity_used, date_applied, ' +
      'diagnosis, procedure_performed, wound_location, doctor_notes, recorded_by, created_at, ' +
      ['signed_at, signed_by', ...more.columns].join(', '),
    count: records,
    rowAt(at) {
      const order = orderOf(at, sizes);
      const { diagnosis, procedure, wound, notes } = writtenAbout(at);
      const day = dayOf(at, sizes);
      const recorder = idOf('user', pick(users, 7, at));
      return [
        idOf('record', at),
        idOf('patient', order % patients),
        idOf('order', order),
        ...productOf(order),
        piecesOfRecord(at),
        day,
        diagnosis,
        procedure,
        wound,
        notes,
        recorder,
        `${day} 10:00:00+00`,
        `${day} 11:00:00+00`,
        recorder,
        ...more.cellsAt(at),
      ];
    },
  };
}

const nothingMore: MoreColumns = { columns: [], cellsAt: () => [] };

/** Writes the files of a site that size into a folder that another user may read from. */
export async function writeDataset(
  folder: string,
  sizes: Sizes,
  more: MoreColumns = nothingMore,
): Promise<readonly CopyFile[]> {
  // A native server reads them as a user of its own. All of it is made up.
  await chmod(folder, 0o755);
  return writeRows(folder, [...peopleAndOrders(sizes), treatments(sizes, more)]);
}

/** Writes rows into files of tab-separated values, table by table. */
export async function writeRows(
  folder: string,
  tables: readonly Rows[],
): Promise<readonly CopyFile[]> {
  const files: CopyFile[] = [];
  for (const { table, columns, count, rowAt } of tables)
    for (let from = 0; from < count; from += ROWS_PER_FILE) {
      const path = join(folder, `${table}-${from}.tsv`);
      const length = Math.min(ROWS_PER_FILE, count - from);
      const lines = Array.from({ length }, (_, at) => rowAt(from + at).join('\t'));
      await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o644 });
      files.push({ table, columns, path });
    }
  return files;
}

export async function byteLengthOf(files: readonly CopyFile[]): Promise<number> {
  const sizes = await Promise.all(files.map(async ({ path }) => (await stat(path)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
