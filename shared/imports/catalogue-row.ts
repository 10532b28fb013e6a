import type { z } from 'zod';
import { ok, type Result } from '../base/result.ts';
import { parseArea, parseLength } from '../base/size-words.ts';
import { line } from '../base/text.ts';
import { productFields } from '../products/contract.ts';
import type { TypedIdentifier } from '../products/device-identifier.ts';
import type { ProductFacts } from '../products/product-facts.ts';
import { plainText } from './catalogue-cell.ts';
import { type CatalogueField, catalogueHeaders, type ColumnMapping } from './catalogue-columns.ts';
import { readIdentifiers } from './catalogue-identifiers.ts';
import { meaningOf, readMaterials } from './catalogue-words.ts';
import { refusal } from './file-intake.ts';

/** What one line of a catalogue file says of a product; what its cells leave empty is not among it. */
export type CatalogueRow = {
  readonly sku: string;
  readonly facts: Partial<ProductFacts>;
  readonly identifiers: readonly TypedIdentifier[];
};

type Cell = Result<Partial<ProductFacts>, string>;

/** A fact by its rule in the contract; the problem follows the name of the column. */
function ruled(key: keyof typeof productFields, value: unknown): Cell {
  const rule: z.ZodType = productFields[key];
  const read = rule.safeParse(value);
  return read.success
    ? ok({ [key]: read.data })
    : refusal(read.error.issues[0]?.message ?? 'is not valid');
}

function said<Key extends keyof ProductFacts>(
  key: Key,
  meaning: ProductFacts[Key] | undefined,
  problem: string,
): Cell {
  return meaning === undefined ? refusal(problem) : ok({ [key]: meaning });
}

function wholeNumber(key: 'piecesPerPack' | 'reorderLevel', text: string): Cell {
  return /^\d{1,9}$/.test(text) ? ruled(key, Number(text)) : refusal('is not a whole number');
}

function area(text: string, areaMm2: number | null | 'invalid'): Cell {
  // 1,600 is 1600 to some and 1.6 to others.
  if (/,\d{3}$/.test(text)) return refusal('can be read in two ways; write it without a comma');
  return areaMm2 === 'invalid' || areaMm2 === null
    ? refusal('is not an area')
    : ruled('packageMm2', areaMm2);
}

const YES_OR_NO = 'is neither yes nor no';

type FactField = Exclude<CatalogueField, 'sku' | 'identifiers'>;

/** How the cells of each column are read. */
const readers: Readonly<Record<FactField, (text: string) => Cell>> = {
  name: (text) => ruled('name', text),
  maker: (text) => ruled('maker', text),
  hcpcsCode: (text) => ruled('hcpcsCode', text.toUpperCase()),
  billingUnit: (text) =>
    said('billingUnit', meaningOf.billingUnit(text), 'is not one of each, cm2, mg, g, cc'),
  productClass: (text) =>
    said(
      'productClass',
      meaningOf.productClass(text),
      'is not one of dressing, skin substitute, compression, topical, other',
    ),
  isBiologic: (text) => said('isBiologic', meaningOf.answer(text), YES_OR_NO),
  materials: (text) => {
    const found = readMaterials(text);
    return found === null
      ? refusal('names something that is not in the list; put it under Other materials')
      : ok({ materials: [...found] });
  },
  otherMaterials: (text) => ruled('otherMaterials', text),
  piecesPerPack: (text) => wholeNumber('piecesPerPack', text),
  areaCm2: (text) => area(text, parseArea(text)),
  areaMm2: (text) => area(text, parseLength(text, 'mm')),
  storageNeed: (text) =>
    said(
      'storageNeed',
      meaningOf.storageNeed(text),
      'is not one of room temperature, refrigerated, frozen, deep-frozen',
    ),
  storageNote: (text) => ruled('storageNote', text),
  reorderLevel: (text) => wholeNumber('reorderLevel', text),
  isActive: (text) => said('isActive', meaningOf.answer(text), YES_OR_NO),
};

function named<Value>(field: CatalogueField, read: Result<Value, string>): Result<Value, string> {
  return read.ok ? read : refusal(`${catalogueHeaders[field]} ${read.failure}`);
}

/** The row that these cells make, or why they make none. Never repeats what a cell says. */
export function readCatalogueRow(
  mapping: ColumnMapping,
  cells: readonly string[],
): Result<CatalogueRow, string> {
  const textOf = (field: CatalogueField): string => {
    const at = mapping.indexOf(field);
    return at === -1 ? '' : plainText(cells[at] ?? '');
  };
  const sku = line(100).safeParse(textOf('sku'));
  if (!sku.success) return refusal(`SKU ${sku.error.issues[0]?.message ?? 'is not valid'}`);
  let facts: Partial<ProductFacts> = {};
  for (const field of mapping) {
    if (field === null || field === 'sku' || field === 'identifiers') continue;
    const text = textOf(field);
    if (text === '') continue;
    const read = named(field, readers[field](text));
    if (!read.ok) return read;
    facts = { ...facts, ...read.value };
  }
  const identifiers = named('identifiers', readIdentifiers(textOf('identifiers')));
  return identifiers.ok
    ? ok({ sku: sku.data, facts, identifiers: identifiers.value })
    : identifiers;
}
