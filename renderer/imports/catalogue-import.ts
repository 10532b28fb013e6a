import {
  type CatalogueField,
  catalogueFields,
  catalogueHeaders,
  type ColumnMapping,
} from '../../shared/imports/catalogue-columns.ts';
import type { CataloguePreview, PreviewedLine } from '../../shared/imports/catalogue-contract.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';
import { formatCount, formatQuantity } from '../ui/format.ts';

/** How far somebody is with a product list: kept over a lock, so that nobody chooses it anew. */
export type CatalogueImport = {
  /** The file as it is stored; null before one is chosen. */
  readonly file: SourceFile | null;
  /** The job that compares it with the catalogue. */
  readonly previewJobId: string | null;
  /** What the columns say, while somebody is choosing it; null while nobody is. */
  readonly choosing: ColumnMapping | null;
  /** True once the columns were looked at, where not all of them are known. */
  readonly isColumnsChecked: boolean;
  /** The job that brings it in, and the columns with which it does. */
  readonly importJobId: string | null;
  readonly mapping: ColumnMapping | null;
};

export const nothingChosen: CatalogueImport = {
  file: null,
  previewJobId: null,
  choosing: null,
  isColumnsChecked: false,
  importJobId: null,
  mapping: null,
};

/** What each column says, as it was compared. */
export function chosenMapping({ columns }: CataloguePreview): (CatalogueField | null)[] {
  return columns.map(({ field }) => field);
}

/** True where a person has to say first what the columns mean. */
export function needsColumns(
  { columns, hasSku }: CataloguePreview,
  { isColumnsChecked }: CatalogueImport,
): boolean {
  return !hasSku || (!isColumnsChecked && columns.some(({ field }) => field === null));
}

export const LEFT_OUT = 'leftOut';

/** What a column can be chosen to say. */
export const columnOptions = [
  { key: LEFT_OUT, label: 'Leave out' },
  ...catalogueFields.map((key) => ({ key, label: catalogueHeaders[key] })),
] as const;

/** Why the columns cannot be compared as they are chosen, or null. */
export function choiceProblem(mapping: ColumnMapping): string | null {
  if (!mapping.includes('sku')) return 'Choose the column that holds the SKU';
  const twice = mapping.find((field, at) => field !== null && mapping.indexOf(field) < at);
  if (twice) return `Two columns are chosen for ${catalogueHeaders[twice]}`;
  return mapping.includes('areaCm2') && mapping.includes('areaMm2')
    ? 'Choose one of the two areas'
    : null;
}

/** `Name: Foam → Foam dressing; Maker: Cloudrest`. */
export function changesInWords(changes: PreviewedLine['changes']): readonly string[] {
  return changes.map(({ label, from, to }) =>
    from === '' ? `${label}: ${to}` : `${label}: ${from} → ${to}`,
  );
}

/** What pressing the button will do: `Import 12 products: 10 new, 2 changed`. */
export function importWords({ added, changed }: CataloguePreview): string {
  const total = formatQuantity(added.count + changed.count, 'product');
  return `Import ${total}: ${formatCount(added.count)} new, ${formatCount(changed.count)} changed`;
}

/** What a file may say, column by column, for whoever writes one. */
export const columnGuide: Readonly<Record<CatalogueField, string>> = {
  sku: 'Needed: the code that orders and records name it by',
  name: 'Needed for a new product',
  maker: 'As the label names it',
  hcpcsCode: 'A letter and four digits',
  billingUnit: 'each, cm2, mg, g or cc',
  productClass: 'dressing, skin substitute, compression, topical or other',
  isBiologic: 'yes or no',
  materials: 'latex, iodine, silver, adhesive, bovine, porcine, human, honey; or none',
  otherMaterials: 'What the list has no word for',
  piecesPerPack: 'A whole number',
  areaCm2: 'Of one piece; or a column in mm2 instead',
  areaMm2: 'Of one piece, as a whole number',
  storageNeed: 'room temperature, refrigerated, frozen or deep-frozen',
  storageNote: 'In words',
  reorderLevel: 'Pieces, as a whole number',
  isActive: 'yes or no: whether it can be ordered',
  identifiers:
    'gs1:08806388269617*10, with the pieces of that package behind the *; several are set apart by spaces',
};
