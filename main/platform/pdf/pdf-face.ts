import type { PDFFont } from '@cantoo/pdf-lib';
import { BOX, type Unprinted } from './unprinted.ts';

/** A font inside a PDF, with what it can show. Lengths in points. */
export type PdfFace = {
  readonly font: PDFFont;
  readonly widthPt: (text: string, sizePt: number) => number;
  /**
   * The text as it can be set: one line, and a box for each character that the font has not, so that
   * nobody takes the rest for the whole. What was boxed is remembered for the note at the end.
   */
  readonly printable: (text: string) => string;
};

/** They have no width and no ink: leaving them out changes nothing that is seen. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;

export function createFace(font: PDFFont, unprinted: Unprinted): PdfFace {
  const known = new Set(font.getCharacterSet());
  const widths = new Map<string, number>();
  const widthOf = (character: string): number => {
    const held = widths.get(character);
    if (held !== undefined) return held;
    const width = font.widthOfTextAtSize(character, 1);
    widths.set(character, width);
    return width;
  };
  const shown = (character: string): string => {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x20 && code !== 0x7f && known.has(code)) return character;
    unprinted.add(code);
    return BOX;
  };
  return {
    font,
    // Letter by letter: pairs are not kerned when they are drawn.
    widthPt: (text, sizePt) =>
      Array.from(text, widthOf).reduce((sum, width) => sum + width, 0) * sizePt,
    printable: (text) => {
      const line = text
        .normalize('NFC')
        .replaceAll(/[\t\r\n]+/gu, ' ')
        .replaceAll(INVISIBLE, '');
      return Array.from(line, shown).join('');
    },
  };
}
