import { expect, test } from 'vitest';
import { isNpi } from './npi.ts';

test.for(['1234567893', '1245319599'])('%s is an NPI', (npi) => {
  expect(isNpi(npi)).toBe(true);
});

test.for([
  ['123456789', 'a digit is missing'],
  ['12345678930', 'a digit too many'],
  ['1234567890', 'the check digit is wrong'],
  ['3234567899', 'it begins with 3'],
  ['1243567893', 'two digits changed places'],
  ['12345 6789', 'a space stands in it'],
  ['', 'it is empty'],
] as const)('%s is none: %s', ([npi]) => {
  expect(isNpi(npi)).toBe(false);
});
