import { expect, test } from 'vitest';
import { newPinProblems } from './new-pin.ts';

test('a PIN of six digits that is not counted or repeated, typed twice, is fine', () => {
  expect(newPinProblems('482915', '482915')).toEqual({});
});

test('each mistake is said at the field where it is put right', () => {
  expect(newPinProblems('', '')).toEqual({ pin: 'is missing' });
  expect(newPinProblems('4829', '4829').pin).toMatch(/6 to 12 digits/);
  expect(newPinProblems('123456', '123456').pin).toMatch(/too easy/);
  expect(newPinProblems('482915', '').again).toMatch(/second time/);
  expect(newPinProblems('482915', '482951').again).toMatch(/differ/);
});
