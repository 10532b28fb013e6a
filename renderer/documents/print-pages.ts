import type { PDFDocumentProxy } from 'pdfjs-dist';
import { openPdf } from './open-pdf.ts';

const DPI = 300;
const PT_PER_INCH = 72;

/** Pages drawn for paper, in the document but not on the screen. */
export type PagesOnPaper = {
  readonly isOk: true;
  /** Takes them away again. */
  readonly remove: () => void;
};
export type NoPages = { readonly isOk: false; readonly words: string };

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No picture of a page'))));
  });
}

async function drawPages(pdf: PDFDocumentProxy, place: HTMLElement): Promise<string[]> {
  const urls: string[] = [];
  // One canvas for all: hundreds of pages as pixels would not fit in memory, as pictures they do.
  const canvas = document.createElement('canvas');
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: DPI / PT_PER_INCH });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport }).promise;
    const url = URL.createObjectURL(await pngOf(canvas));
    urls.push(url);
    const picture = new Image();
    picture.src = url;
    picture.alt = `Page ${number}`;
    await picture.decode();
    place.append(picture);
  }
  return urls;
}

/** The paper is as large as the first page, without a margin of the printer's choice. */
async function paperOf(pdf: PDFDocumentProxy): Promise<CSSStyleSheet> {
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  const style = new CSSStyleSheet();
  const size = `${width}pt ${height}pt`;
  style.replaceSync(
    `@page { size: ${size}; margin: 0 } @media print { .paper-pages img { inline-size: ${width}pt; block-size: ${height}pt } }`,
  );
  return style;
}

/**
 * Draws the pages of a PDF for the printer, at the size that they have. What else the window shows is left
 * off the paper until they are removed.
 */
export async function putPagesOnPaper(bytes: Uint8Array): Promise<PagesOnPaper | NoPages> {
  const opening = openPdf(bytes);
  try {
    const opened = await opening.opened;
    if (!opened.ok) return { isOk: false, words: opened.words };
    const place = document.createElement('div');
    place.className = 'paper-pages';
    const style = await paperOf(opened.pdf);
    const urls = await drawPages(opened.pdf, place);
    document.body.append(place);
    document.documentElement.classList.add('is-on-paper');
    document.adoptedStyleSheets.push(style);
    const remove = () => {
      place.remove();
      document.documentElement.classList.remove('is-on-paper');
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
      for (const url of urls) URL.revokeObjectURL(url);
    };
    return { isOk: true, remove };
  } finally {
    opening.close();
  }
}
