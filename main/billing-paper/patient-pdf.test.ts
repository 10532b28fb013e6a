import { beforeAll, describe, expect, test, vi } from 'vitest';
import { exampleLines, fullPaperExample } from '../../shared/billing/cms1500/example-paper.ts';
import { exampleClaim } from '../../shared/billing/x12/example-claim.ts';
import { readPdf, textOf } from '../../test/read-pdf.ts';
import { pdfFontsFolder } from '../../tools/pdf-fonts.ts';
import { readPdfFonts } from '../platform/pdf-fonts.ts';
import { type PaperFacts, statementPdf, superbillPdf } from './patient-pdf.ts';

vi.setConfig({ testTimeout: 30_000 });

const days = { fromOn: '2026-01-01', toOn: '2026-12-31' };

let facts: PaperFacts;
beforeAll(async () => {
  const fonts = await readPdfFonts(pdfFontsFolder());
  const wordsOf = (code: string) => (code === 'L97.512' ? 'Ulcer of left foot' : null);
  facts = { fonts, madeAt: new Date('2026-03-10T15:00:00Z'), wordsOf };
});

describe('a superbill', () => {
  test('says patient, payer, provider, place, diagnoses, codes, units and charges', async () => {
    const { bytes, pageCount } = await superbillPdf([fullPaperExample], facts);
    const { pages, title } = await readPdf(bytes);
    expect({ title, pageCount }).toEqual({ title: 'Superbill', pageCount: pages.length });
    const text = pages.map(textOf).join(' ');
    for (const part of [
      'Example Wound Clinic',
      'NPI 1234567893, EIN 12-3456789, phone 530-555-0100',
      'Patient Example, Robin',
      "Insured O'Brien-Łukasz, Zoë",
      'Member id W123456789',
      'Date of service 2026-01-14',
      'Provider Casey Clinician, NPI 1245319599',
      'Place of service 11, Example Wound Clinic, North',
      'B L97.512 Ulcer of left foot',
      '15275-RT',
      'LABK 1 $350.00',
      'Total charge $5,441.00',
    ])
      expect(text).toContain(part);
  });

  test('has a page for each day of service', async () => {
    const lines = exampleLines(2).map((line, index) => ({
      ...line,
      servedOn: `2026-01-0${index + 1}`,
    }));
    const { pageCount } = await superbillPdf([{ ...exampleClaim, lines }], facts);
    expect(pageCount).toBe(2);
  });
});

describe('an itemised statement', () => {
  test('says every charge, to whom it was billed, and the sums', async () => {
    const claims = [
      { claim: exampleClaim, billedOn: '2026-02-01', isWithdrawn: false },
      { claim: { ...fullPaperExample, dependent: null }, billedOn: null, isWithdrawn: false },
    ];
    const made = await statementPdf(claims, days, facts);
    const { pages } = await readPdf(made.bytes);
    const text = pages.map(textOf).join(' ');
    for (const part of [
      'Services from 2026-01-01 to 2026-12-31',
      'Example Medicare Contractor $2,720.50 $0.00',
      'Example Health $0.00 $5,441.00',
      'All charges $8,161.50',
      'This is not a bill.',
      'WC-2026-000123',
    ])
      expect(text).toContain(part);
  });

  test('of other days says that nothing was charged', async () => {
    const claims = [{ claim: exampleClaim, billedOn: null, isWithdrawn: false }];
    const other = { fromOn: '2025-01-01', toOn: '2025-12-31' };
    const made = await statementPdf(claims, other, facts);
    const { pages } = await readPdf(made.bytes);
    expect(pages.map(textOf).join(' ')).toContain('There are no charges in these days.');
  });
});
