import { expect, test } from 'vitest';
import {
  catalogueFields,
  catalogueHeaders,
  mappingOf,
  mappingProblem,
  writtenFields,
} from './catalogue-columns.ts';

test('every header written here is known again, however it is spelled', () => {
  for (const spell of [
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => ` ${text.replaceAll(' ', '_')} `,
  ]) {
    const headers = catalogueFields.map((field) => spell(catalogueHeaders[field]));
    expect(mappingOf(headers.filter((_, at) => catalogueFields[at] !== 'areaMm2'))).toEqual(
      writtenFields,
    );
  }
});

test.for([
  ['Item number', 'sku'],
  ['Description', 'name'],
  ['Manufacturer', 'maker'],
  ['HCPCS', 'hcpcsCode'],
  ['Area per piece (cm²)', 'areaCm2'],
  ['area_mm2', 'areaMm2'],
  ['UDI-DI', 'identifiers'],
  ['PAR level', 'reorderLevel'],
  ['Price', null],
  ['', null],
] as const)('the header %s says %s', ([header, field]) => {
  expect(mappingOf([header])).toEqual([field]);
});

test('of two columns that say the same the first counts', () => {
  expect(mappingOf(['Name', 'Description', 'cm2', 'mm2', 'SKU'])).toEqual([
    'name',
    null,
    'areaCm2',
    null,
    'sku',
  ]);
});

test.for([
  ['one for each column', ['sku', null, 'name'], 3, null],
  ['too few', ['sku'], 2, 'The columns are not those of this file.'],
  ['one twice', ['sku', 'name', 'name'], 3, 'Two columns are chosen for Name.'],
  ['both areas', ['areaCm2', 'areaMm2'], 2, 'Two columns are chosen for Area per piece (mm2).'],
] as const)('choosing %s', ([, mapping, columnCount, problem]) => {
  expect(mappingProblem(mapping, columnCount)).toBe(problem);
});
