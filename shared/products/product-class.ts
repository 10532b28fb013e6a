import { isSkinSubstituteCode } from '../signing/cosignature.ts';

export const productClasses = [
  'dressing',
  'skinSubstitute',
  'compression',
  'topical',
  'other',
] as const;
export type ProductClass = (typeof productClasses)[number];

export const productClassWords = {
  dressing: 'Dressing',
  skinSubstitute: 'Skin substitute',
  compression: 'Compression',
  topical: 'Topical',
  other: 'Other',
} as const satisfies Record<ProductClass, string>;

/** The class that somebody gave a product, or where nobody did what its HCPCS code says. */
export function classOfProduct(of: {
  readonly productClass: ProductClass | null;
  readonly hcpcsCode: string | null;
}): ProductClass {
  return of.productClass ?? (isSkinSubstituteCode(of.hcpcsCode) ? 'skinSubstitute' : 'other');
}
