import type { Product } from '../../shared/products/contract.ts';
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
