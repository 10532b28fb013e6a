import { expect, test } from 'vitest';
import { apart } from './apart.ts';

test.each([
  ['a turned name', '\u202Eevil'],
  ['a name with a mark', 'Dana\u200F'],
  ['a Hebrew name', 'דנה'],
  ['an Arabic name', 'ليلى'],
])('%s stands apart from what follows it', (_, name) => {
  expect(`by ${apart(name)}, 11:24`).toBe(`by \u2068${name}\u2069, 11:24`);
});

test.each(["O'Neill-Ødegård", '山田', '<b>Ann</b>', ''])('%j stays as it is', (name) => {
  expect(apart(name)).toBe(name);
});
