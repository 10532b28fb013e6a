import { labelKey } from '../inventory/unit-label.ts';
import type { LineChoice } from './order-choice.ts';
import { lineKey, lineOfKey, type TreatmentEntry } from './treatment-entry.ts';

/** What the labels of a pack say that a treatment keeps; null is "the label does not say". */
export type UsedPack = {
  readonly lot: string | null;
  readonly serial: string | null;
  readonly expiresOn: string | null;
  readonly scans: readonly { readonly raw: string }[];
};

export const labelFields = ['lotNumber', 'serialNumber', 'expiresOn'] as const;
export type LabelField = (typeof labelFields)[number];

/** A field in which something else stands than the label says. */
export type LabelConflict = {
  readonly field: LabelField;
  readonly stands: string;
  readonly scanned: string;
};

const saidBy = ({ lot, serial, expiresOn }: UsedPack): Readonly<Record<LabelField, string>> => ({
  lotNumber: lot ?? '',
  serialNumber: serial ?? '',
  expiresOn: expiresOn ?? '',
});

/**
 * The line that a scanned product is taken from: an open one of this patient's orders, else any of theirs,
 * else the product without an order, which is asked about.
 */
export function lineOfScan(sku: string, choices: readonly LineChoice[]): string {
  const own = choices.filter(({ key }) => lineOfKey(key)?.productId === sku);
  const line = own.find(({ isOpen }) => isOpen) ?? own.at(0);
  return line?.key ?? lineKey({ orderId: null, productId: sku });
}

/** Where the form holds another lot, serial or expiry than the label: a scan overrules nothing by itself. */
export function labelConflicts(
  entry: Pick<TreatmentEntry, LabelField>,
  pack: UsedPack,
): readonly LabelConflict[] {
  const said = saidBy(pack);
  return labelFields
    .map((field) => ({ field, stands: entry[field].trim(), scanned: said[field] }))
    .filter(
      ({ stands, scanned }) =>
        stands !== '' && scanned !== '' && labelKey(stands) !== labelKey(scanned),
    );
}

/** What the form holds once a pack is taken over. What the label does not say stays; one piece is the least. */
export function withScan(
  entry: TreatmentEntry,
  pack: UsedPack,
  line: string,
): Pick<TreatmentEntry, LabelField | 'line' | 'quantityUsed' | 'labelScans'> {
  const said = saidBy(pack);
  return {
    line,
    quantityUsed: entry.quantityUsed ?? 1,
    lotNumber: said.lotNumber || entry.lotNumber,
    serialNumber: said.serialNumber || entry.serialNumber,
    expiresOn: said.expiresOn || entry.expiresOn,
    labelScans: pack.scans.map(({ raw }) => raw),
  };
}

/** True where the form holds these labels already: what is typed since is not overruled by them again. */
export function isTakenOver(
  { labelScans }: Pick<TreatmentEntry, 'labelScans'>,
  { scans }: Pick<UsedPack, 'scans'>,
): boolean {
  return labelScans.length === scans.length && scans.every(({ raw }, at) => raw === labelScans[at]);
}
