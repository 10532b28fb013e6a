import { mod10CheckDigit } from '../../../shared/inventory/udi/check-digits.ts';
import type { DemonstrationMrn } from './patients.ts';
import type { DemonstrationSku } from './products.ts';

export type DeliveredLot = {
  readonly sku: DemonstrationSku;
  readonly lotNumber: string;
  /** Each a piece of its own, with the donor it came from where it is human tissue. */
  readonly serialNumbers?: readonly string[];
  readonly donorNumber?: string;
  readonly pieces?: number;
  readonly expiresInDays: number;
  /** Of what has to be kept cold: as it came. */
  readonly temperatureTenthsC?: number;
  /** Whose order it came for: the patient's oldest placed one that asks for the product. */
  readonly forMrn?: DemonstrationMrn;
  /** What is wrong with the package; then it waits in quarantine. */
  readonly damaged?: string;
};

export type Delivery = {
  readonly daysAgo: number;
  readonly supplier: string;
  readonly reference: string;
  readonly lots: readonly DeliveredLot[];
};

/**
 * What came in, the oldest first. The skin substitutes came before they were used, so that each piece is told from
 * its donor to the wound; one lot runs out soon, one order came in part, and one package waits in quarantine.
 */
export const deliveries: readonly Delivery[] = [
  {
    daysAgo: 49,
    supplier: 'Meadowlark Tissue Bank',
    reference: 'MT-20418',
    lots: [
      {
        sku: 'DEMO-AMNION-4X4',
        lotNumber: 'MA-1182',
        serialNumbers: ['0001', '0002', '0003'],
        donorNumber: 'DEMO-D-0417',
        expiresInDays: 290,
        temperatureTenthsC: 48,
        forMrn: 'DEMO-0003',
      },
      {
        sku: 'DEMO-AMNION-4X4',
        lotNumber: 'MA-1182',
        serialNumbers: ['0004'],
        donorNumber: 'DEMO-D-0417',
        expiresInDays: 290,
        temperatureTenthsC: 48,
      },
    ],
  },
  {
    daysAgo: 28,
    supplier: 'Rivermoss Biologics',
    reference: 'RB-7731',
    lots: [
      {
        sku: 'DEMO-MATRIX-4X4',
        lotNumber: 'RM-2204',
        serialNumbers: ['0001', '0002'],
        expiresInDays: 75,
        forMrn: 'DEMO-0013',
      },
      {
        sku: 'DEMO-MATRIX-4X4',
        lotNumber: 'RM-2204',
        serialNumbers: ['0003', '0004', '0005'],
        expiresInDays: 75,
      },
    ],
  },
  {
    daysAgo: 27,
    supplier: 'Meadowlark Tissue Bank',
    reference: 'MT-20566',
    lots: [
      {
        sku: 'DEMO-AMNION-2X2',
        lotNumber: 'MA-0977',
        serialNumbers: ['0001', '0002'],
        donorNumber: 'DEMO-D-0388',
        expiresInDays: 210,
        temperatureTenthsC: 52,
        forMrn: 'DEMO-0003',
      },
    ],
  },
  {
    daysAgo: 6,
    supplier: 'Brightwater Medical Supply',
    reference: 'BW-5540',
    lots: [
      {
        sku: 'DEMO-FILM-4X4',
        lotNumber: 'CF-7718',
        pieces: 6,
        expiresInDays: 640,
        forMrn: 'DEMO-0011',
      },
      { sku: 'DEMO-FILM-4X4', lotNumber: 'CF-7718', pieces: 24, expiresInDays: 640 },
      { sku: 'DEMO-FILM-4X4', lotNumber: 'CF-7290', pieces: 8, expiresInDays: 24 },
      { sku: 'DEMO-GAUZE-IODINE', lotNumber: 'AM-402', pieces: 12, expiresInDays: 310 },
    ],
  },
  {
    daysAgo: 1,
    supplier: 'Brightwater Medical Supply',
    reference: 'BW-5561',
    lots: [
      {
        sku: 'DEMO-GAUZE-IODINE',
        lotNumber: 'AM-415',
        pieces: 20,
        expiresInDays: 420,
        damaged: 'One corner of the box is crushed',
      },
    ],
  },
];

/** GS1 gives numbers that begin with 952 to examples only. */
function exampleGtin(level: number, item: number): string {
  const digits = `${level}952${String(item).padStart(9, '0')}`;
  return `${digits}${mod10CheckDigit(digits)}`;
}

/** What the labels of these products carry: of one piece, and of the box where there is one. */
export const identifiers = (
  [
    ['DEMO-FILM-4X4', 50],
    ['DEMO-GAUZE-IODINE', 25],
    ['DEMO-AMNION-2X2', null],
    ['DEMO-AMNION-4X4', null],
    ['DEMO-MATRIX-4X4', null],
  ] as const satisfies readonly (readonly [DemonstrationSku, number | null])[]
).flatMap(([sku, boxPieces], index) => {
  const of = (level: number, pieces: number) => ({
    sku,
    issuer: 'gs1' as const,
    deviceIdentifier: exampleGtin(level, 1001 + index),
    pieces,
  });
  return boxPieces === null ? [of(0, 1)] : [of(0, 1), of(1, boxPieces)];
});

const tracedSkus = new Set<string>(['DEMO-AMNION-4X4', 'DEMO-AMNION-2X2', 'DEMO-MATRIX-4X4']);
/** Share of a piece that was put on the wound; the rest was trimmed off. */
const APPLIED_PERCENT = 60;

/** Which pieces were used: those of a lot in the order of their serials, one with each use, the oldest first. */
export function tracedPieces() {
  const left = new Map<string, { readonly lot: DeliveredLot; readonly serialNumber: string }[]>();
  for (const { lots } of deliveries)
    for (const lot of lots)
      for (const serialNumber of lot.serialNumbers ?? [])
        left.set(lot.sku, [...(left.get(lot.sku) ?? []), { lot, serialNumber }]);
  return (sku: string, pieceMm2: number | null) => {
    if (!tracedSkus.has(sku) || pieceMm2 === null) return undefined;
    const piece = left.get(sku)?.shift();
    if (!piece) throw new Error(`The demonstration uses more pieces of ${sku} than came in`);
    const appliedMm2 = (pieceMm2 * APPLIED_PERCENT) / 100;
    return {
      ...piece,
      appliedMm2,
      discardedMm2: pieceMm2 - appliedMm2,
      discardReason: 'Trimmed to the wound',
    };
  };
}
