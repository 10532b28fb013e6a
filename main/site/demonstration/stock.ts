import type { DemonstrationSku } from './products.ts';

type CountedLot = {
  readonly sku: DemonstrationSku;
  readonly lotNumber: string;
  /** Each a piece of its own. */
  readonly serialNumbers?: readonly string[];
  readonly pieces?: number;
  readonly expiresInDays: number;
  readonly kind: 'shelf' | 'quarantine';
};

/** What lay there when the clinic began to keep stock: one lot runs out soon, and one may not be used yet. */
export const countedLots: readonly CountedLot[] = [
  { sku: 'DEMO-FILM-4X4', lotNumber: 'CF-7718', pieces: 30, expiresInDays: 640, kind: 'shelf' },
  { sku: 'DEMO-FILM-4X4', lotNumber: 'CF-7290', pieces: 8, expiresInDays: 24, kind: 'shelf' },
  { sku: 'DEMO-GAUZE-IODINE', lotNumber: 'AM-402', pieces: 12, expiresInDays: 310, kind: 'shelf' },
  {
    sku: 'DEMO-GAUZE-IODINE',
    lotNumber: 'AM-415',
    pieces: 20,
    expiresInDays: 420,
    kind: 'quarantine',
  },
  {
    sku: 'DEMO-MATRIX-4X4',
    lotNumber: 'RM-2204',
    serialNumbers: ['0001', '0002', '0003', '0004'],
    expiresInDays: 75,
    kind: 'shelf',
  },
];
