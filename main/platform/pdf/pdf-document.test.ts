import * as fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readPdf, textOf } from '../../../test/read-pdf.ts';
import { pdfFontsFolder } from '../../../tools/pdf-fonts.ts';
import { type PdfFonts, readPdfFonts } from '../pdf-fonts.ts';
import { createPdfDocument, type PdfDocument } from './pdf-document.ts';

vi.setConfig({ testTimeout: 30_000 });

let fonts: PdfFonts;
beforeAll(async () => {
  fonts = await readPdfFonts(pdfFontsFolder());
});

const madeAt = new Date('2026-03-10T15:00:00Z');
const header = { who: 'Łukasz Żak, born 1950-02-01, MRN 12', what: 'Chart' };

async function made(fill: (pdf: PdfDocument) => Promise<void> | void) {
  const facts = { title: 'A chart', madeAt };
  const pdf = await createPdfDocument({ fonts, facts, header, footer: 'Made by Caretrail' });
  await fill(pdf);
  return pdf.finish();
}

async function read(fill: (pdf: PdfDocument) => Promise<void> | void) {
  const { bytes, pageCount } = await made(fill);
  return { ...(await readPdf(bytes)), pageCount };
}

const ONE_PIXEL_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a document', () => {
  test('says who it is about and which page it is on every page', async () => {
    const { pages, pageCount } = await read((pdf) => {
      for (let nth = 1; nth <= 120; nth += 1) pdf.paragraph(`Paragraph ${nth}.`);
    });
    expect(pageCount).toBe(pages.length);
    expect(pageCount).toBeGreaterThan(1);
    for (const [index, page] of pages.entries()) {
      expect(textOf(page)).toContain('Łukasz Żak, born 1950-02-01, MRN 12');
      expect(textOf(page)).toContain(`Page ${index + 1} of ${pages.length}`);
    }
  });

  test('keeps the order of what was written', async () => {
    const { pages } = await read((pdf) => {
      pdf.title('Chart', 'of somebody');
      pdf.heading('First', 1);
      pdf.keyValues([{ label: 'Name', value: 'Ω Пётр' }]);
      pdf.table({ columns: [{ header: 'On', share: 1 }], rows: [{ cells: ['2026-03-01'] }] });
      pdf.paragraph('The end.');
    });
    expect(textOf(pages[0])).toMatch(/Chart of somebody First Name Ω Пётр On 2026-03-01 The end\./);
  });

  test('tells its title, its language and where its parts begin', async () => {
    const { title, language, bookmarks } = await read((pdf) => {
      pdf.heading('Wounds', 1);
      pdf.heading('Left heel', 2);
      pdf.heading('Łydka 李', 2);
      pdf.heading('Photos', 1);
    });
    expect({ title, language }).toEqual({ title: 'A chart', language: 'en' });
    expect(bookmarks).toEqual(['Wounds', '  Left heel', '  Łydka 李', 'Photos']);
  });

  test('shows a box for what no font has, and names it at the end', async () => {
    const { pages } = await read((pdf) => {
      pdf.paragraph('李 Łukasz\u202Egpj\u0007');
      pdf.table({ columns: [{ header: 'א', share: 1 }], rows: [] });
    });
    expect(textOf(pages[0])).toContain('□ Łukasz□gpj□');
    expect(textOf(pages.at(-1))).toContain('U+674E, U+202E, U+0007, U+05D0.');
  });

  test('made twice is the same file', async () => {
    const fill = (pdf: PdfDocument) => pdf.paragraph('Twice.');
    const [one, other] = [await made(fill), await made(fill)];
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
  });

  test('without anything in it is one page', async () => {
    expect((await read(() => undefined)).pageCount).toBe(1);
  });
});

describe('a table', () => {
  const columns = [
    { header: 'Applied on', share: 1 },
    { header: 'Product', share: 2 },
    { header: 'Charge', share: 1, align: 'end' },
  ] as const;

  test('has its header on every page, and each row once', async () => {
    const { pages } = await read((pdf) => {
      const rows = Array.from({ length: 150 }, (_, nth) => ({
        cells: ['2026-03-01', `Row-${nth}-end`, `$${nth}.00`],
      }));
      pdf.table({ columns, rows });
    });
    const all = pages.map(textOf);
    for (const text of all) expect(text).toContain('Applied on Product Charge');
    const found = all.join(' ').match(/Row-\d+-end/g);
    expect(found).toEqual(Array.from({ length: 150 }, (_, nth) => `Row-${nth}-end`));
  });

  test('goes on over pages with a row that no page can hold', async () => {
    const words = Array.from({ length: 3000 }, (_, nth) => `w${nth}`);
    const { pages } = await read((pdf) =>
      pdf.table({ columns, rows: [{ cells: ['2026-03-01', words.join(' '), ''] }] }),
    );
    expect(pages.length).toBeGreaterThan(1);
    expect(
      pages
        .map(textOf)
        .join(' ')
        .match(/\bw\d+/g),
    ).toEqual(words);
  });

  test('without rows says so', async () => {
    const { pages } = await read((pdf) => pdf.table({ columns, rows: [], ifEmpty: 'None.' }));
    expect(textOf(pages[0])).toContain('None.');
  });
});

describe('pictures', () => {
  test('stand with their captions, and one that cannot be read says so', async () => {
    const { pages } = await read((pdf) =>
      pdf.pictures({
        perRow: 2,
        pictures: [
          { bytes: ONE_PIXEL_PNG, caption: 'Before' },
          { bytes: Buffer.from('no picture'), caption: 'After' },
          { bytes: null, caption: 'Lost' },
        ],
      }),
    );
    expect(textOf(pages[0])).toContain('Before');
    expect(textOf(pages[0])).toMatch(/cannot be shown here\. After/);
    expect(textOf(pages[0])).toMatch(/cannot be shown here\. Lost/);
  });
});

test('nothing stands outside the page, whatever is written', async () => {
  const anything = fc.string({ unit: 'binary', maxLength: 200 });
  const parts = fc.array(
    fc.oneof(
      anything.map((text) => (pdf: PdfDocument) => pdf.heading(text, 2)),
      anything.map((text) => (pdf: PdfDocument) => pdf.paragraph(text.repeat(8))),
      anything.map((text) => (pdf: PdfDocument) => pdf.keyValues([{ label: text, value: text }])),
      anything.map((text) => (pdf: PdfDocument) => {
        const rows = [{ cells: [text, 'W'.repeat(300), text] }];
        pdf.table({ columns: ['a', 'b', text].map((name) => ({ header: name, share: 1 })), rows });
      }),
    ),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(parts, async (fills) => {
      const { pages } = await read((pdf) => {
        for (const fill of fills) fill(pdf);
      });
      for (const { widthPt, heightPt, texts } of pages)
        for (const { xPt, yPt, endPt } of texts) {
          expect(xPt).toBeGreaterThan(50);
          expect(endPt).toBeLessThan(widthPt - 50);
          expect(yPt).toBeGreaterThan(35);
          expect(yPt).toBeLessThan(heightPt - 35);
        }
    }),
    { numRuns: 25 },
  );
});
