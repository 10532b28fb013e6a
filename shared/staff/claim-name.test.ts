import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimNameOf } from './claim-name.ts';

const read = (displayName: string) => {
  const { last, first } = claimNameOf({ displayName, lastName: null, firstName: null });
  return [last, first];
};

describe('a display name is read as', () => {
  test.for([
    ['Anjali Deshpande', 'Deshpande', 'Anjali'],
    ['  Anjali   Deshpande ', 'Deshpande', 'Anjali'],
    ['Anjali Deshpande, MD, CWSP', 'Deshpande', 'Anjali'],
    ['Anjali Deshpande, Ph.D.', 'Deshpande', 'Anjali'],
    ['Anjali Deshpande,PA-C', 'Deshpande', 'Anjali'],
    ['Anjali Deshpande, RN WCC', 'Deshpande', 'Anjali'],
    ['Anjali Deshpande, rn', 'Deshpande', 'Anjali'],
    ['Anjali Deshpande MD', 'Deshpande', 'Anjali'],
    ['Anjali Deshpande M.D., FACS', 'Deshpande', 'Anjali'],
    ['Anjali Deshpande PhD RN', 'Deshpande', 'Anjali'],
    ['ANJALI DESHPANDE', 'DESHPANDE', 'ANJALI'],
    ['anjali deshpande', 'deshpande', 'anjali'],
    ['Dr. Anjali Deshpande', 'Deshpande', 'Anjali'],
    ['Dr Deshpande', 'Deshpande', ''],
    ['Tomás Rivera-Lund', 'Rivera-Lund', 'Tomás'],
    ['Siobhán O’Brien', 'O’Brien', 'Siobhán'],
    ['Jean McDonald', 'McDonald', 'Jean'],
    ['Marie CURIE', 'CURIE', 'Marie'],
    ['John Q. Public', 'Public', 'John'],
    ['J. Edgar Hoover', 'Hoover', 'J. Edgar'],
    ['Mary Ann Smith', 'Smith', 'Mary Ann'],
    ['John Smith Jr.', 'Smith', 'John'],
    ['John Smith III', 'Smith', 'John'],
    ['John Smith, Jr., MD', 'Smith', 'John'],
    ['Maria de la Cruz', 'de la Cruz', 'Maria'],
    ['Ludwig van der Berg', 'van der Berg', 'Ludwig'],
    ['van Dyke', 'Dyke', 'van'],
    ['An Do', 'Do', 'An'],
    ['Deshpande, Anjali', 'Deshpande', 'Anjali'],
    ['Deshpande, Anjali, MD', 'Deshpande', 'Anjali'],
    ['Deshpande, Anjali K. MD', 'Deshpande', 'Anjali'],
    ['DESHPANDE, ANJALI', 'DESHPANDE', 'ANJALI'],
    ['de la Cruz, Maria', 'de la Cruz', 'Maria'],
    ['Deshpande, MD', 'Deshpande', ''],
    ['Madonna', 'Madonna', ''],
    ['Melani723 Rutherford999', 'Rutherford999', 'Melani723'],
    ['山田太郎', '山田太郎', ''],
    [', MD', ', MD', ''],
    ['Anjali Deshpande, RNC-OB', 'Deshpande', 'Anjali'],
    ['Deshpande, Dr. Anjali', 'Deshpande', 'Anjali'],
  ] as const)('"%s": last "%s", first "%s"', ([displayName, last, first]) => {
    expect(read(displayName)).toEqual([last, first]);
  });
});

test('what is said for claims goes before what the display name says', () => {
  const displayName = 'Maria Cruz Lopez, RN';
  expect(claimNameOf({ displayName, lastName: 'Cruz Lopez', firstName: 'Maria' })).toEqual({
    last: 'Cruz Lopez',
    first: 'Maria',
  });
  expect(claimNameOf({ displayName, lastName: null, firstName: 'Mary' })).toEqual({
    last: 'Lopez',
    first: 'Mary',
  });
});

test('every display name with something in it gives a last name, and nothing that is not in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (displayName) => {
      fc.pre(displayName.trim() !== '');
      const [last = '', first = ''] = read(displayName);
      expect(last.trim()).not.toBe('');
      const wordsOf = (text: string) => text.split(/[\s,]+/).filter((word) => word !== '');
      expect(wordsOf(displayName)).toEqual(expect.arrayContaining(wordsOf(`${last} ${first}`)));
    }),
  );
});
