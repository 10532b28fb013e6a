import { expect, test } from 'vitest';
import type { CataloguePreview } from '../../shared/imports/catalogue-contract.ts';
import {
  changesInWords,
  choiceProblem,
  chosenMapping,
  importWords,
  needsColumns,
  nothingChosen,
} from './catalogue-import.ts';

const none = { count: 0, lines: [] };
const column = (field: 'sku' | 'name' | null) => ({ header: 'H', field, samples: [] });
const preview: CataloguePreview = {
  columns: [column('sku'), column('name')],
  hasSku: true,
  added: { ...none, count: 10 },
  changed: { ...none, count: 2 },
  unchanged: none,
  refused: none,
  digest: '',
};

test('columns are asked for where a header is not known, until somebody has looked at them', () => {
  const unknown = { ...preview, columns: [...preview.columns, column(null)] };
  expect(needsColumns(preview, nothingChosen)).toBe(false);
  expect(needsColumns(unknown, nothingChosen)).toBe(true);
  expect(needsColumns(unknown, { ...nothingChosen, isColumnsChecked: true })).toBe(false);
});

test('without a column for the SKU nothing can be compared, whoever looked at it', () => {
  const blind = { ...preview, hasSku: false, columns: [column('name')] };
  expect(needsColumns(blind, { ...nothingChosen, isColumnsChecked: true })).toBe(true);
});

test.for([
  [['sku', 'name', null, null], null],
  [['name', null], 'Choose the column that holds the SKU'],
  [['sku', 'name', 'name'], 'Two columns are chosen for Name'],
  [['sku', 'areaCm2', 'areaMm2'], 'Choose one of the two areas'],
] as const)('the choice of %j', ([mapping, problem]) => {
  expect(choiceProblem(mapping)).toBe(problem);
});

test('what was compared is what is asked for', () => {
  expect(chosenMapping(preview)).toEqual(['sku', 'name']);
  expect(importWords(preview)).toBe('Import 12 products: 10 new, 2 changed');
});

test('a change tells old and new, what is new only the new', () => {
  expect(
    changesInWords([
      { label: 'Name', from: 'Foam', to: 'Foam dressing' },
      { label: 'Maker', from: '', to: 'Cloudrest' },
    ]),
  ).toEqual(['Name: Foam → Foam dressing', 'Maker: Cloudrest']);
});
