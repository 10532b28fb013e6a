import { expect, test } from 'vitest';
import { hcpcsIntake } from './hcpcs-list.ts';

const rules = { today: '2026-03-10', idOf: (kind: string, key: string) => `${kind}:${key}` };
const row = { code: 'A2001', long_description: 'Innovamatrix, per sq cm', billing_unit: 'cm2' };

test('a code becomes a product under its own code, with the unit it is billed by', () => {
  const intake = hcpcsIntake('list.csv', rules);
  intake.take(2, row);
  expect([...intake.accepted.values()]).toEqual([
    {
      id: 'hcpcs-product:A2001',
      sku: 'A2001',
      name: 'Innovamatrix, per sq cm',
      hcpcsCode: 'A2001',
      billingUnit: 'cm2',
    },
  ]);
});

test.each([
  [{ code: 'Z2001' }, 'code is not a letter and four digits'],
  [{ billing_unit: 'yard' }, 'billing_unit is not one of each, cm2, mg, g, cc'],
  [{ long_description: 'x'.repeat(256) }, 'long_description is longer than 255 characters'],
  [{ long_description: ' ' }, 'long_description is missing'],
])('%j is refused', (change, reason) => {
  const intake = hcpcsIntake('list.csv', rules);
  intake.take(7, { ...row, ...change });
  expect(intake.refusals).toEqual([{ file: 'list.csv', line: 7, reason }]);
  expect(intake.accepted.size).toBe(0);
});

test('a code that comes twice goes in once', () => {
  const intake = hcpcsIntake('list.csv', rules);
  intake.take(2, row);
  intake.take(3, row);
  expect(intake.refusals).toEqual([
    { file: 'list.csv', line: 3, reason: 'repeats an earlier row' },
  ]);
});
