import { useState } from 'react';
import { isSameConcern } from '../../shared/safety/concern.ts';
import { entryGaps } from '../../shared/treatments/entry-gaps.ts';
import type { TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { ProductCheck } from './use-product-check.ts';

type Around = {
  readonly product: ProductCheck;
  /** The record as it is saved now; null when recording. */
  readonly correcting: TreatmentRecord | null;
};

/** What the entry leaves out of the package of a skin substitute, and whether a save has asked for it. */
export function useTrace(entry: TreatmentEntry, { product, correcting }: Around) {
  const [isAsked, setAsked] = useState(false);
  const seen = entryGaps(entry, { product: product.facts, correcting });
  const unseen = product.refusedGaps.filter(
    (each) => !seen.some((known) => isSameConcern(known, each)),
  );
  return { gaps: [...seen, ...unseen], isAsked, ask: () => setAsked(true) };
}
