import { expect, test } from 'vitest';
import { fitName, fitWhole, printable, type TextMeasure } from './fit-text.ts';

/** Every character is half as wide as the font is high. */
const measure: TextMeasure = {
  widthPt: (text, sizePt) => text.length * sizePt * 0.5,
  hasGlyph: (character) => character < '\u3000',
};

test('a number is set smaller until it fits, then broken, and never cut', () => {
  const size = { widthPt: 40, sizePt: 8, leastPt: 5 };
  expect(fitWhole('LOT ABC', measure, size)).toEqual({ sizePt: 8, lines: ['LOT ABC'] });
  expect(fitWhole('LOT ABCDEFGH', measure, size)).toEqual({ sizePt: 6.5, lines: ['LOT ABCDEFGH'] });
  const long = 'LOT ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const { sizePt, lines } = fitWhole(long, measure, size);
  expect({ sizePt, text: lines.join('') }).toEqual({ sizePt: 5, text: long });
  expect(lines).toHaveLength(2);
});

test('a name breaks between words, and ends with an ellipsis where there is no room', () => {
  const size = { widthPt: 40, sizePt: 8, maxLines: 2 };
  expect(fitName('Foam 6x6', measure, size).lines).toEqual(['Foam 6x6']);
  expect(fitName('Foam Dressing', measure, size).lines).toEqual(['Foam', 'Dressing']);
  expect(fitName('Foam Dressing with border', measure, size).lines).toEqual(['Foam', 'Dressing…']);
  expect(fitName('Unbreakableword', measure, size).lines).toEqual(['Unbreakabl', 'eword']);
  expect(fitName('  ', measure, size).lines).toEqual([]);
});

test('what the font lacks is shown as a box', () => {
  expect(printable('Zoë 漢\u200Fx', measure)).toBe('Zoë □x');
  expect(printable('e\u0301', measure)).toBe('é');
});
