import type { Product } from '../products/contract.ts';
import type { ProductClass } from '../products/product-class.ts';
import type { Concern, ConcernKind } from './concern.ts';

/** What was not said of a package by which it is found again. */
export const gapKinds = ['lotMissing', 'areaMissing'] as const satisfies readonly ConcernKind[];
export type GapKind = (typeof gapKinds)[number];

/** What nobody can do with the record later, in the words that a reason is given to. */
const consequences = {
  lotMissing: 'recall tracing will not find this',
  areaMissing: 'nobody can account for what was applied and discarded',
} as const satisfies Record<GapKind, string>;

/** What is said of the packages that one treatment used. */
export type TracedUse = {
  readonly productId: string;
  readonly lotNumber: string | null;
  readonly appliedMm2: number | null;
  readonly discardedMm2: number | null;
};

export type TracedProduct = Pick<Product, 'billingUnit' | 'packageMm2'> & {
  readonly productClass: ProductClass;
};

export function isGap(concern: Concern): boolean {
  return gapKinds.some((kind) => kind === concern.kind);
}

/**
 * What is missing of the package of a skin substitute: its lot, and where it is counted by area what became
 * of that. Of one that is counted by pieces the quantity says it, and other products are not traced.
 */
export function traceGaps(use: TracedUse, product: TracedProduct): readonly Concern[] {
  if (product.productClass !== 'skinSubstitute') return [];
  const missing = {
    lotMissing: use.lotNumber === null,
    areaMissing: isCountedByArea(product) && !isAreaSaid(use, product),
  } as const satisfies Record<GapKind, boolean>;
  return gapKinds
    .filter((kind) => missing[kind])
    .map((kind) => ({ kind, about: consequences[kind] }));
}

function isCountedByArea({ billingUnit, packageMm2 }: TracedProduct): boolean {
  return billingUnit === 'cm2' || packageMm2 !== null;
}

/** Of a package of known size what was discarded says what was applied; that may be nothing. */
function isAreaSaid({ appliedMm2, discardedMm2 }: TracedUse, { packageMm2 }: TracedProduct) {
  return appliedMm2 !== null || (packageMm2 !== null && (discardedMm2 ?? 0) > 0);
}

/** True where nothing differs by which a package is traced. */
export function isSameTrace(one: TracedUse, other: TracedUse): boolean {
  return (
    one.productId === other.productId &&
    one.lotNumber === other.lotNumber &&
    one.appliedMm2 === other.appliedMm2 &&
    one.discardedMm2 === other.discardedMm2
  );
}
