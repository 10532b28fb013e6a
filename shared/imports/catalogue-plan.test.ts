import { expect, test } from 'vitest';
import type { ProductPage } from '../products/contract.ts';
import { type CatalogueHere, planCatalogue, type ReadLine } from './catalogue-plan.ts';
import type { CatalogueRow } from './catalogue-row.ts';

const gtin = (deviceIdentifier: string, pieces = 1) =>
  ({ issuer: 'gs1', deviceIdentifier, pieces }) as const;

const foam: ProductPage = {
  id: 'foam',
  sku: 'FOAM',
  name: 'Foam',
  maker: null,
  hcpcsCode: 'A6209',
  billingUnit: 'each',
  isActive: true,
  productClass: 'dressing',
  isBiologic: null,
  materials: ['silver', 'adhesive'],
  otherMaterials: null,
  piecesPerPack: 10,
  packageMm2: 10_000,
  storageNeed: null,
  storageNote: null,
  reorderLevel: null,
  stockedSince: null,
  version: 3,
  identifiers: [{ id: 'i', ...gtin('1') }],
};

const owners: Record<string, { sku: string; name: string }> = {
  '1': { sku: 'FOAM', name: 'Foam' },
  '2': { sku: 'GEL', name: 'Gel' },
};
const here: CatalogueHere = {
  bySku: new Map([['FOAM', foam]]),
  ownerOf: ({ deviceIdentifier }) => owners[deviceIdentifier],
};

function planOf(...rows: readonly Partial<CatalogueRow>[]) {
  const lines = rows.map(
    (row, index): ReadLine => ({
      line: index + 2,
      row: { sku: 'FOAM', facts: {}, identifiers: [], ...row },
    }),
  );
  return planCatalogue(lines, here);
}

test('a line that says what is known already changes nothing, in whatever order it says it', () => {
  const facts = { name: 'Foam', materials: ['adhesive', 'silver'], packageMm2: 10_000 } as const;
  const plan = planOf({
    facts: { ...facts, materials: [...facts.materials] },
    identifiers: [gtin('1')],
  });
  expect(plan).toMatchObject({ added: [], changed: [], unchanged: [{ line: 2 }], refused: [] });
});

test('a changed line tells old and new, and leaves alone what it does not say', () => {
  const { changed } = planOf({
    facts: { maker: 'Cloudrest', packageMm2: 22_500, isActive: false },
    identifiers: [gtin('1', 10), gtin('3')],
  });
  expect(changed).toEqual([
    {
      line: 2,
      here: { id: 'foam', version: 3 },
      product: expect.objectContaining({
        sku: 'FOAM',
        name: 'Foam',
        maker: 'Cloudrest',
        packageMm2: 22_500,
        materials: ['silver', 'adhesive'],
        isActive: false,
      }) as object,
      identifiers: [gtin('1', 10), gtin('3')],
      changes: [
        { label: 'Maker', from: '', to: 'Cloudrest' },
        { label: 'Area of one piece', from: '100.0 cm²', to: '225.0 cm²' },
        { label: 'Can be ordered', from: 'Yes', to: 'No' },
        { label: 'Device identifiers', from: 'gs1:1', to: 'gs1:1*10 | gs1:3' },
      ],
    },
  ]);
});

test('a new SKU is added with all that its line says', () => {
  const { added } = planOf({ sku: 'NEW', facts: { name: 'New', billingUnit: 'cm2' } });
  expect(added).toMatchObject([
    {
      here: null,
      product: { sku: 'NEW', name: 'New', billingUnit: 'cm2', maker: null, isActive: true },
      changes: [
        { label: 'Name', from: '', to: 'New' },
        { label: 'Billed by', from: '', to: 'Square centimeter' },
      ],
    },
  ]);
});

test.for<[string, Partial<CatalogueRow>[], string]>([
  ['a SKU twice', [{}, {}], 'SKU stands on line 2 already'],
  [
    'an identifier twice',
    [
      { identifiers: [gtin('7')] },
      { sku: 'NEW', facts: { name: 'N' }, identifiers: [gtin('7', 5)] },
    ],
    'Device identifiers has one of line 2',
  ],
  [
    "another product's identifier",
    [{}, { sku: 'NEW', facts: { name: 'N' }, identifiers: [gtin('2')] }],
    'Device identifiers has one of Gel (GEL)',
  ],
  [
    'a new product without a name',
    [{}, { sku: 'NEW' }],
    'Name is missing, and there is no such product here yet',
  ],
])('of a file with %s the later line is refused', ([, rows, reason]) => {
  const { refused, added, changed } = planOf(...rows);
  expect(refused).toEqual([{ line: 3, sku: expect.any(String) as string, reason }]);
  expect(added).toEqual([]);
  expect(changed.every(({ line }) => line === 2)).toBe(true);
});
