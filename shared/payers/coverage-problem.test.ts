import { expect, test } from 'vitest';
import type { TypedCoverage } from './coverage.ts';
import {
  coverageProblem,
  samePriorityOf,
  tidyMemberId,
  withoutNeedlessSubscriber,
} from './coverage-problem.ts';

const typed: TypedCoverage = {
  payerId: '0199aaaa-0000-7000-8000-000000000001',
  priority: 1,
  memberId: '1EG4-TE5-MK73',
  groupNumber: null,
  relationshipCode: '19',
  subscriberFirstName: 'Rosa',
  subscriberLastName: 'Finch',
  subscriberBirthOn: '1989-02-17',
  subscriberSex: 'female',
  subscriberAddressLine: null,
  subscriberCity: null,
  subscriberState: null,
  subscriberPostalCode: null,
  startsOn: '2026-01-01',
  endsOn: null,
};
const today = '2026-03-10';

test.for([
  ['as it should be', {}, 'MB', undefined],
  ['with another member number', { memberId: 'M-1' }, 'MB', 'NotAnMbi'],
  ['with another member number', { memberId: 'M-1' }, 'MA', 'NotAnMbi'],
  ['with another member number, of a plan', { memberId: 'M-1' }, '16', undefined],
  ['without a first name', { subscriberFirstName: null }, 'CI', 'IncompleteSubscriber'],
  ['that ends too early', { endsOn: '2025-12-31' }, 'CI', 'ImpossibleDate'],
  ['of one day', { endsOn: '2026-01-01' }, 'CI', undefined],
  ['with half an address', { subscriberCity: 'Riverbend' }, 'CI', 'IncompleteAddress'],
] as const)('a coverage %s, filed %s', ([, over, filingCode, code]) => {
  expect(coverageProblem({ ...typed, ...over }, { filingCode, today })?.code).toBe(code);
});

test('who is insured is forgotten where it is the patient', () => {
  const own = withoutNeedlessSubscriber({ ...typed, relationshipCode: '18' });
  expect(own).toMatchObject({ subscriberLastName: null, subscriberBirthOn: null });
  expect(withoutNeedlessSubscriber(typed)).toBe(typed);
});

test('the dashes of a card are dropped for Medicare alone', () => {
  expect(tidyMemberId('1eg4-te5-mk73', 'MB')).toBe('1EG4TE5MK73');
  expect(tidyMemberId('HLP-0001', 'CI')).toBe('HLP-0001');
});

test('only one that counts, of the same turn and on some of the same days, stands in the way', () => {
  const stands = { ...typed, id: 'a', voidedAt: null };
  expect(samePriorityOf(typed, [stands], null)?.id).toBe('a');
  expect(samePriorityOf(typed, [stands], 'a')).toBeUndefined();
  const struck = { ...stands, voidedAt: '2026-03-01T00:00:00Z' };
  expect(samePriorityOf(typed, [struck], null)).toBeUndefined();
  expect(samePriorityOf({ ...typed, priority: 2 }, [stands], null)).toBeUndefined();
  const ended = { ...stands, endsOn: '2025-12-31', startsOn: '2025-01-01' };
  expect(samePriorityOf(typed, [ended], null)).toBeUndefined();
});
