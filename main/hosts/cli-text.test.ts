import { expect, test } from 'vitest';
import { json, plain, shellWord, table } from './cli-text.ts';

test('a table lines its columns up, numbers to the right, and leaves no space at the end', () => {
  const text = table(
    [{ title: 'file' }, { title: 'read', align: 'right' }, { title: 'note' }],
    [
      ['patients.csv', 59, ''],
      ['é.csv', 1234, 'x'],
    ],
  );
  expect(text.split('\n')).toEqual([
    'file          read  note',
    'patients.csv    59',
    'é.csv         1234  x',
  ]);
});

test('a cell cannot move the cursor or break a line', () => {
  expect(plain('a\u001b[2Jb\r\nc')).toBe('a [2Jb c');
});

test('JSON is one line when piped and indented for people, and is the same value', () => {
  const value = { note: 'a\nb\u009b\u2028', list: [1] };
  expect(json(value, false)).not.toMatch(/[\n\u009b\u2028]/);
  expect(json(value, true)).toContain('\n  "list": [');
  expect(JSON.parse(json(value, false))).toEqual(value);
  expect(JSON.parse(json(value, true))).toEqual(value);
});

test('a word is quoted only where a shell needs it', () => {
  expect(shellWord('/tmp/data')).toBe('/tmp/data');
  expect(shellWord("a b'c")).toBe(String.raw`'a b'\''c'`);
});
