import type { ProtocolStep } from './protocol.ts';
import type { ProductKind } from './product-kind.ts';

/** How a step was not done as written: with another product, or not at all. */
export const deviationKinds = ['otherProduct', 'skipped'] as const;
export type DeviationKind = (typeof deviationKinds)[number];

type Expecting = Pick<ProtocolStep, 'kind' | 'expectedKinds' | 'expectedSkus'>;

/** True for a step that names what it is done with: only there another product is one. */
export function expectsProduct({ kind, expectedKinds, expectedSkus }: Expecting): boolean {
  return kind === 'treatment' && expectedKinds.length + expectedSkus.length > 0;
}

/** A product as a step knows it. */
export type KnownProduct = {
  /** SKU. */
  readonly productId: string;
  readonly productKinds: readonly ProductKind[];
};

/** True where a treatment with this product does the step as written. */
export function isExpected(step: Expecting, { productId, productKinds }: KnownProduct): boolean {
  if (step.kind !== 'treatment') return false;
  if (!expectsProduct(step)) return true;
  const { expectedKinds, expectedSkus } = step;
  return (
    expectedSkus.includes(productId) || productKinds.some((each) => expectedKinds.includes(each))
  );
}
