import { useState } from 'react';
import { isCivilDate } from '../../shared/base/civil-date.ts';
import { MAX_QUANTITY } from '../../shared/orders/contract.ts';
import { type Concern, isSameConcern } from '../../shared/safety/concern.ts';
import { isGap } from '../../shared/safety/trace-gap.ts';
import { lineOfKey, type TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import { isSameUse, type TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSettled } from './use-settled.ts';

type Around = {
  readonly patient: { readonly id: string };
  /** The record as it is saved now; null when recording. */
  readonly correcting: TreatmentRecord | null;
};

export type ProductCheck = ReturnType<typeof useProductCheck>;

function dayOrNull(text: string): string | null {
  return isCivilDate(text) ? text : null;
}

/** One where none is typed yet, or none that could be used. */
function askedQuantity(typed: number | null): number {
  return typed !== null && typed >= 1 && typed <= MAX_QUANTITY ? typed : 1;
}

/** Asks what speaks against the chosen product as soon as product, wound, lot and dates are there. */
export function useProductCheck(entry: TreatmentEntry, scene: Around) {
  const of = lineOfKey(entry.line);
  const lotNumber = useSettled(entry.lotNumber);
  const serialNumber = useSettled(entry.serialNumber);
  const use = {
    orderId: of?.orderId ?? null,
    productId: of?.productId ?? '',
    woundId: entry.woundId || null,
    quantityUsed: askedQuantity(useSettled(entry.quantityUsed)),
    lotNumber: lotNumber.trim() || null,
    serialNumber: serialNumber.trim() || null,
    expiresOn: dayOrNull(entry.expiresOn),
    dateApplied: dayOrNull(entry.dateApplied),
  };
  const check = useOperation(
    'safety.check',
    { patientId: scene.patient.id, ...use, treatmentRecordId: scene.correcting?.id ?? null },
    { enabled: of !== null, keepsPrevious: true },
  );
  /** What the core stopped a save for, of which the screen did not know yet. */
  const [refused, setRefused] = useState<readonly Concern[]>([]);
  const { correcting } = scene;
  // Correcting a note decides nothing about a product that was used long ago.
  const isDecidedAnew =
    correcting === null || !isSameUse(correcting, { ...use, dateApplied: entry.dateApplied });
  const found = isDecidedAnew && of !== null ? (check.data?.concerns ?? []) : [];
  const unknown = refused.filter((each) => !found.some((known) => isSameConcern(known, each)));
  return {
    isChosen: of !== null,
    isDecidedAnew,
    /** Null until it is known, or where it could not be asked. */
    facts: of === null ? null : (check.data ?? null),
    hasFailed: of !== null && check.error !== null,
    concerns: [...found, ...unknown.filter((each) => !isGap(each))],
    refusedGaps: unknown.filter(isGap),
    setRefused,
  };
}
