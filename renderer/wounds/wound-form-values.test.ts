import { describe, expect, test } from 'vitest';
import { blankWound, placeOfText, readWound, type WoundFormValues } from './wound-form-values.ts';
import { spanInWords } from './wound-words.ts';

const bounds = { birthOn: '1946-05-12', deceasedOn: null, today: '2026-03-20' };
const whole: WoundFormValues = {
  ...blankWound('2026-03-20'),
  place: 'heel left sole',
  etiology: 'pressure',
};

function fieldsOf(typed: Partial<WoundFormValues>, needsReason = false): readonly string[] {
  const reading = readWound({ ...whole, ...typed }, { bounds, needsReason });
  return reading.ok ? [] : reading.problems.map(({ field }) => field);
}

describe('a wound is refused at the field that is wrong', () => {
  test.for([
    ['no place', { place: '' }, ['place']],
    ['a place that is on no list', { place: 'heel left front' }, ['place']],
    ['no kind', { etiology: null }, ['etiology']],
    ['another kind that nobody names', { etiology: 'other' }, ['etiologyDetail']],
    ['a code of the other side', { diagnosisCode: 'l89 613' }, ['diagnosisCode']],
    ['a code that is none', { diagnosisCode: 'heel' }, ['diagnosisCode']],
    ['an onset to come', { onsetOn: '2026-03-21' }, ['onsetOn']],
    ['care before the onset', { onsetOn: '2026-03-10', careStartedOn: '2026-03-01' }, ['onsetOn']],
    ['no begin of care', { careStartedOn: '' }, ['careStartedOn']],
  ] as const)('%s', ([, typed, fields]) => {
    expect(fieldsOf(typed)).toEqual(fields);
  });

  test('a correction without its reason', () => {
    expect(fieldsOf({}, true)).toEqual(['reason']);
  });
});

test('a code is tidied, and the estimate of no day is none', () => {
  const typed = { ...whole, diagnosisCode: 'l89 623', isOnsetEstimated: true };
  expect(readWound(typed, { bounds, needsReason: false })).toMatchObject({
    ok: true,
    value: {
      bodySite: 'heel',
      laterality: 'left',
      bodyView: 'sole',
      diagnosisCode: 'L89.623',
      isOnsetEstimated: false,
    },
  });
});

test('a place that no release knows is none', () => {
  expect(placeOfText('tail left back')).toBe(null);
});

test.for([
  ['2026-03-19', '1 day'],
  ['2026-03-07', '13 days'],
  ['2026-03-06', '2 weeks'],
  ['2025-03-20', '11 months'],
] as const)('since %s is %s', ([from, words]) => {
  expect(spanInWords(from, '2026-03-20')).toBe(words);
});
