import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newPassphrase, normalPassphrase, suggestedPassphrase } from './passphrase.ts';

const suggestion = fc.uint8Array({ minLength: 25, maxLength: 25 }).map(suggestedPassphrase);

describe('a suggested passphrase', () => {
  test('is five groups of five letters and digits that are not mistaken for one another', () => {
    fc.assert(
      fc.property(suggestion, (text) => {
        expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(newPassphrase.safeParse(text).success).toBe(true);
      }),
    );
  });

  test('uses every random bit that it has room for', () => {
    const counted = new Set(
      Array.from({ length: 256 }, (_, byte) =>
        normalPassphrase(suggestedPassphrase(new Uint8Array(25).fill(byte))),
      ),
    );
    expect(counted.size).toBe(32);
  });

  test('is the same however it is typed', () => {
    const typing = fc.record({
      text: suggestion,
      separator: fc.constantFrom('', '-', ' ', ' - ', '–'),
      isSmall: fc.boolean(),
      around: fc.constantFrom('', ' ', '\n'),
    });
    fc.assert(
      fc.property(typing, ({ text, separator, isSmall, around }) => {
        const grouped = text.replaceAll('-', separator);
        const written = grouped.replaceAll('0', 'O').replaceAll('1', 'l');
        const typed = around + (isSmall ? written.toLowerCase() : written) + around;
        expect(normalPassphrase(typed)).toBe(normalPassphrase(text));
      }),
    );
  });
});

describe('a passphrase of one’s own', () => {
  test('keeps its capitals, hyphens and letters', () => {
    expect(normalPassphrase('Correct-Horse battery OIL')).toBe('Correct-Horse battery OIL');
  });

  test('is the same whichever way its spaces and accents are typed', () => {
    expect(normalPassphrase('  caf\u0065\u0301   au\tlait fort ')).toBe('caf\u00e9 au lait fort');
    expect(normalPassphrase('ｐassphrase long')).toBe('passphrase long');
  });

  test('is normal once it was made normal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalPassphrase(normalPassphrase(text))).toBe(normalPassphrase(text));
      }),
    );
  });

  test('needs twelve characters that count', () => {
    expect(newPassphrase.safeParse('twelve chars').success).toBe(true);
    expect(newPassphrase.safeParse('a     b          c').success).toBe(false);
    expect(newPassphrase.safeParse('elevenchars').success).toBe(false);
  });
});
