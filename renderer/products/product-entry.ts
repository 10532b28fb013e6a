import { areaAsTyped, parseArea } from '../../shared/base/size-words.ts';
import type { Product } from '../../shared/products/contract.ts';
import type { IdentifierIssuer } from '../../shared/products/device-identifier.ts';
import type { ProductClass } from '../../shared/products/product-class.ts';
import type { StorageNeed } from '../../shared/products/storage-need.ts';
import type { Material } from '../../shared/safety/material.ts';

/** A product as it stands in the form. */
export type ProductEntry = {
  readonly name: string;
  readonly maker: string;
  readonly hcpcsCode: string;
  readonly billingUnit: Product['billingUnit'];
  readonly isActive: boolean;
  readonly productClass: ProductClass | null;
  readonly isBiologic: boolean | null;
  /** False while nobody has said what it is made of: then `materials` counts for nothing. */
  readonly isMaterialsKnown: boolean;
  readonly materials: readonly Material[];
  readonly otherMaterials: string;
  readonly piecesPerPack: string;
  /** In cm², as typed. */
  readonly packageMm2: string;
  readonly storageNeed: StorageNeed | null;
  readonly storageNote: string;
  readonly reorderLevel: string;
};

/** A device identifier as it is typed. */
export type IdentifierEntry = {
  readonly issuer: IdentifierIssuer;
  readonly deviceIdentifier: string;
  readonly pieces: string;
};

/** A product that is not in the catalogue yet. */
export type NewProductEntry = ProductEntry & {
  readonly sku: string;
  readonly identifiers: readonly IdentifierEntry[];
};

export const productLabels = {
  sku: 'SKU',
  name: 'Name',
  maker: 'Maker',
  hcpcsCode: 'HCPCS code',
  billingUnit: 'Billed by',
  productClass: 'Class',
  isBiologic: 'Licensed biologic',
  materials: 'Made of',
  otherMaterials: 'Other materials, in words',
  piecesPerPack: 'Pieces per pack',
  packageMm2: 'Area of one piece (cm²)',
  storageNeed: 'Storage',
  storageNote: 'Storage note',
  reorderLevel: 'Reorder level (pieces)',
  identifiers: 'A device identifier',
} as const;

export const blankIdentifier: IdentifierEntry = {
  issuer: 'gs1',
  deviceIdentifier: '',
  pieces: '1',
};

export const blankProduct: NewProductEntry = {
  sku: '',
  name: '',
  maker: '',
  hcpcsCode: '',
  billingUnit: 'each',
  isActive: true,
  productClass: null,
  isBiologic: null,
  isMaterialsKnown: false,
  materials: [],
  otherMaterials: '',
  piecesPerPack: '',
  packageMm2: '',
  storageNeed: null,
  storageNote: '',
  reorderLevel: '',
  identifiers: [],
};

const countAsTyped = (count: number | null) => (count === null ? '' : String(count));

export function productEntryOf(product: Product): ProductEntry {
  const { name, billingUnit, isActive, productClass, isBiologic, materials } = product;
  return {
    name,
    maker: product.maker ?? '',
    hcpcsCode: product.hcpcsCode ?? '',
    billingUnit,
    isActive,
    productClass,
    isBiologic,
    isMaterialsKnown: materials !== null,
    materials: materials ?? [],
    otherMaterials: product.otherMaterials ?? '',
    piecesPerPack: countAsTyped(product.piecesPerPack),
    packageMm2: areaAsTyped(product.packageMm2),
    storageNeed: product.storageNeed,
    storageNote: product.storageNote ?? '',
    reorderLevel: countAsTyped(product.reorderLevel),
  };
}

/** A typed count; what is no whole number is left for the contract to refuse. */
function typedCount(typed: string): number | string | null {
  const text = typed.trim();
  if (text === '') return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** What the contract reads; what is no number is left for it to refuse. */
export function typedProduct(entry: ProductEntry): object {
  const { isMaterialsKnown, materials, ...rest } = entry;
  return {
    ...rest,
    materials: isMaterialsKnown ? materials : null,
    piecesPerPack: typedCount(entry.piecesPerPack),
    packageMm2: parseArea(entry.packageMm2),
    reorderLevel: typedCount(entry.reorderLevel),
  };
}

/** The same for an identifier. */
export function typedIdentifierOf({ pieces, ...entry }: IdentifierEntry): object {
  return { ...entry, pieces: typedCount(pieces) };
}

/** The same for a new product; a row of identifiers in which nothing stands is none. */
export function typedNewProduct({ identifiers, ...entry }: NewProductEntry): object {
  const said = identifiers.filter(({ deviceIdentifier }) => deviceIdentifier.trim() !== '');
  return { ...typedProduct(entry), identifiers: said.map(typedIdentifierOf) };
}
