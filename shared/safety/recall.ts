import { type LabelledPack, packMatcher, type RecalledPacks } from '../recalls/recalled-packs.ts';

/**
 * The recalls that a pack of a recalled product falls under. Where its lot or serial is not known every
 * recall that asks for one may be meant, and each is named.
 */
export function recallsOfPack<R extends RecalledPacks>(
  recalls: readonly R[],
  pack: LabelledPack,
): readonly R[] {
  return recalls.filter((each) => packMatcher([each])(pack) !== 'other');
}
