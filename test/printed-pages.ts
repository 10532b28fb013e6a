import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts/',
);

export type PrintedPage = {
  readonly text: string;
  /** In points of 1/72 inch. */
  readonly width: number;
  readonly height: number;
  /** Where the lowest line of text stands, from the lower edge. */
  readonly lowestPt: number;
};

/** The pages of a PDF with the text that stands on each, spaces as one. */
export async function printedPages(pdf: Uint8Array): Promise<readonly PrintedPage[]> {
  const loading = getDocument({ data: pdf, standardFontDataUrl: FONTS });
  const document = await loading.promise;
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const { width, height } = page.getViewport({ scale: 1 });
    const text = items
      .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ''))
      .join('')
      .replaceAll(/\s+/g, ' ');
    const heights = items.map((item) => ('transform' in item ? Number(item.transform[5]) : height));
    pages.push({ text, width, height, lowestPt: Math.min(height, ...heights) });
  }
  await loading.destroy();
  return pages;
}
