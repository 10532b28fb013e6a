import { foldText } from '../patients/patient.ts';

/** A recall of a product: of one lot, or with null of every lot. */
export type RecallRule = { readonly lotNumber: string | null };

/** Lot numbers are read off packs: case, spaces and dashes make no other lot. */
export function lotKey(lotNumber: string): string {
  return foldText(lotNumber).replaceAll(' ', '');
}

/**
 * The recalls that a pack of a recalled product falls under. Where its lot is not known every recall may
 * be meant, and each is named.
 */
export function recallsOfLot<R extends RecallRule>(
  recalls: readonly R[],
  lotNumber: string | null,
): readonly R[] {
  if (lotNumber === null) return recalls;
  const lot = lotKey(lotNumber);
  return recalls.filter((each) => each.lotNumber === null || lotKey(each.lotNumber) === lot);
}
