/**
 * Text broken into lines of at most `widthPt`: at its own line ends, then between words, and a word that is
 * longer than a line between letters. Nothing is cut off. An empty text is one empty line.
 */
export function brokenLines(
  text: string,
  widthOf: (text: string) => number,
  widthPt: number,
): readonly string[] {
  return text
    .split(/\r\n|\r|\n|\u2028|\u2029/u)
    .flatMap((part) => brokenPart(part, widthOf, widthPt));
}

function brokenPart(
  part: string,
  widthOf: (text: string) => number,
  widthPt: number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  const spaceWidth = widthOf(' ');
  for (const word of part.split(/[ \t]+/u)) {
    const wordWidth = widthOf(word);
    if (line !== '' && lineWidth + spaceWidth + wordWidth <= widthPt) {
      line += ` ${word}`;
      lineWidth += spaceWidth + wordWidth;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = wordWidth <= widthPt ? [word] : brokenWord(word, widthOf, widthPt);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
    lineWidth = widthOf(line);
  }
  return [...lines, line];
}

function brokenWord(
  word: string,
  widthOf: (text: string) => number,
  widthPt: number,
): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let pieceWidth = 0;
  for (const character of word) {
    const width = widthOf(character);
    if (piece !== '' && pieceWidth + width > widthPt) {
      pieces.push(piece);
      piece = '';
      pieceWidth = 0;
    }
    piece += character;
    pieceWidth += width;
  }
  return [...pieces, piece];
}
