import { expect, test } from 'vitest';
import { mergeValues } from './merge-values.ts';

const fields = ['phone', 'city', 'state'] as const;
const base = { phone: '1', city: '', state: 'OH' };

test('what only the other person changed is taken over, and what was typed stays', () => {
  const { merged, taken, disputed } = mergeValues(fields, {
    base,
    typed: { ...base, phone: '2' },
    current: { ...base, city: 'Erie' },
  });
  expect(merged).toEqual({ phone: '2', city: 'Erie', state: 'OH' });
  expect(taken).toEqual(['city']);
  expect(disputed).toEqual([]);
});

test('a field that both changed is disputed unless both typed the same', () => {
  const { merged, disputed } = mergeValues(fields, {
    base,
    typed: { ...base, phone: '2', state: 'PA' },
    current: { ...base, phone: '3', state: 'PA' },
  });
  expect(disputed).toEqual(['phone']);
  expect(merged.phone).toBe('2');
});
