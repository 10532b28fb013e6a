import { areaAsTyped, parseArea } from '../../shared/base/size-words.ts';
import type { Product } from '../../shared/products/contract.ts';
import type { ProductClass } from '../../shared/products/product-class.ts';
import type { Material } from '../../shared/safety/material.ts';

/** A product as it stands in the form that corrects it. */
export type ProductEntry = {
  readonly name: string;
  readonly hcpcsCode: string;
  readonly billingUnit: Product['billingUnit'];
  readonly isActive: boolean;
  readonly productClass: ProductClass | null;
  /** False while nobody has said what it is made of: then `materials` counts for nothing. */
  readonly isMaterialsKnown: boolean;
  readonly materials: readonly Material[];
  readonly otherMaterials: string;
  /** In cm², as typed. */
  readonly packageMm2: string;
};

export const productLabels = {
  name: 'Name',
  hcpcsCode: 'HCPCS code',
  billingUnit: 'Billed by',
  productClass: 'Class',
  materials: 'Made of',
  otherMaterials: 'Other materials, in words',
  packageMm2: 'Area of one package (cm²)',
} as const;

export function productEntryOf(product: Product): ProductEntry {
  const { name, billingUnit, isActive, productClass, materials } = product;
  return {
    name,
    hcpcsCode: product.hcpcsCode ?? '',
    billingUnit,
    isActive,
    productClass,
    isMaterialsKnown: materials !== null,
    materials: materials ?? [],
    otherMaterials: product.otherMaterials ?? '',
    packageMm2: areaAsTyped(product.packageMm2),
  };
}

/** What the contract reads; an area that is no number is left for it to refuse. */
export function typedProduct(entry: ProductEntry): object {
  const { isMaterialsKnown, materials, packageMm2: typedArea, ...rest } = entry;
  return {
    ...rest,
    materials: isMaterialsKnown ? materials : null,
    packageMm2: parseArea(typedArea),
  };
}
