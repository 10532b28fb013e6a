import type { PDFDocumentProxy } from 'pdfjs-dist';
import { pdfjsPlaces, startPdfWorker } from './pdf-worker.ts';

export type OpenedPdf =
  | { readonly ok: true; readonly pdf: PDFDocumentProxy }
  | { readonly ok: false; readonly words: string };

export type OpeningPdf = {
  readonly opened: Promise<OpenedPdf>;
  /** Ends everything about it, also what still runs. */
  readonly close: () => void;
};

const DAMAGED =
  'The PDF is damaged, or is no PDF, so that its pages cannot be shown. What is written about it stays.';
const PROTECTED =
  'The PDF is protected by a password, so that its pages cannot be shown. Print it to a new PDF and attach that.';
const NOT_READ = 'The PDF could not be read. Close it and try again.';

/** No picture in a PDF is drawn that has more pixels; a page that claims so is no page. */
const MAX_IMAGE_PX = 100_000_000;

function wordsFor(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return PROTECTED;
  return name === 'InvalidPDFException' ? DAMAGED : NOT_READ;
}

async function read(bytes: Uint8Array, port: Worker): Promise<OpenedPdf> {
  // Larger than the rest of the application, so it is loaded by whoever opens a PDF.
  const { getDocument, PDFWorker } = await import('pdfjs-dist');
  const failed = new Promise<never>((_resolve, reject) => {
    port.addEventListener('error', () => reject(new Error('The worker did not start')));
  });
  try {
    const task = getDocument({
      ...pdfjsPlaces,
      data: new Uint8Array(bytes),
      worker: PDFWorker.create({ port }),
      maxImageSize: MAX_IMAGE_PX,
      enableXfa: false,
    });
    return { ok: true, pdf: await Promise.race([task.promise, failed]) };
  } catch (error) {
    return { ok: false, words: wordsFor(error) };
  }
}

/** Opens a PDF, page by page; nothing in it is run and nothing is fetched from elsewhere. */
export function openPdf(bytes: Uint8Array): OpeningPdf {
  const port = startPdfWorker();
  return { opened: read(bytes, port), close: () => port.terminate() };
}
