import { expect, test } from 'vitest';
import { type CatalogueField, catalogueFields } from './catalogue-columns.ts';
import { readCatalogueRow } from './catalogue-row.ts';

type Cells = Partial<Record<CatalogueField, string>>;

function readCells(cells: Cells) {
  const fields = catalogueFields.filter((field) => field in cells);
  return readCatalogueRow(
    fields,
    fields.map((field) => cells[field] ?? ''),
  );
}

test('a line says of a product what its cells say, in the words that people write', () => {
  const read = readCells({
    sku: ' 00123 ',
    name: 'Amnion 4 x 4 cm',
    maker: "'=Meadowlark",
    hcpcsCode: 'q4100',
    billingUnit: 'Square centimeter',
    productClass: 'SKIN SUBSTITUTE',
    isBiologic: 'no',
    materials: 'Human tissue; silver',
    otherMaterials: 'Glycerol',
    piecesPerPack: '5',
    areaCm2: '12,5',
    storageNeed: 'Deep-frozen',
    storageNote: 'Below -40 °C',
    reorderLevel: '4',
    isActive: 'Yes',
    identifiers: 'gs1:8806388269617*5 | +A123BJC5D6E71G',
  });
  expect(read).toEqual({
    ok: true,
    value: {
      sku: '00123',
      facts: {
        name: 'Amnion 4 x 4 cm',
        maker: '=Meadowlark',
        hcpcsCode: 'Q4100',
        billingUnit: 'cm2',
        productClass: 'skinSubstitute',
        isBiologic: false,
        materials: ['human', 'silver'],
        otherMaterials: 'Glycerol',
        piecesPerPack: 5,
        packageMm2: 1250,
        storageNeed: 'deepFrozen',
        storageNote: 'Below -40 °C',
        reorderLevel: 4,
        isActive: true,
      },
      identifiers: [
        { issuer: 'gs1', deviceIdentifier: '08806388269617', pieces: 5 },
        { issuer: 'hibc', deviceIdentifier: 'A123BJC5D6E71', pieces: 1 },
      ],
    },
  });
});

test('empty cells say nothing; "none" says that it holds no material of the list', () => {
  const empty = Object.fromEntries(catalogueFields.map((field) => [field, ' '])) as Cells;
  expect(readCells({ ...empty, sku: 'A' })).toEqual({
    ok: true,
    value: { sku: 'A', facts: {}, identifiers: [] },
  });
  expect(readCells({ sku: 'A', materials: 'None' })).toMatchObject({
    value: { facts: { materials: [] } },
  });
});

test('an area in mm² is one in cm² times a hundred', () => {
  const areaOf = (cells: Cells) => readCells({ sku: 'A', ...cells });
  expect(areaOf({ areaMm2: '1600' })).toEqual(areaOf({ areaCm2: '16.00' }));
});

const long = (length: number) => 'x'.repeat(length);

test.for<[Cells, string]>([
  [{ sku: ' ' }, 'SKU is missing'],
  [{ sku: long(101) }, 'SKU is longer than 100 characters'],
  [{ name: long(256) }, 'Name is longer than 255 characters'],
  [{ name: 'a\u0000b' }, 'Name holds a character that cannot be stored'],
  [{ maker: long(201) }, 'Maker is longer than 200 characters'],
  [{ hcpcsCode: 'Q41' }, 'HCPCS code must be a letter and four digits (such as Q4101)'],
  [{ billingUnit: 'dozen' }, 'Billing unit is not one of each, cm2, mg, g, cc'],
  [{ productClass: 'medicine' }, 'Class is not one of dressing, skin substitute'],
  [{ isBiologic: 'perhaps' }, 'Biologic is neither yes nor no'],
  [{ materials: 'latex, gold' }, 'Materials names something that is not in the list'],
  [{ otherMaterials: long(201) }, 'Other materials is longer than 200 characters'],
  [{ piecesPerPack: 'ten' }, 'Pieces per pack is not a whole number'],
  [{ piecesPerPack: '2.5' }, 'Pieces per pack is not a whole number'],
  [{ piecesPerPack: '-1' }, 'Pieces per pack is not a whole number'],
  [{ piecesPerPack: '0' }, 'Pieces per pack must be at least 1'],
  [{ piecesPerPack: '100001' }, 'Pieces per pack must be at most 100000'],
  [{ areaCm2: 'large' }, 'Area per piece (cm2) is not an area'],
  [{ areaCm2: '0' }, 'Area per piece (cm2) must be more than 0'],
  [{ areaCm2: '1,600' }, 'Area per piece (cm2) can be read in two ways'],
  [{ areaCm2: '0.001' }, 'Area per piece (cm2) is not an area'],
  [{ areaMm2: '16.5' }, 'Area per piece (mm2) is not an area'],
  [{ storageNeed: 'lukewarm' }, 'Storage is not one of room temperature'],
  [{ storageNote: long(301) }, 'Storage note is longer than 300 characters'],
  [{ reorderLevel: '1e3' }, 'Reorder level is not a whole number'],
  [{ isActive: 'maybe' }, 'Active is neither yes nor no'],
  [
    { identifiers: '08806388269618' },
    'Device identifiers has one that has a wrong check digit; compare it with the label',
  ],
  [{ identifiers: '8.80639E+12' }, 'Device identifiers has one whose issuer is not clear'],
  [
    { identifiers: 'gs1:8.80639E+12' },
    'Device identifiers has one that is not a GTIN of 8, 12, 13 or 14 digits',
  ],
  [
    { identifiers: '+A123BJC5D6E71H' },
    'Device identifiers has one that has a wrong check character',
  ],
  [
    { identifiers: '08806388269617*0' },
    'Device identifiers has one whose number of pieces must be at least 1',
  ],
  [{ identifiers: '012345678905 00012345678905' }, 'Device identifiers has the same one twice'],
])('%j is refused: %s', ([cells, reason]) => {
  const read = readCells({ sku: 'A', ...cells });
  expect(read).toMatchObject({ ok: false });
  expect(read.ok ? '' : read.failure).toContain(reason);
});
