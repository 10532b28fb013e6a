import { areaInWords } from '../base/size-words.ts';
import { materialWords } from '../safety/material.ts';
import type { Product } from './contract.ts';
import { productClassWords } from './product-class.ts';
import { storageNeedWords } from './storage-need.ts';

/** How a product is counted on a claim, in words. */
export const billingUnitWords: Readonly<Record<Product['billingUnit'], string>> = {
  each: 'Each',
  cm2: 'Square centimeter',
  mg: 'Milligram',
  g: 'Gram',
  cc: 'Cubic centimeter',
};

/** What can be said of a product besides its SKU, in reading order. */
export const factLabels = {
  name: 'Name',
  maker: 'Maker',
  hcpcsCode: 'HCPCS code',
  billingUnit: 'Billed by',
  productClass: 'Class',
  isBiologic: 'Licensed biologic',
  materials: 'Made of',
  otherMaterials: 'Other materials',
  piecesPerPack: 'Pieces per pack',
  packageMm2: 'Area of one piece',
  storageNeed: 'Storage',
  storageNote: 'Storage note',
  reorderLevel: 'Reorder level',
  isActive: 'Can be ordered',
} as const;
export type Fact = keyof typeof factLabels;
export type ProductFacts = Pick<Product, Fact>;
export const factKeys = Object.keys(factLabels).filter((key): key is Fact => key in factLabels);

const yesOrNo = (answer: boolean) => (answer ? 'Yes' : 'No');

const wordsOf: {
  readonly [Key in Fact]?: (value: NonNullable<ProductFacts[Key]>) => string;
} = {
  billingUnit: (unit) => billingUnitWords[unit],
  productClass: (key) => productClassWords[key],
  isBiologic: yesOrNo,
  materials: (all) =>
    all.length === 0
      ? 'None of those listed'
      : all.map((material) => materialWords[material]).join(', '),
  packageMm2: areaInWords,
  storageNeed: (need) => storageNeedWords[need],
  isActive: yesOrNo,
};

/** One thing that is known of a product, in words; empty where nobody has said it. */
export function factInWords<Key extends Fact>(facts: Pick<ProductFacts, Key>, key: Key): string {
  const value: ProductFacts[Key] = facts[key];
  if (value === null || value === undefined) return '';
  return wordsOf[key]?.(value) ?? String(value);
}
