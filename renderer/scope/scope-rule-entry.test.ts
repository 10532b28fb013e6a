import { expect, test } from 'vitest';
import { scopeRuleFields } from '../../shared/scope/contract.ts';
import { readTyped } from '../read-typed.ts';
import {
  blankScopeRule,
  scopeRuleEntryOf,
  scopeRuleLabels,
  type ScopeRuleEntry,
  typedScopeRule,
  withRole,
} from './scope-rule-entry.ts';

const rule = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  name: 'Sharp debridement',
  terms: ['sharp debridement', '11042'],
  allowedRoles: ['clinician'] as const,
  allowedCredentials: ['MD', 'PA'],
  isActive: true,
  version: 2,
};
const entryOf = () => scopeRuleEntryOf({ ...rule, allowedRoles: [...rule.allowedRoles] });
const read = (entry: ScopeRuleEntry) =>
  readTyped(scopeRuleFields, typedScopeRule(entry), scopeRuleLabels);

test('a rule that is opened and saved unchanged says the same', () => {
  const { id: _, isActive: __, version: ___, ...said } = rule;
  expect(read(entryOf())).toEqual({ ok: true, value: said });
});

test('credentials stand on lines or in one, and are read as they are compared', () => {
  const typed = { ...entryOf(), allowedCredentials: 'M.D., cwcn\n\nPA-C' };
  expect(read(typed)).toMatchObject({ value: { allowedCredentials: ['MD', 'CWCN', 'PAC'] } });
});

test('words keep their blanks, and empty lines are none', () => {
  const typed = { ...entryOf(), terms: ' pulsed lavage \r\n\n97610\n' };
  expect(read(typed)).toMatchObject({ value: { terms: ['pulsed lavage', '97610'] } });
});

test('what is missing is named', () => {
  expect(read(blankScopeRule)).toEqual({
    ok: false,
    problems: { name: 'What it is about is missing', terms: 'Words and codes is missing' },
  });
  expect(read({ ...entryOf(), terms: '–' })).toMatchObject({
    problems: { terms: 'Words and codes has a line without a letter or digit' },
  });
});

test('a role is chosen and left out in the order of the list', () => {
  expect(withRole(['clinician'], 'nurse', true)).toEqual(['nurse', 'clinician']);
  expect(withRole(['nurse', 'clinician'], 'clinician', false)).toEqual(['nurse']);
});
