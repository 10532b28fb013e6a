import { expect, test } from 'vitest';
import { type Answers, checklistKeys, unanswered, unexplained } from './checklist.ts';

const allMet: Answers = Object.fromEntries(checklistKeys.map((key) => [key, 'met']));

test('a list is done when every question has an answer, whatever it is', () => {
  expect(unanswered({})).toEqual(checklistKeys);
  expect(unanswered({ ...allMet, lotTraced: 'notApplicable' })).toEqual([]);
  const { woundNamed: _, ...without } = allMet;
  expect(unanswered(without)).toEqual(['woundNamed']);
});

test('what is not met needs a finding that says why, and nothing else does', () => {
  const answers: Answers = { ...allMet, lotTraced: 'notMet', signedInTime: 'notMet' };
  expect(unexplained(answers, [{ itemKey: 'signedInTime' }])).toEqual(['lotTraced']);
  expect(unexplained(allMet, [])).toEqual([]);
});
