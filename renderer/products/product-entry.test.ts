import { expect, test } from 'vitest';
import { productFields, productOperations } from '../../shared/products/contract.ts';
import { readTyped } from '../read-typed.ts';
import {
  blankIdentifier,
  blankProduct,
  type NewProductEntry,
  productEntryOf,
  productLabels,
  typedNewProduct,
  typedProduct,
} from './product-entry.ts';

const adding = productOperations['products.add'].input.shape;
const read = (entry: Partial<NewProductEntry>) =>
  readTyped(
    adding,
    typedNewProduct({ ...blankProduct, sku: 'A', name: 'Foam', ...entry }),
    productLabels,
  );

test('a new product needs a name and a SKU, and nothing else', () => {
  expect(read({})).toMatchObject({
    ok: true,
    value: { maker: null, materials: null, piecesPerPack: null, packageMm2: null },
  });
  expect(read({ sku: ' ', name: '' })).toEqual({
    ok: false,
    problems: { sku: 'SKU is missing', name: 'Name is missing' },
  });
});

test.for<[Partial<NewProductEntry>, string, string]>([
  [{ piecesPerPack: 'ten' }, 'piecesPerPack', 'Pieces per pack must be a whole number'],
  [{ piecesPerPack: '2.5' }, 'piecesPerPack', 'Pieces per pack must be a whole number'],
  [{ reorderLevel: '0' }, 'reorderLevel', 'Reorder level (pieces) must be at least 1'],
  [
    { hcpcsCode: 'Q41' },
    'hcpcsCode',
    'HCPCS code must be a letter and four digits (such as Q4101)',
  ],
  [
    { identifiers: [{ ...blankIdentifier, deviceIdentifier: '08806388269618' }] },
    'identifiers',
    'A device identifier has a wrong check digit; compare it with the label',
  ],
  [
    { identifiers: [{ ...blankIdentifier, deviceIdentifier: '08806388269617', pieces: 'x' }] },
    'identifiers',
    'A device identifier must be a whole number',
  ],
])('%j is told at %s: %s', ([entry, field, problem]) => {
  expect(read(entry)).toEqual({ ok: false, problems: { [field]: problem } });
});

test('an empty row of identifiers is none', () => {
  expect(read({ identifiers: [blankIdentifier] })).toMatchObject({ value: { identifiers: [] } });
});

test('a product that is opened and saved as it is stays as it is', () => {
  const facts = {
    name: 'Amnion',
    maker: 'Meadowlark',
    hcpcsCode: 'Q4100',
    billingUnit: 'cm2',
    isActive: false,
    productClass: 'skinSubstitute',
    isBiologic: false,
    materials: ['human' as const],
    otherMaterials: 'Glycerol',
    piecesPerPack: 5,
    packageMm2: 1250,
    storageNeed: 'frozen',
    storageNote: 'Below -40 °C',
    reorderLevel: 4,
  } as const;
  const product = {
    ...facts,
    materials: [...facts.materials],
    id: '',
    sku: 'A',
    version: 1,
    stockedSince: null,
  };
  const { isActive: _, ...said } = facts;
  expect(readTyped(productFields, typedProduct(productEntryOf(product)), productLabels)).toEqual({
    ok: true,
    value: said,
  });
});
