import { expect, test } from 'vitest';
import { safeFileName } from './save-file.ts';

test.each([
  ['billing.csv', 'billing.csv'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\boot.ini', 'boot.ini'],
  ['a:b|c?.csv', 'abc.csv'],
  ['.hidden', 'hidden'],
  ['evil\u202Egnp.exe', 'evilgnp.exe'],
  ['..', 'caretrail-file'],
  ['', 'caretrail-file'],
])('the suggested name %j becomes %j', (suggested, expected) => {
  expect(safeFileName(suggested)).toBe(expected);
});
