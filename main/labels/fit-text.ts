/** A font as wide as it is set in a PDF; lengths in points. */
export type TextMeasure = {
  readonly widthPt: (text: string, sizePt: number) => number;
  readonly hasGlyph: (character: string) => boolean;
};

export type FittedText = { readonly sizePt: number; readonly lines: readonly string[] };

/** What the font cannot show is shown as a box, so that nobody takes the rest for the whole. */
export function printable(text: string, { hasGlyph }: TextMeasure): string {
  const shown = text.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}]/gu, '');
  return Array.from(shown, (each) => (each === ' ' || hasGlyph(each) ? each : '□')).join('');
}

/**
 * A number that must be read whole, such as a lot: set smaller until it fits the width, and below `leastPt`
 * broken into lines. Never cut.
 */
export function fitWhole(
  text: string,
  measure: TextMeasure,
  { widthPt, sizePt, leastPt }: { widthPt: number; sizePt: number; leastPt: number },
): FittedText {
  for (let size = sizePt; size >= leastPt; size -= 0.25)
    if (measure.widthPt(text, size) <= widthPt) return { sizePt: size, lines: [text] };
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (line !== '' && measure.widthPt(line + character, leastPt) > widthPt) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return { sizePt: leastPt, lines: [...lines, line] };
}

const ELLIPSIS = '…';

/** A name in at most `maxLines` lines of words; what is too long ends with an ellipsis. */
export function fitName(
  text: string,
  measure: TextMeasure,
  { widthPt, sizePt, maxLines }: { widthPt: number; sizePt: number; maxLines: number },
): FittedText {
  const fits = (line: string) => measure.widthPt(line, sizePt) <= widthPt;
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < maxLines) {
    const isLast = lines.length === maxLines - 1;
    const line = fits(rest) ? rest : isLast ? shortened(rest, fits) : firstLine(rest, fits);
    lines.push(line);
    rest = isLast ? '' : rest.slice(line.length).trimStart();
  }
  return { sizePt, lines };
}

/** As many words as fit; of a word that is longer than the line, as many characters. */
function firstLine(text: string, fits: (line: string) => boolean): string {
  const longest = longestPrefix(text, fits);
  const lastSpace = text.slice(0, longest.length + 1).lastIndexOf(' ');
  return lastSpace > 0 ? text.slice(0, lastSpace) : longest;
}

function shortened(text: string, fits: (line: string) => boolean): string {
  return longestPrefix(text, (line) => fits(line + ELLIPSIS)).trimEnd() + ELLIPSIS;
}

function longestPrefix(text: string, fits: (line: string) => boolean): string {
  let prefix = '';
  for (const character of text) {
    if (prefix !== '' && !fits(prefix + character)) return prefix;
    prefix += character;
  }
  return prefix;
}
