import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Fonts that PDFs carry inside them: Latin with every diacritic of Europe, Greek, Cyrillic. */
export type PdfFonts = { readonly regular: Uint8Array; readonly bold: Uint8Array };

export const PDF_FONT_FILES = {
  regular: 'LiberationSans-Regular.ttf',
  bold: 'LiberationSans-Bold.ttf',
} as const;

/** Reads the fonts of a folder, such as `dist/fonts`. */
export async function readPdfFonts(folder: string): Promise<PdfFonts> {
  const [regular, bold] = await Promise.all([
    readFile(join(folder, PDF_FONT_FILES.regular)),
    readFile(join(folder, PDF_FONT_FILES.bold)),
  ]);
  return { regular, bold };
}
