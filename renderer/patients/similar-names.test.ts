import { expect, test } from 'vitest';
import { idsOfSimilarNames } from './similar-names.ts';

const named = (id: string, firstName: string, lastName: string) => ({ id, firstName, lastName });

test('people with one name, a longer form of it, or first and last swapped are marked', () => {
  const marked = idsOfSimilarNames([
    named('1', 'Ann', 'Lee'),
    named('2', 'Anna', 'LEE'),
    named('3', 'José', 'Gómez'),
    named('4', 'Jose', 'Gomez'),
    named('5', 'Kim', 'Park'),
    named('6', 'Park', 'Kim'),
    named('7', 'Ben', 'Lee'),
  ]);
  expect([...marked].toSorted()).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('nobody is marked in a list of different people', () => {
  expect(idsOfSimilarNames([named('1', 'Ann', 'Lee'), named('2', 'Rosa', 'Diaz')]).size).toBe(0);
});
