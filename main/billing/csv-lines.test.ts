import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { billingColumns, type BillingLine } from '../../shared/billing/billing-line.ts';
import type { ExportForm } from '../../shared/billing/contract.ts';
import { csvFile, csvLine } from './csv-lines.ts';

const line: BillingLine = {
  recordId: '01980000-0000-7000-8000-000000000001',
  recordVersion: 1,
  patientId: '01980000-0000-7000-8000-000000000002',
  patientMrn: '000123',
  patientLastName: 'Núñez 🩹',
  patientFirstName: 'דנה',
  patientBirthOn: '1950-02-28',
  patientSex: 'female',
  patientAddressLine: '<b>12 Main St</b>, "rear"',
  patientCity: 'Boston',
  patientState: 'MA',
  patientPostalCode: '02134',
  dateApplied: '2026-01-31',
  productId: '1E5',
  productName: '=HYPERLINK("http://x")',
  hcpcsCode: 'Q4101',
  billingUnit: 'cm2',
  quantityUsed: 2,
  orderNumber: '0007',
  orderedOn: '2026-01-02',
  facilityName: '+Plus Clinic',
  facilityNpi: '0123456789',
  placeOfService: '11',
  diagnosis: 'first\nsecond\r\nthird\rfourth',
  procedurePerformed: '@SUM(A1)',
  woundLocation: '-1+1',
  recordedByName: 'Dana "D" Reyes',
  recordedByCredential: null,
  recordedByNpi: null,
};

function readBack(form: ExportForm, lines: readonly BillingLine[]): string[][] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    csvFile(
      form,
      lines.map((each) => csvLine(form, each)),
    ),
  );
  // Strict: a quote, delimiter or line end out of place makes it throw.
  return parse(text, { bom: true, relax_quotes: false, record_delimiter: '\r\n' });
}

function asText(value: string | number | null): string {
  return value === null ? '' : String(value);
}

function cellOf(cells: readonly string[] | undefined, field: keyof BillingLine): string {
  return cells?.[billingColumns.findIndex((column) => column.field === field)] ?? 'no such cell';
}

describe('the machine form', () => {
  test('begins with its headers, without a byte order mark', () => {
    const [first, second] = csvFile('machine', []);
    expect([first, second]).toEqual(Array.from(new TextEncoder().encode('re')));
    expect(readBack('machine', [])).toEqual([billingColumns.map(({ key }) => key)]);
  });

  test('ends every line with CR LF', () => {
    expect(csvLine('machine', { ...line, diagnosis: null })).toMatch(/[^\r\n]\r\n$/);
  });

  test('gives emoji, right-to-left text, HTML, formulas, quotes and line ends exactly as typed', () => {
    const [, cells] = readBack('machine', [line]);
    expect(cells).toEqual(billingColumns.map(({ field }) => asText(line[field])));
  });

  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', "'", '=', '\t', ' ', 'é', '\uFEFF') }),
  );

  test('reads back as exactly what went in, whatever was typed', () => {
    const storable = typed.filter((text) => !text.includes('\u0000') && text.isWellFormed());
    const anyLine = fc.record({
      patientLastName: storable,
      diagnosis: fc.option(storable),
      recordedByNpi: fc.option(storable),
      quantityUsed: fc.integer({ min: 1, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 5 }), (lines) => {
        const full = lines.map((each) => ({ ...line, ...each }));
        expect(readBack('machine', full).slice(1)).toEqual(
          full.map((each) => billingColumns.map(({ field }) => asText(each[field]))),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('the Excel form', () => {
  test('begins with a byte order mark and headers for people', () => {
    expect(Array.from(csvFile('excel', []).slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    expect(readBack('excel', [])).toEqual([billingColumns.map(({ header }) => header)]);
  });

  test('disarms formulas with an apostrophe and leaves other text as typed', () => {
    const [, cells] = readBack('excel', [line]);
    expect(cellOf(cells, 'productName')).toBe(`'${line.productName}`);
    expect(cellOf(cells, 'facilityName')).toBe(`'${line.facilityName}`);
    expect(cellOf(cells, 'procedurePerformed')).toBe(`'${line.procedurePerformed}`);
    expect(cellOf(cells, 'woundLocation')).toBe(`'${line.woundLocation}`);
    for (const field of ['patientLastName', 'patientFirstName', 'diagnosis'] as const)
      expect(cellOf(cells, field)).toBe(line[field]);
    expect(cellOf(cells, 'patientAddressLine')).toBe(line.patientAddressLine);
  });

  test('keeps the zeros of ZIP codes, record numbers and NPIs', () => {
    const [, cells] = readBack('excel', [line]);
    expect(cellOf(cells, 'patientPostalCode')).toBe('="02134"');
    expect(cellOf(cells, 'patientMrn')).toBe('="000123"');
    expect(cellOf(cells, 'facilityNpi')).toBe('="0123456789"');
    expect(cellOf(cells, 'productId')).toBe('="1E5"');
  });

  test('leaves dates and quantities for Excel to read', () => {
    const [, cells] = readBack('excel', [line]);
    expect(cellOf(cells, 'dateApplied')).toBe('2026-01-31');
    expect(cellOf(cells, 'quantityUsed')).toBe('2');
  });

  test('holds no formula but the quoted text of harmless characters, whatever was typed', () => {
    const typed = fc
      .string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '"', '1', 'A', '＝', '(') })
      .filter((text) => text !== '');
    fc.assert(
      fc.property(typed, typed, (mrn, name) => {
        const [, cells] = readBack('excel', [
          { ...line, patientMrn: mrn, patientLastName: name, diagnosis: name },
        ]);
        for (const cell of cells ?? [])
          expect(cell).toMatch(/^(?![=+\-@\t\r＝])|^="[\w .,:/%$()#-]*"$/);
      }),
      { numRuns: 300 },
    );
  });
});
