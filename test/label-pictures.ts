import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** What PDF.js makes of itself in Node to draw on. */
type NodeCanvas = { readonly toBuffer: (type: 'image/png') => Buffer };
type CanvasFactory = {
  create(width: number, height: number): { readonly canvas: NodeCanvas; readonly context: object };
};

/** What most printers of labels have; those of pages have more. */
const DPI = 203;

/** The pages of a PDF as a label printer would print them, as PNG. */
export async function picturesOf(pdf: Uint8Array): Promise<readonly Buffer[]> {
  const loading = getDocument({ data: new Uint8Array(pdf) });
  const document = await loading.promise;
  const factory = document.canvasFactory as CanvasFactory;
  const pictures: Buffer[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: DPI / 72 });
    const { canvas } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
    // The library draws on its own canvas in Node, whose type it does not tell.
    const drawing = { canvas: canvas as unknown as null, viewport };
    await page.render(drawing).promise;
    pictures.push(canvas.toBuffer('image/png'));
  }
  await loading.destroy();
  return pictures;
}

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

/** The barcodes in a picture as a scanner sends them, AIM id first, in no order. */
export async function barcodesIn(picture: Uint8Array): Promise<readonly string[]> {
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
  const found = await readBarcodes(new Blob([new Uint8Array(picture)]), {
    formats: ['DataMatrix', 'Code128', 'QRCode'],
    textMode: 'Plain',
  });
  return found.map(({ symbologyIdentifier, text }) => symbologyIdentifier + text);
}
