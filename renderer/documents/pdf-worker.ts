import { trustedWorkerAddress } from '../trusted-worker.ts';

/** Below the page's own address, where the build puts what PDF.js reads by name. */
const PDFJS_FOLDER = new URL('./pdfjs/', document.baseURI);

/** A worker of its own for one PDF: what a hostile one does ends with it. */
export function startPdfWorker(): Worker {
  const address = new URL('pdf.worker.js', PDFJS_FOLDER).href;
  return new Worker(trustedWorkerAddress('pdf-worker', address), { type: 'module' });
}

/** Where PDF.js finds what a PDF leaves to whoever shows it; no WebAssembly, which the policy forbids. */
export const pdfjsPlaces = {
  standardFontDataUrl: new URL('standard_fonts/', PDFJS_FOLDER).href,
  cMapUrl: new URL('cmaps/', PDFJS_FOLDER).href,
  cMapPacked: true,
  iccUrl: new URL('iccs/', PDFJS_FOLDER).href,
  wasmUrl: new URL('wasm/', PDFJS_FOLDER).href,
  useWasm: false,
} as const;
