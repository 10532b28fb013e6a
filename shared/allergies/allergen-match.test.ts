import { expect, test } from 'vitest';
import { allergiesNamedIn } from './allergen-match.ts';

const allergies = [{ substance: 'Silver' }, { substance: 'Latex (gloves)' }, { substance: 'Tea' }];

test('a product that names a substance is matched whatever the case', () => {
  expect(allergiesNamedIn('SILVER foam 10×10', allergies)).toEqual([{ substance: 'Silver' }]);
});

test('a word inside another word, or one too short to mean anything, does not match', () => {
  expect(allergiesNamedIn('Silverlake tea tree gauze', allergies)).toEqual([]);
});
