import type { CivilDate } from '../base/civil-date.ts';
import { buildGs1 } from '../inventory/udi/build-gs1.ts';
import { writeOwnLabel } from './own-label.ts';

/** What a label is printed for: a unit, or a product of which no unit is named. */
export type LabelledUnit = {
  readonly sku: string;
  readonly productName: string;
  /** GTIN of the single piece, 14 digits; null where none is known. */
  readonly gtin: string | null;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
  readonly expiresOn: CivilDate | null;
};

/** The barcode of a label: a GS1 DataMatrix for whoever scans, or a QR code of our own. */
export type LabelCode =
  /** `(01)…(17)…(10)…`, as an encoder of GS1 symbols takes it. */
  | { readonly kind: 'gs1'; readonly elements: string }
  | { readonly kind: 'own'; readonly text: string };

/**
 * The barcode that says all of a unit: GS1 where it has a GTIN and GS1 can say the rest exactly, else our own,
 * such as for a lot of more than 20 characters. Blank lots and serials are none.
 */
export function labelCode(unit: LabelledUnit, nowYear: number): LabelCode {
  const { sku, gtin, expiresOn } = unit;
  const lot = unit.lotNumber || null;
  const serial = unit.serialNumber || null;
  const content = {
    deviceIdentifier: gtin,
    lot,
    serial,
    expiresOn,
    manufacturedOn: null,
    quantity: null,
    donorId: null,
  };
  const built = gtin === null ? null : buildGs1(content, { nowYear });
  return built?.ok
    ? { kind: 'gs1', elements: built.value.humanReadable }
    : { kind: 'own', text: writeOwnLabel({ sku, lot, serial, expiresOn }) };
}
