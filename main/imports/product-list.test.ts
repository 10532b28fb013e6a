import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { planCatalogue, type CatalogueHere } from '../../shared/imports/catalogue-plan.ts';
import { catalogueTable } from '../../shared/imports/catalogue-table.ts';
import { mod10CheckDigit } from '../../shared/inventory/udi/check-digits.ts';
import {
  billingUnits,
  type ProductIdentifier,
  type ProductPage,
} from '../../shared/products/contract.ts';
import { productClasses } from '../../shared/products/product-class.ts';
import { storageNeeds } from '../../shared/products/storage-need.ts';
import { materials } from '../../shared/safety/material.ts';
import { memoryFileStore } from '../platform/file-store.ts';
import { productListFile } from './catalogue-export.ts';
import { columnsOf, readLines, readProductList } from './product-list.ts';

async function listOf(bytes: Uint8Array) {
  const files = memoryFileStore();
  return readProductList(files, { name: 'list.csv', digest: await files.put(bytes) });
}

async function linesOf(bytes: Uint8Array) {
  const list = await listOf(bytes);
  if (!list.ok) throw new Error(list.failure.message);
  const columns = columnsOf(list.value, null);
  if (!columns.ok) throw new Error(columns.failure.message);
  return readLines(list.value, columns.value);
}

// Any line of text that the catalogue takes, with what is awkward in a spreadsheet more often than not.
const awkward = fc.constantFrom('=', '+', '-', '@', "'", "'=", '"', ',', ';', '="1"', '01', '1/2');
const words = (max: number) =>
  fc
    .array(fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 5 })
    .map((parts) =>
      parts
        .join('')
        .replaceAll(/\p{Cc}/gu, '')
        .trim()
        .slice(0, max),
    )
    .filter((text) => /[\p{L}\p{N}\p{P}]/u.test(text) && text.isWellFormed());
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: null });
const digits = fc.stringMatching(/^\d{13}$/).filter((text) => /[1-9]/.test(text));
const identifier: fc.Arbitrary<ProductIdentifier> = fc.record({
  id: fc.uuid(),
  issuer: fc.constant('gs1'),
  deviceIdentifier: digits.map((text) => text + mod10CheckDigit(text)),
  pieces: fc.integer({ min: 1, max: 100_000 }),
});
const product: fc.Arbitrary<ProductPage> = fc.record({
  id: fc.uuid(),
  sku: words(100),
  name: words(255),
  maker: maybe(words(200)),
  hcpcsCode: maybe(fc.stringMatching(/^[A-V]\d{4}$/)),
  billingUnit: fc.constantFrom(...billingUnits),
  isActive: fc.boolean(),
  productClass: maybe(fc.constantFrom(...productClasses)),
  isBiologic: maybe(fc.boolean()),
  materials: maybe(fc.uniqueArray(fc.constantFrom(...materials))),
  otherMaterials: maybe(words(200)),
  piecesPerPack: maybe(fc.integer({ min: 1, max: 100_000 })),
  packageMm2: maybe(fc.integer({ min: 1, max: 10_000_000 })),
  storageNeed: maybe(fc.constantFrom(...storageNeeds)),
  storageNote: maybe(words(300)),
  reorderLevel: maybe(fc.integer({ min: 1, max: 100_000 })),
  stockedSince: fc.constant(null),
  version: fc.integer({ min: 1 }),
  identifiers: fc.uniqueArray(identifier, {
    maxLength: 4,
    selector: ({ deviceIdentifier }) => deviceIdentifier,
  }),
});
const catalogue = fc
  .uniqueArray(product, { maxLength: 12, selector: ({ sku }) => sku })
  .map((all) =>
    all.map((each, at) => ({
      ...each,
      // Labels tell products apart.
      identifiers: each.identifiers.filter(({ deviceIdentifier }) =>
        all
          .slice(0, at)
          .every((one) =>
            one.identifiers.every((has) => has.deviceIdentifier !== deviceIdentifier),
          ),
      ),
    })),
  );

const nothingHere: CatalogueHere = { bySku: new Map(), ownerOf: () => undefined };

test('a catalogue that is exported and imported again is the same, here and on an empty computer', async () => {
  await fc.assert(
    fc.asyncProperty(catalogue, async (products) => {
      const { lines, refused } = await linesOf(productListFile(catalogueTable(products)));
      expect(refused).toEqual([]);
      const here = { ...nothingHere, bySku: new Map(products.map((each) => [each.sku, each])) };
      const again = planCatalogue(lines, here);
      expect(again).toMatchObject({ added: [], changed: [], refused: [] });
      expect(again.unchanged).toHaveLength(products.length);

      const { added } = planCatalogue(lines, nothingHere);
      const said = products.map(
        ({ id: _, version: __, stockedSince: ___, identifiers, ...facts }) => ({
          product: facts,
          identifiers: identifiers.map(({ id: ____, ...each }) => each),
        }),
      );
      expect(
        added.map((each) => ({ product: each.product, identifiers: each.identifiers })),
      ).toEqual(said);
    }),
    { numRuns: 300 },
  );
});

test.for([
  ['commas', 'SKU,Name,Area per piece (cm2)\n00123,Foam,"12,5"\n'],
  ['semicolons', 'SKU;Name;Area per piece (cm2)\n00123;Foam;12,5\n'],
  ['tabs', 'SKU\tName\tArea per piece (cm2)\n00123\tFoam\t12.5\n'],
  ['a mark and CRLF', '\uFEFFSKU,Name,Area per piece (cm2)\r\n00123,Foam,12.5\r\n\r\n'],
  ['quotes', '"SKU","Name","Area per piece (cm2)"\n"00123","Foam","12.5"'],
  ['empty lines as spreadsheets leave them', 'SKU,Name,cm2\n,,\n00123,Foam,12.5\n,,\n'],
])('a file with %s says the same', async ([, text]) => {
  const { lines, refused } = await linesOf(new TextEncoder().encode(text));
  expect(refused).toEqual([]);
  expect(lines.map(({ row }) => row)).toEqual([
    { sku: '00123', facts: { name: 'Foam', packageMm2: 1250 }, identifiers: [] },
  ]);
});

test('a line that cannot be told into cells is refused by its number, the others are read', async () => {
  const text = 'SKU,Name\nA,Foam\nB,"x\nC\nD,Gel\n';
  const { lines, refused } = await linesOf(new TextEncoder().encode(text));
  expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'A quotation mark is astray'],
    [4, 'The line has 1 fields where the header has 2'],
  ]);
  expect(lines.map(({ line, row }) => [line, row.sku])).toEqual([
    [2, 'A'],
    [5, 'D'],
  ]);
});

const latin = Buffer.from('SKU,Name\nA,Verband f\u00FCr\n', 'latin1');

test.for([
  ['no line', new Uint8Array(), /is empty/],
  ['another alphabet than UTF-8', latin, /not text in UTF-8/],
  [
    'more lines than fit',
    new TextEncoder().encode(`SKU,Name\n${'A,B\n'.repeat(2001)}`),
    /more than 2000 lines/,
  ],
] as const)('a file of %s is not read', async ([, bytes, message]) => {
  const list = await listOf(bytes);
  expect(list).toMatchObject({ ok: false, failure: { code: 'UnreadableFile' } });
  expect(list.ok ? '' : list.failure.message).toMatch(message);
});
