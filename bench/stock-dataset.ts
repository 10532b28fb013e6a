import {
  CORRECTED_ONE_IN,
  corrections,
  LOT_PRODUCTS,
  lotName,
  lotOf,
  LOTS_EACH,
  NULL,
  packs,
  SERIAL_PRODUCTS,
  serialName,
  STORE_ROOM,
} from './recall-dataset.ts';
import {
  type CopyFile,
  dayOf,
  piecesOfRecord,
  productOfRecord,
  PRODUCTS,
  type Rows,
  type Sizes,
  writeDataset,
  writeRows,
} from './store-dataset.ts';
import { idOf } from './store-people.ts';

/** What lies there of each lot once all of the records have taken theirs. */
const LEFT_PIECES = 100;
/** Of one record in so many, a piece too many left the stock. */
export const FAULTY_ONE_IN = 25_000;
/** One record in so many was entered although less was there by the movements. */
export const STOPPED_ONE_IN = 5000;
/** The newest records: nothing has compared them with their movements yet. */
const WRITTEN_SINCE = 500;

type Unit = { readonly product: number; readonly lot: string; readonly serial: string };
type Stock = {
  readonly units: readonly Unit[];
  readonly receivedPieces: readonly number[];
  /** By record: the unit that it took from when it was written. */
  readonly firstUnit: Int32Array;
  /** By correction: the unit that its record takes from since. */
  readonly correctedUnit: Int32Array;
};

/** Every pack that some record is about, and enough of it. */
function stockOf(sizes: Sizes): Stock {
  const units: Unit[] = [];
  const receivedPieces: number[] = [];
  const places = new Map<string, number>();
  const take = (unit: Unit, pieces: number): number => {
    const key = `${unit.product} ${unit.lot} ${unit.serial}`;
    const place = places.get(key) ?? units.length;
    if (place === units.length) {
      places.set(key, place);
      units.push(unit);
      receivedPieces.push(unit.serial === '' ? LEFT_PIECES : 0);
    }
    receivedPieces[place] = (receivedPieces[place] ?? 0) + pieces;
    return place;
  };
  const firstUnit = Int32Array.from({ length: sizes.records }, (_, at) => {
    const product = productOfRecord(at, sizes);
    const lot = product < LOT_PRODUCTS ? lotName(product, lotOf(at, sizes)) : '';
    const serial = product < SERIAL_PRODUCTS ? serialName(at) : '';
    return take({ product, lot, serial }, piecesOfRecord(at));
  });
  const correctedUnit = Int32Array.from({ length: correctionsOf(sizes) }, (_, at) => {
    const record = at * CORRECTED_ONE_IN;
    const product = productOfRecord(record, sizes);
    return take({ product, lot: lotName(product, lotOf(record, sizes) + 1), serial: '' }, 1);
  });
  return { units, receivedPieces, firstUnit, correctedUnit };
}

function correctionsOf({ records }: Sizes): number {
  return Math.floor(records / CORRECTED_ONE_IN);
}

function products(sizes: Sizes): Rows {
  return {
    table: 'products',
    columns: 'id, sku, name, billing_unit, search_text, reorder_level, stocked_since',
    count: PRODUCTS,
    rowAt: (at) => [
      idOf('product', at),
      `SKU-${at}`,
      `Wound dressing ${at}`,
      'each',
      `sku-${at} wound dressing ${at}`,
      LEFT_PIECES * LOTS_EACH,
      `${dayOf(0, sizes)} 00:00:00+00`,
    ],
  };
}

