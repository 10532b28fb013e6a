import { expect, test } from 'vitest';
import type { LabelChoice } from '../../shared/labels/contract.ts';
import {
  addChoice,
  choiceKey,
  choiceWords,
  countWords,
  labelCount,
  listProblem,
  readSheet,
  removeChoice,
  setCopies,
  wantedLabels,
} from './label-list.ts';

const unit: LabelChoice = {
  stockUnitId: '0197a000-0000-7000-8000-000000000001',
  sku: 'GRAFT',
  productName: 'Graft',
  lotNumber: 'A-1',
  serialNumber: 'S-9',
  expiresOn: '2027-03-31',
  onHandPieces: 3,
  code: 'gs1',
};
const product: LabelChoice = {
  ...unit,
  stockUnitId: null,
  lotNumber: null,
  serialNumber: '',
  expiresOn: null,
  onHandPieces: 0,
};

test('what is chosen gets a label for each piece on hand, at least one, and is listed once', () => {
  const entries = addChoice(addChoice(addChoice([], unit), product), unit);
  expect(entries.map(({ copies }) => copies)).toEqual([3, 1]);
  expect(wantedLabels(entries)).toEqual([
    { stockUnitId: unit.stockUnitId, sku: 'GRAFT', copies: 3 },
    { stockUnitId: null, sku: 'GRAFT', copies: 1 },
  ]);
  expect(removeChoice(entries, choiceKey(unit))).toHaveLength(1);
});

test('the list says what is missing', () => {
  const entries = addChoice([], unit);
  const key = choiceKey(unit);
  expect(listProblem([])).toMatch(/Choose/);
  expect(listProblem(entries)).toBeNull();
  expect(listProblem(setCopies(entries, key, null))).toMatch(/how many/);
  expect(listProblem(setCopies(entries, key, 501))).toMatch(/how many/);
  const many = ['a', 'b', 'c', 'd'].map((sku) => ({ choice: { ...product, sku }, copies: 500 }));
  expect(listProblem(many)).toMatch(/2000 labels. Print at most 1500/);
  expect(labelCount(many)).toBe(2000);
});

test('words for a unit and for the pages', () => {
  expect(choiceWords(unit)).toBe('lot A-1, serial S-9, expires 31 Mar 2027');
  expect(choiceWords(product)).toBe('');
  expect(countWords(2, 'letter30', 29)).toBe('2 labels on 1 page');
  expect(countWords(3, 'letter30', 29)).toBe('3 labels on 2 pages');
});

test('a sheet that is not there any more is the first one', () => {
  expect(readSheet({ getItem: () => 'letter31' })).toBe('letter30');
  expect(readSheet({ getItem: () => 'roll62x29' })).toBe('roll62x29');
});
