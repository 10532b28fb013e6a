import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, unescapeText } from './escape.ts';
import { separatorsOf, usualSeparators } from './separators.ts';

test('text that holds separators and line ends is escaped as the standard names them', () => {
  expect(escapeText('a|b^c&d~e\\f')).toBe('a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f');
  expect(escapeText('one\r\ntwo\nthree\rfour')).toBe('one\\.br\\two\\.br\\three\\.br\\four');
  expect(escapeText('bell\u0007end\u0085')).toBe('bell\\X07\\end\\XC285\\');
  expect(escapeText('Łukasz 李 naïve')).toBe('Łukasz 李 naïve');
});

const signs = Array.from('|^~\\&FSTREX0A.br é李\u0007\u0085🙂\n');

test('whatever is escaped is read back, and holds no sign that would set anything apart', () => {
  const text = fc.string({ unit: fc.constantFrom(...signs) });
  fc.assert(
    fc.property(text, (typed) => {
      const escaped = escapeText(typed);
      expect(unescapeText(escaped)).toBe(typed);
      expect(escaped).not.toMatch(/[|^~&\r\n\p{Cc}]/u);
    }),
    { numRuns: 2000 },
  );
});

test.for([
  ['\\H\\bold\\N\\', 'bold'],
  ['a\\X0D\\b', 'a\rb'],
  ['\\XE69D8E\\', '李'],
  ['\\XE9\\', 'é'],
  ['half \\F', 'half \\F'],
  ['C:\\data\\F\\x', 'C:\\data|x'],
  ['\\Zmine\\ stays', '\\Zmine\\ stays'],
  ['\\X0\\', '\\X0\\'],
])('%s is read as it was meant', ([escaped = '', text]) => {
  expect(unescapeText(escaped)).toBe(text);
});

test('other separators than the usual ones are escaped and read alike', () => {
  const separators = separatorsOf('MSH#!@$%#APP') ?? usualSeparators;
  expect(separators).toEqual({
    field: '#',
    component: '!',
    repetition: '@',
    escape: '$',
    subcomponent: '%',
  });
  expect(escapeText('a#b|c', separators)).toBe('a$F$b|c');
  expect(unescapeText('a$F$b\\F\\', separators)).toBe('a#b\\F\\');
});

test.for(['MSH', 'MSH|', 'MSH|^|A', 'MSH|^^~&|A', 'MSHA^~\\&A', 'MSH|^~\\&#x|A', 'MSH |~\\& '])(
  '%s says no separators that could be used',
  (header) => {
    expect(separatorsOf(header)).toBeNull();
  },
);