function receipts({ units, receivedPieces }: Stock, sizes: Sizes): readonly Rows[] {
  const on = `${dayOf(0, sizes)} 08:00:00+00`;
  const count = units.length;
  return [
    {
      table: 'stock_units',
      columns: 'id, product_id, lot_number, serial_number, expires_on',
      count,
      rowAt(at) {
        const { product = 0, lot = '', serial = '' } = units[at] ?? {};
        return [idOf('unit', at), `SKU-${product}`, lot, serial, '2026-04-30'];
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
        'id, receipt_id, line_number, stock_unit_id, pieces, package_condition, temperature_check, ' +
        'decided_at, decided_by, is_accepted',
      count,
      rowAt: (at) => [
        idOf('receiptLine', at),
        idOf('receipt', at),
        1,
        idOf('unit', at),
        receivedPieces[at] ?? 0,
        'intact',
        'inRange',
        on,
        idOf('user', 1),
        'true',
      ],
    },
  ];
}

type Moved = {
  readonly unit: number;
  readonly kind: 'received' | 'applied';
  readonly pieces: number;
  readonly on: string;
  readonly receiptLine?: string;
  readonly record?: string;
  readonly reverses?: string;
};

/** What came in, what each record took, and what corrections took back and took anew: in that order. */
function movementAt(at: number, stock: Stock, sizes: Sizes): Moved {
  const { units, receivedPieces, firstUnit, correctedUnit } = stock;
  if (at < units.length) {
    const on = dayOf(0, sizes);
    const receiptLine = idOf('receiptLine', at);
    return { unit: at, kind: 'received', pieces: receivedPieces[at] ?? 0, on, receiptLine };
  }
  const used = (record: number) => {
    const isFaulty = record % FAULTY_ONE_IN === 1;
    const on = dayOf(record, sizes);
    const pieces = -piecesOfRecord(record) - (isFaulty ? 1 : 0);
    return { unit: firstUnit[record] ?? 0, pieces, on, record: idOf('record', record) };
  };
  const nth = at - units.length;
  if (nth < sizes.records) return { ...used(nth), kind: 'applied' };
  const correction = Math.floor((nth - sizes.records) / 2);
  const record = correction * CORRECTED_ONE_IN;
  const first = { ...used(record), kind: 'applied' } as const;
  return (nth - sizes.records) % 2 === 0
    ? { ...first, pieces: -first.pieces, reverses: idOf('movement', units.length + record) }
    : { ...first, pieces: -1, unit: correctedUnit[correction] ?? 0 };
}

function movementsIn({ units }: Stock, sizes: Sizes): number {
  return units.length + sizes.records + 2 * correctionsOf(sizes);
}

function movements(stock: Stock, sizes: Sizes): Rows {
  return {
    table: 'stock_movements',
    columns:
      'id, stock_unit_id, location_id, kind, pieces, occurred_at, moved_by, recorded_at, ' +
      'receipt_line_id, treatment_record_id, reverses',
    count: movementsIn(stock, sizes),
    rowAt(at) {
      const { unit, kind, pieces, on, ...of } = movementAt(at, stock, sizes);
      const instant = `${on} 10:00:00+00`;
      return [
        idOf('movement', at),
        idOf('unit', unit),
        STORE_ROOM,
        kind,
        pieces,
        instant,
        idOf('user', 1),
        instant,
        of.receiptLine ?? NULL,
        of.record ?? NULL,
        of.reverses ?? NULL,
      ];
    },
  };
}

/** What the database keeps by itself where rows are written one by one: sums, and what is in doubt. */
function kept(stock: Stock, sizes: Sizes): readonly Rows[] {
  const pieces = new Int32Array(stock.units.length);
  const moved = movementsIn(stock, sizes);
  for (let at = 0; at < moved; at += 1) {
    const movement = movementAt(at, stock, sizes);
    pieces[movement.unit] = (pieces[movement.unit] ?? 0) + movement.pieces;
  }
  const left = Array.from(pieces.keys()).filter((unit) => pieces[unit] !== 0);
  const today = Array.from({ length: WRITTEN_SINCE }, (_, at) => sizes.records - 1 - at);
  const stopped = Array.from({ length: stoppedIn(sizes) }, (_, at) => at * STOPPED_ONE_IN + 1);
  const doubts = [
    ...new Set([...today, ...stopped].map((record) => idOf('record', record))),
    ...today.map((record) => idOf('movement', stock.units.length + record)),
  ];
  return [
    {
      table: 'stock_sums',
      columns: 'stock_unit_id, location_id, pieces',
      count: left.length,
      rowAt: (at) => [idOf('unit', left[at] ?? 0), STORE_ROOM, pieces[left[at] ?? 0] ?? 0],
    },
    {
      table: 'stock_doubts',
      columns: 'subject_id',
      count: doubts.length,
      rowAt: (at) => [doubts[at] ?? ''],
    },
  ];
}

function stoppedIn({ records }: Sizes): number {
  return Math.floor(records / STOPPED_ONE_IN);
}

function concerns(sizes: Sizes): Rows {
  return {
    table: 'treatment_concerns',
    columns: 'id, treatment_record_id, kind, about, reason, raised_at',
    count: stoppedIn(sizes),
    rowAt(at) {
      const record = at * STOPPED_ONE_IN + 1;
      const said = ['shortInStock', 'By the movements there is less', 'It was there'];
      const on = `${dayOf(record, sizes)} 10:00:00+00`;
      return [idOf('concern', at), idOf('record', record), ...said, on];
    },
  };
}

/** The site of the store's section, of which every piece was received and every record took its own. */
export async function writeStockDataset(
  folder: string,
  sizes: Sizes,
): Promise<readonly CopyFile[]> {
  const stock = stockOf(sizes);
  return [
    ...(await writeDataset(folder, sizes, packs(sizes))),
    ...(await writeRows(folder, [
      products(sizes),
      ...corrections(sizes),
      ...receipts(stock, sizes),
      movements(stock, sizes),
      concerns(sizes),
      ...kept(stock, sizes),
    ])),
  ];
}
