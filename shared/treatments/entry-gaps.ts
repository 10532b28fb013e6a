import { parseArea } from '../base/size-words.ts';
import type { Concern } from '../safety/concern.ts';
import {
  type GapKind,
  isGap,
  isSameTrace,
  type TracedProduct,
  traceGaps,
} from '../safety/trace-gap.ts';
import { type EntryField, lineOfKey, type TreatmentEntry } from './treatment-entry.ts';
import type { TreatmentRecord } from './treatment-record.ts';

/** The field in which somebody says what is missing. */
export const fieldOfGap = {
  lotMissing: 'lotNumber',
  areaMissing: 'appliedArea',
} as const satisfies Record<GapKind, EntryField>;

type Around = {
  /** Null where nothing is known of it here. */
  readonly product: TracedProduct | null;
  /** The record as it is saved; null when recording. */
  readonly correcting: Pick<
    TreatmentRecord,
    'productId' | 'lotNumber' | 'appliedMm2' | 'discardedMm2' | 'concerns'
  > | null;
};

/** What a form leaves out of the package of a skin substitute; what a saved record left out stays as it is. */
export function entryGaps(
  entry: TreatmentEntry,
  { product, correcting }: Around,
): readonly Concern[] {
  const use = {
    productId: lineOfKey(entry.line)?.productId ?? '',
    lotNumber: entry.lotNumber.trim() || null,
    appliedMm2: areaOf(entry.appliedArea) || null,
    discardedMm2: areaOf(entry.discardedArea),
  };
  if (correcting !== null && isSameTrace(correcting, use))
    return correcting.concerns.filter(isGap).map(({ kind, about }) => ({ kind, about }));
  return product === null ? [] : traceGaps(use, product);
}

function areaOf(typed: string): number | null {
  const read = parseArea(typed);
  return read === 'invalid' ? null : read;
}
