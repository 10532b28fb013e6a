import type { ScanAmbiguous, ScanContext, ScanRead } from '../../shared/inventory/udi/reading.ts';
import { readLabel } from '../../shared/labels/label-read.ts';
import {
  addLabel,
  type AddedLabel,
  type AddedToPack,
  type ScannedPack,
  type ScanSource,
} from '../../shared/labels/scanned-pack.ts';
import type { ArrivedScan } from '../scans.ts';

type Mismatch = Extract<AddedToPack, { readonly state: 'mismatch' }>;

/** What a label asks of the user before it counts. */
export type ScanQuestion =
  | { readonly kind: 'ambiguous'; readonly scan: ScanAmbiguous; readonly source: ScanSource }
  | { readonly kind: 'mismatch'; readonly mismatch: Mismatch; readonly added: AddedLabel }
  | { readonly kind: 'unreadable'; readonly why: string };

export type ScanEntryState = {
  /** What is known of the pack; null before its first label. */
  readonly pack: ScannedPack | null;
  readonly question: ScanQuestion | null;
};

export const NOTHING_SCANNED: ScanEntryState = { pack: null, question: null };

/** A label has come: it is added, or asks something. What is known of the pack stays in any case. */
export function takeScan(
  state: ScanEntryState,
  { raw, source, keepsSeparators }: ArrivedScan,
  nowYear: ScanContext['nowYear'],
): ScanEntryState {
  const read = readLabel(raw, { nowYear, keepsSeparators });
  switch (read.state) {
    case 'unreadable':
      return { ...state, question: { kind: 'unreadable', why: read.why } };
    case 'ambiguous':
      return { ...state, question: { kind: 'ambiguous', scan: read, source } };
    case 'read':
    case 'own':
      return takeRead(state, { read, source });
  }
}

/** The labels of a pack that came one after the other. */
export function beginWith(
  scans: readonly ArrivedScan[],
  nowYear: ScanContext['nowYear'],
): ScanEntryState {
  let state = NOTHING_SCANNED;
  for (const scan of scans) state = takeScan(state, scan, nowYear);
  return state;
}

/** A label that can be read in one way, or of which somebody chose the right one. */
export function takeRead(state: ScanEntryState, added: AddedLabel): ScanEntryState {
  const merged = addLabel(state.pack, added);
  return merged.state === 'merged'
    ? { pack: merged.pack, question: null }
    : { ...state, question: { kind: 'mismatch', mismatch: merged, added } };
}

/** The reading that somebody chose of an ambiguous label. */
export function chooseReading(state: ScanEntryState, reading: ScanRead): ScanEntryState {
  const { question } = state;
  if (question?.kind !== 'ambiguous') return state;
  return takeRead(state, { read: reading, source: question.source });
}

/** Another pack begins, with the label that did not fit the one before. */
export function beginAnew(state: ScanEntryState): ScanEntryState {
  const { question } = state;
  return question?.kind === 'mismatch' ? takeRead(NOTHING_SCANNED, question.added) : state;
}

/** The label that asked something does not count. */
export function dropQuestion(state: ScanEntryState): ScanEntryState {
  return { ...state, question: null };
}

/** True where nothing more needs to be scanned to know the product and the piece. */
export function isWhole(pack: ScannedPack): boolean {
  const isNamed = pack.deviceIdentifier !== null || pack.sku !== null;
  return isNamed && (pack.lot !== null || pack.serial !== null);
}
