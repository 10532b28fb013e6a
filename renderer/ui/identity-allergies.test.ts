import { expect, test } from 'vitest';
import { allergyLabel, bySeverity, type IdentityAllergy } from './IdentityAllergies.tsx';

const entry = (substance: string, rest: Partial<IdentityAllergy>): IdentityAllergy => ({
  key: substance,
  substance,
  kind: 'allergy',
  severity: null,
  ...rest,
});

test('the severe come first, and one of unknown severity before those known to be less', () => {
  const sorted = bySeverity([
    entry('Iodine', { severity: 'mild' }),
    entry('Adhesive', {}),
    entry('Lactose', { kind: 'intolerance', severity: 'moderate' }),
    entry('Latex', { severity: 'severe' }),
  ]);
  expect(sorted.map(({ substance }) => substance)).toEqual([
    'Latex',
    'Adhesive',
    'Lactose',
    'Iodine',
  ]);
});

test('an intolerance or an objection is not called an allergy', () => {
  expect(allergyLabel(entry('Latex', { severity: 'severe' }))).toBe('Severe allergy');
  expect(allergyLabel(entry('Lactose', { kind: 'intolerance', severity: 'mild' }))).toBe(
    'Mild intolerance',
  );
  expect(allergyLabel(entry('Porcine collagen', { kind: 'objection' }))).toBe('Objection');
});
