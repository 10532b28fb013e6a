import { foldText } from '../patients/patient.ts';

/** What a column of a catalogue file can say, in the order in which it is written. */
export const catalogueFields = [
  'sku',
  'name',
  'maker',
  'hcpcsCode',
  'billingUnit',
  'productClass',
  'isBiologic',
  'materials',
  'otherMaterials',
  'piecesPerPack',
  'areaCm2',
  'areaMm2',
  'storageNeed',
  'storageNote',
  'reorderLevel',
  'isActive',
  'identifiers',
] as const;
export type CatalogueField = (typeof catalogueFields)[number];

/** The header that each has in a file written here; other spellings are known as well. */
export const catalogueHeaders = {
  sku: 'SKU',
  name: 'Name',
  maker: 'Maker',
  hcpcsCode: 'HCPCS code',
  billingUnit: 'Billing unit',
  productClass: 'Class',
  isBiologic: 'Biologic',
  materials: 'Materials',
  otherMaterials: 'Other materials',
  piecesPerPack: 'Pieces per pack',
  areaCm2: 'Area per piece (cm2)',
  areaMm2: 'Area per piece (mm2)',
  storageNeed: 'Storage',
  storageNote: 'Storage note',
  reorderLevel: 'Reorder level',
  isActive: 'Active',
  identifiers: 'Device identifiers',
} as const satisfies Record<CatalogueField, string>;

/** The columns of a file written here: areas in cm², as people read them. */
export const writtenFields = catalogueFields.filter((field) => field !== 'areaMm2');

/** Other names that makers, dealers and stock programs give these columns, folded. */
const otherNames: Readonly<Record<CatalogueField, readonly string[]>> = {
  sku: [
    'item',
    'item code',
    'item no',
    'item number',
    'product code',
    'product id',
    'catalog no',
    'catalog number',
    'catalogue number',
    'part number',
    'ref',
    'reference',
  ],
  name: ['product', 'product name', 'description', 'item description', 'item name'],
  maker: ['manufacturer', 'mfr', 'brand', 'company'],
  hcpcsCode: ['hcpcs', 'q code', 'billing code'],
  billingUnit: ['billed by', 'billed per', 'unit of billing', 'hcpcs unit'],
  productClass: ['product class', 'category', 'type'],
  isBiologic: ['is biologic', 'licensed biologic', 'bla'],
  materials: ['material', 'made of', 'contains'],
  otherMaterials: ['other material', 'materials in words'],
  piecesPerPack: [
    'pieces',
    'pack size',
    'per pack',
    'per box',
    'qty per pack',
    'quantity per pack',
    'units per pack',
  ],
  areaCm2: ['area cm2', 'area per piece cm2', 'size cm2', 'cm2', 'cm2 per piece', 'sq cm'],
  areaMm2: ['area mm2', 'area per piece mm2', 'size mm2', 'mm2', 'mm2 per piece', 'sq mm'],
  storageNeed: ['storage need', 'storage condition', 'storage conditions', 'temperature'],
  storageNote: ['storage notes', 'storage instructions'],
  reorderLevel: ['reorder point', 'minimum', 'minimum stock', 'min stock', 'par level'],
  isActive: ['is active', 'can be ordered', 'in use'],
  identifiers: [
    'device identifier',
    'identifier',
    'identifiers',
    'udi',
    'udi di',
    'di',
    'gtin',
    'gtins',
    'hibc',
    'barcode',
    'barcodes',
  ],
};

const fieldByName = new Map<string, CatalogueField>(
  catalogueFields.flatMap((field) =>
    [field, catalogueHeaders[field], ...otherNames[field]].map(
      (name) => [foldText(name), field] as const,
    ),
  ),
);

/** What each column of a file says, by its place; null where a column is left out. */
export type ColumnMapping = readonly (CatalogueField | null)[];

/** Both columns of an area say the same thing. */
function isSameSaying(one: CatalogueField, other: CatalogueField): boolean {
  const isArea = (field: CatalogueField) => field === 'areaCm2' || field === 'areaMm2';
  return one === other || (isArea(one) && isArea(other));
}

/** What the columns say, as far as their headers tell; of two that say the same the first counts. */
export function mappingOf(headers: readonly string[]): ColumnMapping {
  const fields = headers.map((header) => fieldByName.get(foldText(header)) ?? null);
  return fields.map((field, at) => {
    const isTaken = (before: CatalogueField | null) =>
      before !== null && field !== null && isSameSaying(before, field);
    return fields.slice(0, at).some(isTaken) ? null : field;
  });
}

/** Why columns cannot say what somebody chose for them, as a sentence; or null. */
export function mappingProblem(mapping: ColumnMapping, columnCount: number): string | null {
  if (mapping.length !== columnCount) return 'The columns are not those of this file.';
  const chosen = mapping.filter((field) => field !== null);
  const twice = chosen.find((field, at) =>
    chosen.slice(0, at).some((before) => isSameSaying(before, field)),
  );
  return twice === undefined ? null : `Two columns are chosen for ${catalogueHeaders[twice]}.`;
}
