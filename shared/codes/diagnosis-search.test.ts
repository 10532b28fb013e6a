import { expect, test } from 'vitest';
import { diagnosisSearchOf } from './diagnosis-search.ts';

test.for([
  ['L97.5', ['l975'], 'L975'],
  ['l97512', ['l97512'], 'L97512'],
  ['l', ['l'], 'L'],
  ['E11.621 foot', ['e11621', 'foot'], null],
  ['Non-pressure  ulcer, LEFT', ['non', 'pressure', 'ulcer', 'left'], null],
  ['ulcer of the foot', ['ulcer', 'foot'], null],
  ['of', ['of'], null],
  ['diabetic foot', ['diabet', 'foot'], null],
  ['bedsore ulcer', ['pressure', 'ulcer'], null],
  ["Raynaud's", ['raynaud', 's'], null],
  ["'; drop", ['drop'], null],
  ['  ', [], null],
] as const)('%s is looked for as %s', ([typed, words, typedCode]) => {
  expect(diagnosisSearchOf(typed)).toEqual({ words, typedCode });
});
