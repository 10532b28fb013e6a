import type { CountLine } from '../../shared/inventory/stock-contract.ts';
import type { StockUnit } from '../../shared/inventory/stock-unit.ts';
import { labelKey, type UnitLabel } from '../../shared/inventory/unit-label.ts';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';

/** What a scanned pack says by which it is told apart on a shelf. */
export type ScannedUnit = UnitLabel & {
  /** Product code (SKU). */
  readonly productId: string;
  readonly productName: string;
  readonly expiresOn: string | null;
};

export function scannedUnitOf(
  { lot, serial, expiresOn }: Pick<ScannedPack, 'lot' | 'serial' | 'expiresOn'>,
  { sku, name }: { readonly sku: string; readonly name: string },
): ScannedUnit {
  return { productId: sku, productName: name, lotNumber: lot, serialNumber: serial, expiresOn };
}

const isSame = (one: string | null, other: string | null) =>
  labelKey(one ?? '') === labelKey(other ?? '');

/** True for the units that a label may mean: what it says is the unit's, or was never said of the unit. */
export function isOfLabel(unit: UnitLabel, { lotNumber, serialNumber }: UnitLabel): boolean {
  const isLot = !lotNumber || isSame(unit.lotNumber, lotNumber);
  const isSerial = !serialNumber || !unit.serialNumber || isSame(unit.serialNumber, serialNumber);
  return isLot && isSerial;
}

/** Where a scanned pack belongs in a count. */
export type CountPlace =
  | { readonly kind: 'listed'; readonly line: CountLine }
  | { readonly kind: 'unlisted' }
  /** Its lot is listed by serial numbers, and the label names none. */
  | { readonly kind: 'serialMissing' };

/** The line of a count that a scanned pack is of: of its serial, else of its lot without serials. */
export function countPlaceOf(lines: readonly CountLine[], scanned: ScannedUnit): CountPlace {
  const { productId, lotNumber, serialNumber } = scanned;
  const isIts = ({ unit }: CountLine) => unit.productId === productId && isOfLabel(unit, scanned);
  const of = lines.filter(isIts);
  const bySerial = serialNumber
    ? of.find(({ unit }) => isSame(unit.serialNumber, serialNumber))
    : undefined;
  const byLot = of.find(({ unit }) => isPlain(unit) && isSame(unit.lotNumber, lotNumber));
  const line = bySerial ?? byLot;
  if (line !== undefined) return { kind: 'listed', line };
  const isBySerial = !serialNumber && of.some(({ unit }) => !isPlain(unit));
  return { kind: isBySerial ? 'serialMissing' : 'unlisted' };
}

function isPlain({ serialNumber }: StockUnit): boolean {
  return serialNumber === '';
}
