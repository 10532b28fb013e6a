import { parseScan } from '../inventory/udi/parse-scan.ts';
import type { Scan, ScanContext } from '../inventory/udi/reading.ts';
import { isOwnLabel, type OwnLabel, readOwnLabel } from './own-label.ts';

/** A label printed here, with the SKU in place of a maker's number. */
export type OwnLabelRead = OwnLabel & {
  readonly state: 'own';
  readonly raw: string;
  readonly parserVersion: number;
};

/** What became of one scan: a maker's label, read or not, or one of our own. */
export type LabelRead = Scan | OwnLabelRead;

/** Raised when the same code of our own is read differently than before. */
const OWN_VERSION = 1;

const DAMAGED =
  'This label was printed here, but its code is damaged. Print it anew, or choose the product by hand.';

/** Reads what a scanner, a camera or a keyboard gave for one label, a maker's or our own. */
export function readLabel(raw: string, context: ScanContext): LabelRead {
  if (!isOwnLabel(raw)) return parseScan(raw, context);
  const own = readOwnLabel(raw);
  const scanned = { raw, parserVersion: OWN_VERSION };
  if (own === null) return { state: 'unreadable', code: 'unknownFormat', why: DAMAGED, ...scanned };
  return { state: 'own', ...own, ...scanned };
}

/** True where keys that came too fast for a person are a label's. */
export function looksLikeLabel(text: string, nowYear: number): boolean {
  return readLabel(text, { nowYear }).state !== 'unreadable';
}
