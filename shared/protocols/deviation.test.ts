import { expect, test } from 'vitest';
import { expectsProduct, isExpected } from './deviation.ts';
import type { ProtocolStep } from './protocol.ts';

type Expecting = Pick<ProtocolStep, 'kind' | 'expectedKinds' | 'expectedSkus'>;

const foam: Expecting = { kind: 'treatment', expectedKinds: ['foam'], expectedSkus: ['F-1'] };
const gauze = { productId: 'G-1', productKinds: ['gauze', 'dressing'] } as const;

test.for<
  [string, Partial<Expecting>, Partial<typeof gauze | { productId: string }>, boolean, boolean]
>([
  ['another kind', {}, {}, true, false],
  ['the SKU itself', {}, { productId: 'F-1' }, true, true],
  ['the kind, of another SKU', { expectedKinds: ['gauze'] }, {}, true, true],
  [
    'a class that the product is of',
    { expectedKinds: ['dressing'], expectedSkus: [] },
    {},
    true,
    true,
  ],
  ['anything, where nothing is named', { expectedKinds: [], expectedSkus: [] }, {}, false, true],
  [
    'nothing, for an assessment',
    { kind: 'assessment', expectedKinds: [], expectedSkus: [] },
    {},
    false,
    false,
  ],
  [
    'nothing, for a review',
    { kind: 'review', expectedKinds: [], expectedSkus: [] },
    {},
    false,
    false,
  ],
])('a step is met by %s', ([, over, product, expects, is]) => {
  const step = { ...foam, ...over };
  expect(expectsProduct(step)).toBe(expects);
  expect(isExpected(step, { ...gauze, ...product })).toBe(is);
});
