import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { KeptScan } from '../../shared/receipts/contract.ts';
import type { PackageCondition, TemperatureCheck } from '../../shared/receipts/receipt-words.ts';
import type { StorageNeed } from '../../shared/products/storage-need.ts';

/** One line of what is being received, as it stands in the form. */
export type ReceiveLine = {
  readonly key: string;
  readonly productId: string;
  readonly productName: string;
  readonly lotNumber: string;
  readonly serialNumber: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly expiresOn: string;
  readonly donorNumber: string;
  readonly pieces: number | null;
  /** Empty where it came without an order. */
  readonly orderLineId: string;
  readonly packageCondition: PackageCondition;
  readonly temperatureCheck: TemperatureCheck;
  /** In °C as typed. */
  readonly temperature: string;
  readonly scans: readonly KeptScan[];
  readonly note: string;
  /** True: onto the shelf at once. */
  readonly isAccepted: boolean;
  /** What has to be explained, in sentences. */
  readonly doubts: readonly string[];
};

export type ReceiveEntry = {
  readonly supplier: string;
  readonly reference: string;
  readonly lines: readonly ReceiveLine[];
};

export const NOTHING_RECEIVED: ReceiveEntry = { supplier: '', reference: '', lines: [] };

type Named = {
  readonly sku: string;
  readonly name: string;
  readonly storageNeed: StorageNeed | null;
};

type Pack = {
  readonly lot: string | null;
  readonly serial: string | null;
  readonly expiresOn: CivilDate | null;
  readonly donorId: string | null;
  readonly quantity: number | null;
  readonly scans: readonly KeptScan[];
};

const unlabelled: Pack = {
  lot: null,
  serial: null,
  expiresOn: null,
  donorId: null,
  quantity: null,
  scans: [],
};

/**
 * Adds a pack that was scanned, or with no pack a product to be typed. The same lot scanned again counts up;
 * a serial never does. `pieces` is what the package of that label holds.
 */
export function addPack(
  entry: ReceiveEntry,
  product: Named,
  of: { readonly pack?: Pack | undefined; readonly pieces: number; readonly key: string },
): ReceiveEntry {
  const pack = of.pack ?? unlabelled;
  const pieces = pack.quantity ?? of.pieces;
  const same = of.pack && entry.lines.find((each) => isSamePack(each, product, pack));
  if (same) return withLine(entry, { ...same, pieces: (same.pieces ?? 0) + pieces });
  const isCold = product.storageNeed !== null && product.storageNeed !== 'room';
  const line: ReceiveLine = {
    key: of.key,
    productId: product.sku,
    productName: product.name,
    lotNumber: pack.lot ?? '',
    serialNumber: pack.serial ?? '',
    expiresOn: pack.expiresOn ?? '',
    donorNumber: pack.donorId ?? '',
    pieces: pack.serial === null ? pieces : 1,
    orderLineId: '',
    packageCondition: 'intact',
    temperatureCheck: isCold ? 'notChecked' : 'notNeeded',
    temperature: '',
    scans: pack.scans,
    note: '',
    isAccepted: false,
    doubts: [],
  };
  return { ...entry, lines: [...entry.lines, line] };
}

function isSamePack(line: ReceiveLine, { sku }: Named, pack: Pack): boolean {
  return (
    pack.serial === null &&
    line.serialNumber === '' &&
    line.productId === sku &&
    line.lotNumber === (pack.lot ?? '') &&
    line.expiresOn === (pack.expiresOn ?? '')
  );
}

/** The entry with one line as it is now. */
export function withLine(entry: ReceiveEntry, line: ReceiveLine): ReceiveEntry {
  return { ...entry, lines: entry.lines.map((each) => (each.key === line.key ? line : each)) };
}

export function withoutLine(entry: ReceiveEntry, key: string): ReceiveEntry {
  return { ...entry, lines: entry.lines.filter((each) => each.key !== key) };
}

/** Tenths of a degree; null for nothing typed, undefined for no temperature. */
export function temperatureTenths(typed: string): number | null | undefined {
  const text = typed.trim().replace(',', '.').replace('−', '-');
  if (text === '') return null;
  return /^-?\d{1,3}(\.\d)?$/.test(text) ? Math.round(Number(text) * 10) : undefined;
}

/** What is wrong with the lines before they are sent; null where nothing is. */
export function linesProblem({ lines }: ReceiveEntry): string | null {
  if (lines.length === 0) return 'Scan or choose what came.';
  const wrong = lines.findIndex(
    ({ pieces, temperature }) =>
      pieces === null || pieces < 1 || temperatureTenths(temperature) === undefined,
  );
  if (wrong < 0) return null;
  return lines[wrong]?.pieces === null
    ? `Line ${wrong + 1}: say how many pieces came.`
    : `Line ${wrong + 1}: check the number of pieces and the temperature.`;
}

/** The lines as `receipts.record` takes them; `shelfId` is where what is accepted goes. */
export function linesToSend({ lines }: ReceiveEntry, shelfId: string | null) {
  return lines.map((line) => {
    const { key: _, productName: __, doubts: ___, temperature, isAccepted, ...said } = line;
    return {
      ...said,
      scans: [...said.scans],
      expiresOn: said.expiresOn || null,
      pieces: said.pieces ?? 0,
      orderLineId: said.orderLineId || null,
      temperatureTenthsC: temperatureTenths(temperature) ?? null,
      acceptTo: isAccepted ? shelfId : null,
    };
  });
}

type Doubt = { readonly lineNumber: number; readonly about: string };

/** The entry with what the core found doubtful, at the lines that it is about. */
export function withDoubts(entry: ReceiveEntry, doubts: readonly Doubt[]): ReceiveEntry {
  return {
    ...entry,
    lines: entry.lines.map((line, index) => ({
      ...line,
      doubts: doubts.filter(({ lineNumber }) => lineNumber === index + 1).map(({ about }) => about),
    })),
  };
}
