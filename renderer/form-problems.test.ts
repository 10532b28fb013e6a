import { expect, test } from 'vitest';
import { placeProblems, problemSentence } from './form-problems.ts';

test('a problem reads as a sentence with the label of its field', () => {
  expect(problemSentence('First name', 'is missing')).toBe('First name is missing');
  expect(problemSentence('PIN', 'The PINs differ')).toBe('The PINs differ');
  expect(problemSentence('PIN', undefined)).toBeUndefined();
});

test('each problem goes to its field and nothing is said twice', () => {
  const shown: string[] = [];
  const left = placeProblems(
    { message: 'Please check: mrn', fields: [{ field: 'mrn', problem: 'is too long' }] },
    { fields: ['mrn', 'firstName'], show: (field, problem) => shown.push(`${field} ${problem}`) },
  );
  expect(shown).toEqual(['mrn is too long']);
  expect(left).toBeNull();
});

test('a failure that names no field goes to the one it is known to be about', () => {
  const shown: string[] = [];
  const left = placeProblems(
    { message: 'birthOn is in the future. Check it.' },
    { fields: ['birthOn'], fallback: 'birthOn', show: (_field, problem) => shown.push(problem) },
  );
  expect(shown).toEqual(['is in the future. Check it.']);
  expect(left).toBeNull();
});

test('a failure that no field of the form can show is said above it', () => {
  const nothing = { fields: ['mrn'] as const, show: () => undefined };
  expect(placeProblems({ message: 'Not now' }, nothing)).toBe('Not now');
  expect(
    placeProblems({ message: 'Odd', fields: [{ field: 'seen', problem: 'is old' }] }, nothing),
  ).toBe('Odd');
});
