import { describe, expect, test } from 'vitest';
import type { BillingRule } from '../billing/rules/billing-rule.ts';
import { codesInText, diagnosesFor } from './documented-diagnoses.ts';
import { noChoices } from './treatment-facts.ts';

describe('codes in what somebody wrote', () => {
  test.for([
    ['nothing', null, []],
    ['one code', 'E11.621', ['E11.621']],
    ['a code without its dot, alone', 'e11621', ['E11.621']],
    ['a code of three characters, alone', 'I10', ['I10']],
    ['words before and behind', 'Foot ulcer (L97.522), left', ['L97.522']],
    ['two codes, one of them twice', 'E11.621; L97.522, E11.621', ['E11.621', 'L97.522']],
    ['a stop behind the code', 'Diabetes E11.621.', ['E11.621']],
    ['a word in the form of a code among words', 'stage B12 wound', []],
    ['words alone', 'venous ulcer', []],
  ] as const)('%s', ([, text, codes]) => {
    expect(codesInText(text)).toEqual(codes);
  });
});

const companion: BillingRule = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  title: 'Code first',
  scope: { of: 'everybody' },
  content: {
    kind: 'companion',
    parameters: { codes: ['L97*'], anyOf: ['E11.621'], position: 'before', weight: 'advice' },
    examples: [],
  },
  effectiveFrom: '2020-01-01',
  effectiveTo: null,
  source: 'Test',
  asOfOn: '2020-01-01',
  isActive: true,
  isExample: false,
  version: 1,
};

describe('the diagnoses of a treatment', () => {
  const facts = (diagnoses: readonly string[] | null) => ({
    ownDiagnoses: ['L97.522', 'L97.522'],
    listedDiagnoses: ['I10', 'E11.621'],
    choices: { ...noChoices, diagnoses },
  });
  const of = (diagnoses: readonly string[] | null, rules: readonly BillingRule[] = [companion]) =>
    diagnosesFor(facts(diagnoses), rules);

  test('are its own, with what a rule wants beside them from the problem list', () => {
    expect(of(null)).toEqual(['L97.522', 'E11.621']);
    expect(of(null, [])).toEqual(['L97.522']);
  });

  test('are what the biller chose, as far as the chart still documents it', () => {
    expect(of(['I10', 'L97.522'])).toEqual(['I10', 'L97.522']);
    expect(of(['E10.9', 'L97.522'])).toEqual(['L97.522']);
  });
});
