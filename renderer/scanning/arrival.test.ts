import { expect, test } from 'vitest';
import { arrivalWords } from './arrival.ts';

test('a scan that came as typing says how fast it was and what to set', () => {
  const scan = { characterCount: 21, firstAtMs: 0, lastAtMs: 1600 };
  expect(arrivalWords(scan)).toMatch(/^21 characters came as typing, one every 80 ms.*AIM id/);
});

test('what a person types is called so', () => {
  const typed = { characterCount: 11, firstAtMs: 0, lastAtMs: 2000 };
  expect(arrivalWords(typed)).toMatch(/one every 200 ms\. That is how a person types\.$/);
  expect(arrivalWords({ ...typed, characterCount: 1 })).toBe('');
});
