import { areaAsTyped } from '../base/size-words.ts';
import type { ProductPage } from '../products/contract.ts';
import { productClassWords } from '../products/product-class.ts';
import { storageNeedWords } from '../products/storage-need.ts';
import { spreadsheetCell } from './catalogue-cell.ts';
import { type CatalogueField, catalogueHeaders, writtenFields } from './catalogue-columns.ts';
import { writtenIdentifiers } from './catalogue-identifiers.ts';
import { NO_MATERIALS } from './catalogue-words.ts';

const yesOrNo = (answer: boolean | null) => (answer === null ? '' : answer ? 'yes' : 'no');
const count = (of: number | null) => (of === null ? '' : String(of));
const code = (text: string | null) => (text === null ? '' : spreadsheetCell(text, 'code'));
const words = (text: string | null) => (text === null ? '' : spreadsheetCell(text, 'text'));

const cellOf: Readonly<Record<CatalogueField, (product: ProductPage) => string>> = {
  sku: ({ sku }) => code(sku),
  name: ({ name }) => words(name),
  maker: ({ maker }) => words(maker),
  hcpcsCode: ({ hcpcsCode }) => code(hcpcsCode),
  billingUnit: ({ billingUnit }) => billingUnit,
  productClass: ({ productClass }) =>
    productClass === null ? '' : productClassWords[productClass].toLowerCase(),
  isBiologic: ({ isBiologic }) => yesOrNo(isBiologic),
  materials: ({ materials }) =>
    materials?.length === 0 ? NO_MATERIALS : (materials ?? []).join(', '),
  otherMaterials: ({ otherMaterials }) => words(otherMaterials),
  piecesPerPack: ({ piecesPerPack }) => count(piecesPerPack),
  areaCm2: ({ packageMm2 }) => areaAsTyped(packageMm2),
  areaMm2: ({ packageMm2 }) => count(packageMm2),
  storageNeed: ({ storageNeed }) =>
    storageNeed === null ? '' : storageNeedWords[storageNeed].toLowerCase(),
  storageNote: ({ storageNote }) => words(storageNote),
  reorderLevel: ({ reorderLevel }) => count(reorderLevel),
  isActive: ({ isActive }) => yesOrNo(isActive),
  identifiers: ({ identifiers }) => writtenIdentifiers(identifiers),
};

/** The header and the products of a catalogue file, cell by cell; an import of it changes nothing. */
export function catalogueTable(products: readonly ProductPage[]): readonly string[][] {
  return [
    writtenFields.map((field) => catalogueHeaders[field]),
    ...products.map((product) => writtenFields.map((field) => cellOf[field](product))),
  ];
}
