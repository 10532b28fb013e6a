import { describe, expect, test } from 'vitest';
import type { PlacedText } from '../../shared/billing/cms1500/form-grid.ts';
import {
  exampleLines,
  fullPaperExample,
  fullPaperExtras,
  pagesOf,
} from '../../shared/billing/cms1500/example-paper.ts';
import { PLAIN_PAPER_CLAIM } from '../../shared/billing/cms1500/paper-claim.ts';
import { exampleClaim } from '../../shared/billing/x12/example-claim.ts';
import { type PdfText, readPdf } from '../../test/read-pdf.ts';
import { alignmentPdf } from './alignment-pdf.ts';
import { type ClaimFile, cms1500Files, type RefusedClaim } from './claim-files.ts';
import { NO_SHIFT } from './form-points.ts';
import { type FormPrint, formPdf } from './form-pdf.ts';

const madeAt = new Date('2026-03-10T15:00:00Z');
const overlay: FormPrint = { form: 'overlay', shift: NO_SHIFT, madeAt };
const fullPages = pagesOf(fullPaperExample, fullPaperExtras);

/**
 * Each letter with its row and column as a ruler finds them: column 1 at 0.30 inch, row 7 (box 1) at 1.33
 * inches. Readers of PDFs join and split what stands beside each other, so words cannot be compared.
 */
function lettersAt({ text, xPt, yPt }: PdfText): readonly string[] {
  const column = (xPt / 72 - 0.3) * 10 + 1;
  const row = ((792 - yPt) / 72 - 1.333) * 6 + 6.25;
  return Array.from(
    text,
    (letter, index) => `${row.toFixed(1)} ${(column + index).toFixed(1)} ${letter}`,
  );
}

function expectedLetters({ row, column, text }: PlacedText): readonly string[] {
  return Array.from(
    text,
    (letter, index) => `${row.toFixed(1)} ${(column + index).toFixed(1)} ${letter}`,
  );
}

const isInk = (place: string) => !place.endsWith(' ');

function inkOf(texts: readonly PdfText[]): readonly string[] {
  return texts.flatMap(lettersAt).filter(isInk).toSorted();
}

function expectedInk(cells: readonly PlacedText[]): readonly string[] {
  return cells.flatMap(expectedLetters).filter(isInk).toSorted();
}

describe('an overlay', () => {
  test('has the data at its rows and columns, ten to the inch, and nothing else', async () => {
    const { pages, title } = await readPdf((await formPdf(fullPages, overlay)).bytes);
    const cells = fullPages[0]?.cells ?? [];
    expect(cells.length).toBeGreaterThan(90);
    expect(inkOf(pages[0]?.texts ?? [])).toEqual(expectedInk(cells));
    expect(title).toBe('Claims');
  });

  test('is moved by what the printer is off', async () => {
    const shift = { rightUm: 3175, downUm: -6350 };
    const read = async (print: FormPrint) =>
      (await readPdf((await formPdf(fullPages, print)).bytes)).pages[0]?.texts ?? [];
    const moved = (await read({ ...overlay, shift })).map((text) => ({
      ...text,
      xPt: text.xPt - 9,
      yPt: text.yPt - 18,
    }));
    expect(inkOf(moved)).toEqual(inkOf(await read(overlay)));
  });

  test('made twice is the same file', async () => {
    const [one, other] = [await formPdf(fullPages, overlay), await formPdf(fullPages, overlay)];
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
  });
});

test('a preview has the same data on the form as we draw it, unmoved and once in the file', async () => {
  const shift = { rightUm: 5000, downUm: 5000 };
  const preview = async (pages: typeof fullPages) =>
    formPdf(pages, { form: 'preview', shift, madeAt });
  const one = await preview(fullPages);
  const { pages } = await readPdf(one.bytes);
  const texts = pages[0]?.texts ?? [];
  const ink = new Set(inkOf(texts));
  expect(expectedInk(fullPages[0]?.cells ?? []).filter((letter) => !ink.has(letter))).toEqual([]);
  expect(texts.map(({ text }) => text).join(' ')).toContain('Accept assignment?');
  const many = await preview(Array.from({ length: 20 }, () => fullPages).flat());
  expect(many.pageCount).toBe(20);
  expect(many.bytes.length / one.bytes.length).toBeLessThan(10);
});

test('an alignment page says its offset and stays on the paper', async () => {
  const { bytes } = await alignmentPdf({ rightUm: 1250, downUm: -3000 }, madeAt);
  const { pages } = await readPdf(bytes);
  const texts = pages[0]?.texts ?? [];
  expect(texts.map(({ text }) => text)).toContain(
    'Offset of this page: 1.25 mm to the right, -3 mm down.',
  );
  for (const { xPt, endPt, yPt } of texts) {
    expect(xPt).toBeGreaterThan(10);
    expect(endPt).toBeLessThan(612 - 10);
    expect(yPt).toBeGreaterThan(10);
    expect(yPt).toBeLessThan(792 - 10);
  }
});

describe('many claims', () => {
  test('become files of bounded size, each claim whole in one, and those that cannot be printed are named', async () => {
    const claims = Array.from({ length: 10 }, (_, index) => ({
      ...exampleClaim,
      controlNumber: index === 4 ? 'A'.repeat(20) : `C-${index}`,
      lines: exampleLines(7),
    }));
    const refused: RefusedClaim[] = [];
    const files: ClaimFile[] = [];
    const asked = { ...overlay, claims, today: '2026-01-15', pagesPerFile: 6 };
    const paperOf = () => PLAIN_PAPER_CLAIM;
    for await (const file of cms1500Files({ ...asked, paperOf }, (each) => refused.push(each)))
      files.push(file);
    expect(files.map(({ pageCount }) => pageCount)).toEqual([6, 6, 6]);
    expect(files.flatMap(({ controlNumbers }) => controlNumbers)).toEqual(
      claims.filter((_, index) => index !== 4).map(({ controlNumber }) => controlNumber),
    );
    expect(refused).toMatchObject([
      { controlNumber: 'A'.repeat(20), problems: [{ field: 'controlNumber', code: 'tooLong' }] },
    ]);
  });
});
