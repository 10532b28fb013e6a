import {
  type CopyFile,
  dayOf,
  type MoreColumns,
  patientOfRecord,
  productOfRecord,
  type Rows,
  type Sizes,
  writeDataset,
  writeRows,
} from './store-dataset.ts';
import { idOf } from './store-people.ts';

/** Lots of a product one after another: of 1,000,000 records and 200 products, 500 records each. */
export const LOTS_EACH = 10;
/** The first products carry a serial on each piece, the last say no lot at all. */
export const SERIAL_PRODUCTS = 20;
export const STOCKED_PRODUCTS = { from: 20, to: 40 } as const;
export const LOT_PRODUCTS = 150;
/** One record in so many was corrected after it was signed, to the next lot. */
export const CORRECTED_ONE_IN = 100;
const RECEIVED_PIECES = 2000;
export const STORE_ROOM = '0197a000-0000-7000-8000-000000000101';
export const NULL = '\\N';

export function lotName(product: number, lot: number): string {
  return `LOT-${product}-${String(lot).padStart(3, '0')}`;
}

export function serialName(at: number): string {
  return String(at).padStart(9, '0');
}

/** Which lot of its product was in use when the nth record was written. */
export function lotOf(at: number, { records }: Sizes): number {
  return Math.floor((at / records) * LOTS_EACH);
}

/** The lot and serial that each record says. */
export function packs(sizes: Sizes): MoreColumns {
  return {
    columns: ['lot_number', 'serial_number'],
    cellsAt(at) {
      const product = productOfRecord(at, sizes);
      return [
        product < LOT_PRODUCTS ? lotName(product, lotOf(at, sizes)) : NULL,
        product < SERIAL_PRODUCTS ? serialName(at) : NULL,
      ];
    },
  };
}

/** Records whose lot was read again, with what they say since. */
export function corrections(sizes: Sizes): readonly Rows[] {
  const count = Math.floor(sizes.records / CORRECTED_ONE_IN);
  const recordOf = (at: number) => at * CORRECTED_ONE_IN;
  const said = (record: number) => {
    const product = productOfRecord(record, sizes);
    return { product, lot: lotName(product, lotOf(record, sizes) + 1) };
  };
  return [
    {
      table: 'record_amendments',
      columns: 'id, treatment_record_id, kind, reason, content, amended_by, amended_at',
      count,
      rowAt(at) {
        const { product, lot } = said(recordOf(at));
        return [
          idOf('amendment', at),
          idOf('record', recordOf(at)),
          'correction',
          'Read again',
          JSON.stringify({ productId: `SKU-${product}`, lotNumber: lot, serialNumber: null }),
          idOf('user', 1),
          `${dayOf(recordOf(at), sizes)} 12:00:00+00`,
        ];
      },
    },
    {
      table: 'corrected_treatments',
      columns:
        'id, correction_id, patient_id, order_id, product_id, product_name, quantity_used, ' +
        'date_applied, recorded_by, lot_number',
      count,
      rowAt(at) {
        const record = recordOf(at);
        const { product, lot } = said(record);
        return [
          idOf('record', record),
          idOf('amendment', at),
          idOf('patient', patientOfRecord(record, sizes)),
          idOf('order', 1),
          `SKU-${product}`,
          `Wound dressing ${product}`,
          1,
          dayOf(record, sizes),
          idOf('user', 1),
          lot,
        ];
      },
    },
  ];
}

type Unit = { readonly product: number; readonly lot: number };

const units: readonly Unit[] = Array.from(
  { length: (STOCKED_PRODUCTS.to - STOCKED_PRODUCTS.from) * LOTS_EACH },
  (_, at) => ({
    product: STOCKED_PRODUCTS.from + Math.floor(at / LOTS_EACH),
    lot: at % LOTS_EACH,
  }),
);

function receipts(sizes: Sizes): readonly Rows[] {
  const on = `${dayOf(0, sizes)} 08:00:00+00`;
  const count = units.length;
  return [
    {
      table: 'stock_units',
      columns: 'id, product_id, lot_number',
      count,
      rowAt(at) {
        const { product = 0, lot = 0 } = units[at] ?? {};
        return [idOf('unit', at), `SKU-${product}`, lotName(product, lot)];
      },
    },
    {
      table: 'receipts',
      columns: 'id, supplier, received_at, received_by',
      count,
      rowAt: (at) => [idOf('receipt', at), 'Acme', on, idOf('user', 1)],
    },
    {
      table: 'receipt_lines',
      columns:
        'id, receipt_id, line_number, stock_unit_id, pieces, package_condition, temperature_check',
      count,
      rowAt: (at) => [
        idOf('receiptLine', at),
        idOf('receipt', at),
        1,
        idOf('unit', at),
        RECEIVED_PIECES,
        'intact',
        'inRange',
      ],
    },
  ];
}

/** What came in, and then what each record took. */
function movements(sizes: Sizes): Rows {
  const { from, to } = STOCKED_PRODUCTS;
  const on = `${dayOf(0, sizes)} 08:00:00+00`;
  const used = Array.from({ length: sizes.records }, (_, at) => at).filter((at) => {
    const product = productOfRecord(at, sizes);
    return product >= from && product < to;
  });
  const unitOf = (record: number) =>
    (productOfRecord(record, sizes) - from) * LOTS_EACH + lotOf(record, sizes);
  const frame = [STORE_ROOM, on, idOf('user', 1), on];
  return {
    table: 'stock_movements',
    columns:
      'location_id, occurred_at, moved_by, recorded_at, id, stock_unit_id, kind, pieces, ' +
      'receipt_line_id, treatment_record_id',
    count: units.length + used.length,
    rowAt(at) {
      const id = idOf('movement', at);
      if (at < units.length) {
        const received = [id, idOf('unit', at), 'received', RECEIVED_PIECES];
        return [...frame, ...received, idOf('receiptLine', at), NULL];
      }
      const record = used[at - units.length] ?? 0;
      const applied = [id, idOf('unit', unitOf(record)), 'applied', -1];
      return [...frame, ...applied, NULL, idOf('record', record)];
    },
  };
}

/** The site of the store's section, whose records say which pack it was, with corrections and stock. */
export async function writeRecallDataset(
  folder: string,
  sizes: Sizes,
): Promise<readonly CopyFile[]> {
  return [
    ...(await writeDataset(folder, sizes, packs(sizes))),
    ...(await writeRows(folder, [...corrections(sizes), ...receipts(sizes), movements(sizes)])),
  ];
}
