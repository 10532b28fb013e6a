import type { ProductClass } from '../../shared/products/product-class.ts';
import type { Contraindication } from '../../shared/safety/contract.ts';
import type { Material } from '../../shared/safety/material.ts';
import type { Etiology } from '../../shared/wounds/wound.ts';

/** A rule as it stands in the form: what it is about is chosen first, then which. */
export type RuleEntry = {
  readonly about: 'productClass' | 'material' | 'productId';
  readonly productClass: ProductClass | null;
  readonly material: Material | null;
  readonly productId: string;
  readonly etiology: Etiology | null;
  readonly infectionSign: string | null;
  readonly condition: string;
  readonly source: string;
  readonly asOfOn: string;
  readonly isActive: boolean;
};

export const ruleLabels = {
  about: 'What it is about',
  productClass: 'Class of products',
  material: 'Material',
  productId: 'Product',
  etiology: 'Cause of the wound',
  infectionSign: 'Signs of infection in the newest assessment',
  condition: 'What to think about',
  source: 'Source',
  asOfOn: 'As of',
} as const;

export function blankRule(today: string): RuleEntry {
  return {
    about: 'productClass',
    productClass: null,
    material: null,
    productId: '',
    etiology: null,
    infectionSign: null,
    condition: '',
    source: '',
    asOfOn: today,
    isActive: true,
  };
}

export function ruleEntryOf(rule: Contraindication): RuleEntry {
  const { productClass, material, productId, etiology, infectionSign } = rule;
  const { condition, source, asOfOn, isActive } = rule;
  const about = productId !== null ? 'productId' : material !== null ? 'material' : 'productClass';
  const said = { productClass, material, etiology, infectionSign, condition, source };
  return { about, ...said, productId: productId ?? '', asOfOn, isActive };
}

/** What the contract reads: only the target that is chosen counts. */
export function typedRule({ about, isActive: _, ...entry }: RuleEntry): object {
  return {
    ...entry,
    productClass: about === 'productClass' ? entry.productClass : null,
    material: about === 'material' ? entry.material : null,
    productId: about === 'productId' ? entry.productId : null,
  };
}
