import { foldText } from '../patients/patient.ts';
import type { Allergy } from './contract.ts';

const SHORTEST_WORD = 4;

/**
 * The allergies whose substance a product's name mentions, such as silver in "Silver foam 10x10".
 * A hint only: most products do not name what they are made of.
 */
export function allergiesNamedIn<A extends Pick<Allergy, 'substance'>>(
  productName: string,
  allergies: readonly A[],
): readonly A[] {
  const named = new Set(foldText(productName).split(' '));
  return allergies.filter(({ substance }) =>
    foldText(substance)
      .split(' ')
      .some((word) => word.length >= SHORTEST_WORD && named.has(word)),
  );
}
