import type { Moved } from '../shared/inventory/movement.ts';

/** Three units of one lot, one of another that is past its expiry, and one of a product of unknown size. */
export const units = {
  'A/': { sku: 'SHEET', lotNumber: 'A', serialNumber: '', expiresOn: null, pieceMm2: 1600 },
  'A/1': { sku: 'SHEET', lotNumber: 'A', serialNumber: '1', expiresOn: null, pieceMm2: 1600 },
  'A/2': { sku: 'SHEET', lotNumber: 'A', serialNumber: '2', expiresOn: null, pieceMm2: 1600 },
  'B/': { sku: 'SHEET', lotNumber: 'B', serialNumber: '', expiresOn: '2026-03-01', pieceMm2: 1600 },
  'C/': { sku: 'FOAM', lotNumber: 'C', serialNumber: '', expiresOn: null, pieceMm2: null },
} as const;
export type UnitName = keyof typeof units;
export const unitNames = Object.keys(units) as UnitName[];

/** Two shelves and a quarantine, by what the histories call them. */
export const places = ['shelf', 'cart', 'quarantine'] as const;
export type PlaceName = (typeof places)[number];

export type Use = {
  readonly unit: UnitName;
  readonly quantityUsed: number;
  readonly appliedMm2: number | null;
  readonly discardedMm2: number | null;
};
export type WasteLine = {
  readonly unit: UnitName;
  readonly place: PlaceName | null;
  readonly pieces: number;
};
export type PieceLine = {
  readonly unit: UnitName;
  readonly place: PlaceName;
  readonly pieces: number;
};

export type LedgerRow = Moved & {
  readonly unit: UnitName;
  readonly place: PlaceName;
  /** What it is of: a treatment or waste record, or an act that can be taken back. */
  readonly of: string | null;
  readonly isCounter: boolean;
};

/** A stock that histories run on: the pure rules, or the application over a database. */
export type StockUnderTest = {
  receive(unit: UnitName, place: PlaceName, pieces: number): Promise<void>;
  /** An id to take it back by; null where it is refused, as are all that answer so. */
  transfer(line: PieceLine, to: PlaceName): Promise<string | null>;
  /** Flagged is a record against which it speaks that too few lie on the shelves. */
  apply(use: Use): Promise<{ readonly id: string; readonly isFlagged: boolean }>;
  correct(id: string, use: Use): Promise<{ readonly isFlagged: boolean }>;
  void(id: string): Promise<void>;
  /** Whether a reason was needed because there are too few. */
  waste(
    lines: readonly WasteLine[],
  ): Promise<{ readonly ids: readonly string[]; readonly isAsked: boolean }>;
  voidWaste(id: string): Promise<void>;
  giveBack(lines: readonly PieceLine[]): Promise<string | null>;
  expire(lines: readonly PieceLine[]): Promise<string | null>;
  /** To what somebody counted; null where nothing differs. */
  count(line: PieceLine): Promise<string | null>;
  /** Takes back a transfer, what left, or what a count adjusted. False where too few lie there by now. */
  takeBack(id: string): Promise<boolean>;
  rows(): Promise<readonly LedgerRow[]>;
};
