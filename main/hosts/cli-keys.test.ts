import { expect, test } from 'vitest';
import { nothingTyped, typeKeys } from './cli-keys.ts';

test('a PIN is taken key by key until Enter', () => {
  const begun = typeKeys(nothingTyped, '314');
  expect(begun).toEqual({ text: '314', ended: null });
  expect(typeKeys(begun, '159\r')).toEqual({ text: '314159', ended: 'entered' });
});

test('a pasted PIN ends at the first line end', () => {
  expect(typeKeys(nothingTyped, '314159\nrest')).toEqual({ text: '314159', ended: 'entered' });
});

test('Backspace takes the last key back and Ctrl-U all of them', () => {
  expect(typeKeys(nothingTyped, '12\u007f3\b4').text).toBe('14');
  expect(typeKeys(nothingTyped, '12\u001534').text).toBe('34');
});

test('Ctrl-C gives up and forgets what was typed', () => {
  expect(typeKeys(nothingTyped, '3141\u0003')).toEqual({ text: '', ended: 'cancelled' });
});
