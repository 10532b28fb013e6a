import { allergiesNamedIn } from '../allergies/allergen-match.ts';
import type { Allergy } from '../allergies/contract.ts';
import { type Material, materialsMeant, materialWords } from './material.ts';

/** What a product is made of, as far as somebody said. */
export type ProductMaterials = {
  readonly name: string;
  /** Null where nobody said. */
  readonly materials: readonly Material[] | null;
  readonly otherMaterials: string | null;
};

export type AllergyMatch<A> = {
  readonly allergy: A;
  /** What of the product it is about: `this product contains latex`. */
  readonly because: string;
};

/**
 * The allergies and objections that a product's materials meet, or else its name and the words for its
 * other materials mention. Each is named once.
 */
export function allergyMatches<A extends Pick<Allergy, 'substance'>>(
  product: ProductMaterials,
  allergies: readonly A[],
): readonly AllergyMatch<A>[] {
  const inMaterials = allergies.flatMap((allergy) => {
    const meant = materialsMeant(allergy.substance);
    const met = meant.filter((material) => product.materials?.includes(material) ?? false);
    if (met.length === 0) return [];
    const words = met.map((material) => materialWords[material]).join(' and ');
    return [{ allergy, because: `this product contains ${words}` }];
  });
  const left = allergies.filter((each) => !inMaterials.some(({ allergy }) => allergy === each));
  const named = allergiesNamedIn(product.name, left).map((allergy) => ({
    allergy,
    because: 'the name of this product mentions it',
  }));
  const unnamed = left.filter((each) => !named.some(({ allergy }) => allergy === each));
  const inWords = allergiesNamedIn(product.otherMaterials ?? '', unnamed).map((allergy) => ({
    allergy,
    because: `this product contains ${product.otherMaterials ?? ''}`,
  }));
  return [...inMaterials, ...named, ...inWords];
}
