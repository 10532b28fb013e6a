import { expect, test } from 'vitest';
import { billingOrganisationFields } from '../../shared/payers/billing-organisation.ts';
import { coverageFields } from '../../shared/payers/coverage.ts';
import { readTyped } from '../read-typed.ts';
import { blankCoverage, coverageLabels, typedCoverage } from './coverage-entry.ts';
import { blankFee, readFee } from './fee-entry.ts';
import { blankOrganisation, organisationLabels } from './organisation-entry.ts';

const TODAY = '2026-03-10';

test('a charge is read from dollars to cents, and what is none is said in words', () => {
  const entry = { ...blankFee(TODAY), procedureCode: 'q4186' };
  const read = (unitDollars: string) => readFee({ ...entry, unitDollars });
  expect(read('127.14')).toMatchObject({
    ok: true,
    value: { unitCents: 12_714, procedureCode: 'Q4186', payerId: null, effectiveTo: null },
  });
  expect(read('12,7')).toEqual({
    ok: false,
    problems: {
      unitDollars: 'Charge for one unit, in dollars must be an amount in dollars and cents',
    },
  });
});

test('insurance of the patient’s own says nothing of a subscriber who was typed before', () => {
  const payerId = '0199aaaa-0000-7000-8000-000000000001';
  const entry = { ...blankCoverage('2', TODAY), payerId, memberId: 'M-1' };
  const typed = { ...entry, subscriberLastName: 'Finch', subscriberPostalCode: 'wrong' };
  expect(readTyped(coverageFields, typedCoverage(typed), coverageLabels)).toMatchObject({
    ok: true,
    value: { priority: 2, subscriberLastName: null, subscriberPostalCode: null, endsOn: null },
  });
});

test('each field of who bills that is missing is named', () => {
  const reading = readTyped(billingOrganisationFields, blankOrganisation, organisationLabels);
  const { taxonomy: _, ...required } = organisationLabels;
  expect(reading).toEqual({
    ok: false,
    problems: Object.fromEntries(
      Object.entries(required).map(([field, label]) => [field, `${label} is missing`]),
    ),
  });
});
