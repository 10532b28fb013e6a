import type { Product } from '../../shared/products/contract.ts';
import { materialWords } from '../../shared/safety/material.ts';
import type { SelectOption } from '../ui/SelectField.tsx';

/** How a product is counted on a claim, in words. */
export const billingUnitWords: Readonly<Record<Product['billingUnit'], string>> = {
  each: 'Each',
  cm2: 'Square centimeter',
  mg: 'Milligram',
  g: 'Gram',
  cc: 'Cubic centimeter',
};

export const billingUnitOptions: readonly SelectOption<Product['billingUnit']>[] = [
  { key: 'each', label: billingUnitWords.each, detail: 'A dressing, a device, a kit' },
  { key: 'cm2', label: billingUnitWords.cm2, detail: 'A skin substitute sheet' },
  { key: 'mg', label: billingUnitWords.mg },
  { key: 'g', label: billingUnitWords.g },
  { key: 'cc', label: billingUnitWords.cc },
];

/** What a product is made of, or that nobody has said. */
export function materialsInWords({ materials, otherMaterials }: Product): string {
  if (materials === null) return otherMaterials ?? 'Not said';
  const named = materials.map((material) => materialWords[material]);
  const all = otherMaterials === null ? named : [...named, otherMaterials];
  return all.length === 0 ? 'Nothing listed' : all.join(', ');
}
