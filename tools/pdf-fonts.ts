import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PDF_FONT_FILES } from '../main/platform/pdf-fonts.ts';

const LICENCE = 'LICENSE_LIBERATION';

/** Where the fonts come from that PDFs carry inside them: PDF.js brings them with it. */
export function pdfFontsFolder(): string {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return join(root, 'standard_fonts');
}

/** The files of them that the application ships. */
export function pdfFontFiles(): readonly { readonly from: string; readonly name: string }[] {
  const folder = pdfFontsFolder();
  return [...Object.values(PDF_FONT_FILES), LICENCE].map((name) => ({
    from: join(folder, name),
    name,
  }));
}
