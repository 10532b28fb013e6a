import { classOfProduct, type ProductClass } from '../products/product-class.ts';

/** What a protocol can ask for without naming a product: the classes of products, and kinds of dressing. */
export const productKinds = [
  'dressing',
  'alginate',
  'collagen',
  'composite',
  'contactLayer',
  'film',
  'foam',
  'gauze',
  'hydrocolloid',
  'hydrogel',
  'superabsorbent',
  'compression',
  'skinSubstitute',
  'topical',
] as const;
export type ProductKind = (typeof productKinds)[number];

export const productKindWords = {
  dressing: 'Any dressing',
  alginate: 'Alginate or gelling fiber',
  collagen: 'Collagen dressing',
  composite: 'Composite dressing',
  contactLayer: 'Contact layer',
  film: 'Transparent film',
  foam: 'Foam dressing',
  gauze: 'Gauze or packing',
  hydrocolloid: 'Hydrocolloid',
  hydrogel: 'Hydrogel',
  superabsorbent: 'Absorptive dressing',
  compression: 'Compression',
  skinSubstitute: 'Skin substitute',
  topical: 'Topical',
} as const satisfies Record<ProductKind, string>;

/**
 * First and last code of each range, HCPCS Level II (CMS): surgical dressings A6010-A6266 and
 * A6402-A6407, compression bandages A6441-A6457 and garments A6530-A6589.
 */
const ranges: readonly (readonly [first: string, last: string, ProductKind])[] = [
  ['A6010', 'A6024', 'collagen'],
  ['A6196', 'A6199', 'alginate'],
  ['A6203', 'A6205', 'composite'],
  ['A6206', 'A6208', 'contactLayer'],
  ['A6209', 'A6215', 'foam'],
  ['A6216', 'A6233', 'gauze'],
  ['A6234', 'A6241', 'hydrocolloid'],
  ['A6242', 'A6248', 'hydrogel'],
  ['A6251', 'A6256', 'superabsorbent'],
  ['A6257', 'A6259', 'film'],
  ['A6266', 'A6266', 'gauze'],
  ['A6402', 'A6407', 'gauze'],
  ['A6441', 'A6457', 'compression'],
  ['A6530', 'A6589', 'compression'],
];

/** What a product is by its class and by its HCPCS code: a foam dressing is a foam and a dressing. */
export function productKindsOf(of: {
  readonly productClass: ProductClass | null;
  readonly hcpcsCode: string | null;
}): readonly ProductKind[] {
  const productClass = classOfProduct(of);
  const code = of.hcpcsCode?.toUpperCase() ?? '';
  const kind = ranges.find(([first, last]) => first <= code && code <= last)?.[2];
  const byCode =
    kind === undefined ? [] : kind === 'compression' ? [kind] : [kind, 'dressing' as const];
  const byClass = productClass === 'other' ? [] : [productClass];
  return [...new Set([...byClass, ...byCode])];
}
