import type { Product } from '../../shared/products/contract.ts';
import { identifierIssuers, issuerWords } from '../../shared/products/device-identifier.ts';
import { productClasses, productClassWords } from '../../shared/products/product-class.ts';
import { billingUnitWords } from '../../shared/products/product-facts.ts';
import { storageNeeds, storageNeedWords } from '../../shared/products/storage-need.ts';
import { materialWords } from '../../shared/safety/material.ts';
import type { SelectOption } from '../ui/SelectField.tsx';

export const billingUnitOptions: readonly SelectOption<Product['billingUnit']>[] = [
  { key: 'each', label: billingUnitWords.each, detail: 'A dressing, a device, a kit' },
  { key: 'cm2', label: billingUnitWords.cm2, detail: 'A skin substitute sheet' },
  { key: 'mg', label: billingUnitWords.mg },
  { key: 'g', label: billingUnitWords.g },
  { key: 'cc', label: billingUnitWords.cc },
];

/** The key of a choice that nobody has made. */
export const NOT_SAID = 'notSaid';

export const classOptions = [
  { key: NOT_SAID, label: 'Not said', detail: 'The HCPCS code decides' },
  ...productClasses.map((key) => ({ key, label: productClassWords[key] })),
] as const;

export const storageOptions = [
  { key: NOT_SAID, label: 'Not said' },
  ...storageNeeds.map((key) => ({ key, label: storageNeedWords[key] })),
] as const;

export const biologicOptions = [
  { key: NOT_SAID, label: 'Not said' },
  { key: 'yes', label: 'Yes', detail: 'Licensed under section 351 (BLA)' },
  { key: 'no', label: 'No', detail: 'A device, a drug or a 361 tissue product' },
] as const;

export const issuerOptions = identifierIssuers.map((key) => ({ key, label: issuerWords[key] }));

/** What a product is made of, or that nobody has said. */
export function materialsInWords({ materials, otherMaterials }: Product): string {
  if (materials === null) return otherMaterials ?? 'Not said';
  const named = materials.map((material) => materialWords[material]);
  const all = otherMaterials === null ? named : [...named, otherMaterials];
  return all.length === 0 ? 'Nothing listed' : all.join(', ');
}
