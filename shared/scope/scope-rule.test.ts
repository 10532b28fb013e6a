import { describe, expect, test } from 'vitest';
import type { Role } from '../staff/role.ts';
import { credentialsOf, plainCredential } from './credentials.ts';
import {
  allowedInWords,
  isWithinScope,
  outsideScopeMessage,
  type ScopeLimits,
  touchedRules,
} from './scope-rule.ts';

const debridement: ScopeLimits = {
  name: 'Sharp debridement',
  terms: ['sharp debridement', '11042'],
  allowedRoles: ['clinician'],
  allowedCredentials: ['MD', 'PA', 'CWCN'],
};

test.for<[string, readonly string[]]>([
  ['RN', ['RN']],
  ['M.D.', ['MD']],
  ['rn, cwcn', ['RN', 'CWCN']],
  ['MD/PhD', ['MD', 'PHD']],
  ['PA-C', ['PAC', 'PA', 'C']],
  ['RN, CWCN-AP', ['RN', 'CWCNAP', 'CWCN', 'AP']],
  ['CWS®', ['CWS']],
  ['RN (WCC)', ['RN', 'WCC']],
  [' , ', []],
])('“%s” names %j', ([text, names]) => {
  expect(credentialsOf(text)).toEqual(new Set(names));
});

test('nobody said is no credential, and one is kept without its points', () => {
  expect(credentialsOf(null).size).toBe(0);
  expect(['Ph.D.', 'pa-c', 'CWS®'].map(plainCredential)).toEqual(['PHD', 'PAC', 'CWS']);
});

test.for<[Role, string | null, boolean]>([
  ['clinician', null, true],
  ['clinician', 'PT', true],
  ['nurse', 'RN', false],
  ['nurse', null, false],
  ['nurse', 'RN, CWCN', true],
  ['nurse', 'RN, cwcn-ap', true],
  ['nurse', 'RN, CWCNX', false],
  ['administrator', null, false],
  ['administrator', 'MBA', false],
  ['administrator', 'M.D.', true],
  ['administrator', 'PA-C', true],
])('a %s with the credential %s: %j', ([role, credential, isAllowed]) => {
  expect(isWithinScope(debridement, { role, credential })).toBe(isAllowed);
});

test('of several rules those are touched whose words are said', () => {
  const lavage = { name: 'Lavage', terms: ['pulsed lavage'] };
  const rules = [debridement, lavage];
  expect(touchedRules(rules, 'Pulsed lavage')).toEqual([lavage]);
  expect(touchedRules(rules, 'Pulsed lavage, 11042')).toEqual(rules);
  expect(touchedRules(rules, 'Foam')).toEqual([]);
  expect(touchedRules(rules, null)).toEqual([]);
});

describe('whom a rule allows', () => {
  test.for<[Partial<ScopeLimits>, string]>([
    [{}, 'a clinician, or someone with one of these credentials: MD, PA, CWCN'],
    [{ allowedCredentials: [] }, 'a clinician'],
    [{ allowedRoles: [], allowedCredentials: ['MD'] }, 'someone with the credential MD'],
    [
      { allowedRoles: ['administrator', 'nurse'], allowedCredentials: ['DO'] },
      'an administrator or a nurse, or someone with the credential DO',
    ],
  ])('%j is in words: %s', ([over, words]) => {
    expect(allowedInWords({ ...debridement, ...over })).toBe(words);
  });

  test('stands in what is said to others, with what they can do', () => {
    expect(outsideScopeMessage(debridement)).toBe(
      'Sharp debridement is recorded by a clinician, or by someone with one of these credentials: MD, PA, CWCN. Ask one of them to record it, name them as who performed it if they did, or take it out of the procedure.',
    );
  });
});
