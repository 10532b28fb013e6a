import { expect, test } from 'vitest';
import {
  type LabelSheet,
  labelPlaces,
  labelSheetKeys,
  labelSheets,
  labelsPerPage,
} from './label-sheet.ts';

const sheets: readonly LabelSheet[] = Object.values(labelSheets);

test('every sheet is offered, and its labels lie on the page, beside each other', () => {
  expect(Object.keys(labelSheets)).toEqual([...labelSheetKeys]);
  for (const sheet of sheets) {
    const { name, labelWidthUm, labelHeightUm } = sheet;
    const places = labelPlaces(sheet, labelsPerPage(sheet), 1);
    const right = Math.max(...places.map(({ xUm }) => xUm + labelWidthUm));
    const bottom = Math.max(...places.map(({ yUm }) => yUm + labelHeightUm));
    expect(right, name).toBeLessThanOrEqual(sheet.pageWidthUm);
    expect(bottom, name).toBeLessThanOrEqual(sheet.pageHeightUm);
    expect(sheet.stepXUm, name).toBeGreaterThanOrEqual(labelWidthUm);
    expect(sheet.stepYUm, name).toBeGreaterThanOrEqual(labelHeightUm);
  }
});

test('labels fill a used page from its first free place, and whole pages after it', () => {
  const { letter30 } = labelSheets;
  const places = labelPlaces(letter30, 4, 29);
  expect(places).toEqual([
    { page: 0, xUm: 4763 + 69_850, yUm: 12_700 + 9 * 25_400 },
    { page: 0, xUm: 4763 + 2 * 69_850, yUm: 12_700 + 9 * 25_400 },
    { page: 1, xUm: 4763, yUm: 12_700 },
    { page: 1, xUm: 4763 + 69_850, yUm: 12_700 },
  ]);
});

test('a roll has one label a page', () => {
  expect(labelPlaces(labelSheets.roll62x29, 2, 1)).toEqual([
    { page: 0, xUm: 0, yUm: 0 },
    { page: 1, xUm: 0, yUm: 0 },
  ]);
});
