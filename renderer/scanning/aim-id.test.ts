import { expect, test } from 'vitest';
import { isAimId, startsAsAimId, withoutCapsLock } from './aim-id.ts';

test('an AIM id is a bracket, the letter of a barcode and a digit', () => {
  for (const text of [']', ']d', ']d2', ']C1', ']Q3'])
    expect(startsAsAimId(text, false), text).toBe(true);
  for (const text of ['', '[', ']]', '] ', ']B', ']D', ']da', ']d-', ']d22', 'd2'])
    expect(startsAsAimId(text, false), text).toBe(false);
  expect(startsAsAimId(']D', true)).toBe(true);
  expect(isAimId(']d')).toBe(false);
  expect(isAimId(']d2')).toBe(true);
});

test('letters that Caps Lock turned are turned back where the AIM id shows it', () => {
  expect(withoutCapsLock(']D20112345678901210aB')).toBe(']d20112345678901210Ab');
  expect(withoutCapsLock(']d20112345678901210aB')).toBe(']d20112345678901210aB');
  expect(withoutCapsLock(']c10112345678901210aB')).toBe(']C10112345678901210Ab');
});

test('where nothing shows it, only digits can be trusted', () => {
  expect(withoutCapsLock('0112345678901210')).toBe('0112345678901210');
  expect(withoutCapsLock('0112345678901210AB')).toBeNull();
  expect(withoutCapsLock(']E0123')).toBeNull();
});
