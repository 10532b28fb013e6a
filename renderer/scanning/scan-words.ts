import { GROUP_SEPARATOR } from '../../shared/inventory/udi/carrier.ts';
import type { LabelContent, UdiIssuer } from '../../shared/inventory/udi/reading.ts';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { formatCivilDate, formatCount } from '../ui/format.ts';

const ISSUERS: Readonly<Record<UdiIssuer, string>> = {
  gs1: 'GS1',
  hibc: 'HIBC',
  iccbba: 'ISBT 128',
};

export type ScanLine = { readonly key: string; readonly label: string; readonly value: string };

function lineOf(key: string, label: string, value: string | null): readonly ScanLine[] {
  return value === null ? [] : [{ key, label, value }];
}

/** What a label says, line by line; what it does not say is left out. */
export function contentLines(content: LabelContent): readonly ScanLine[] {
  const { deviceIdentifier, lot, serial, expiresOn, manufacturedOn, quantity, donorId } = content;
  return [
    ...lineOf('deviceIdentifier', 'Product number', deviceIdentifier),
    ...lineOf('lot', 'Lot', lot),
    ...lineOf('serial', 'Serial number', serial),
    ...lineOf('expiresOn', 'Expires', expiresOn && formatCivilDate(expiresOn)),
    ...lineOf('manufacturedOn', 'Made on', manufacturedOn && formatCivilDate(manufacturedOn)),
    ...lineOf('quantity', 'Pieces in the pack', quantity === null ? null : formatCount(quantity)),
    ...lineOf('donorId', 'Donation number', donorId),
  ];
}

/** What the labels of a pack say. */
export function packLines(pack: ScannedPack): readonly ScanLine[] {
  const lines = contentLines(pack).map((line) =>
    line.key === 'deviceIdentifier' && pack.issuer !== null
      ? { ...line, label: `Product number (${ISSUERS[pack.issuer]})` }
      : line,
  );
  return [...lineOf('sku', 'SKU', pack.sku), ...lines];
}

/** The same in one sentence, to be read out: `SKU FOAM-6X6, Lot A, Expires 31 Mar 2027`. */
export function inOneLine(lines: readonly ScanLine[]): string {
  return lines.map(({ label, value }) => `${label} ${value}`).join(', ');
}

/** What is still to be scanned, or nothing. */
export function missingWords(pack: ScannedPack): string {
  const isNamed = pack.deviceIdentifier !== null || pack.sku !== null;
  if (!isNamed) return 'This label names no product. Scan the other label of the pack.';
  return pack.lot === null && pack.serial === null
    ? 'This label names no lot or serial number. Scan the other label of the pack, if it has one.'
    : '';
}

/** A scan as it came, with what cannot be seen made visible. */
export function visibleRaw(raw: string): string {
  return raw.replaceAll(' ', '·').replaceAll(GROUP_SEPARATOR, ' <GS> ');
}
