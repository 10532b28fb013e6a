import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBefore } from './instant.ts';
import { makesAnother, mergeFacts } from './merge-facts.ts';
import type { SaidFields } from './patient-facts.ts';

const here = {
  mrn: '123',
  lastName: 'Doe',
  firstName: 'John',
  birthOn: '1950-02-28',
  sex: 'male',
  phone: '1',
  addressLine: 'A',
  city: 'B',
  state: 'IL',
  postalCode: '62701',
} as const;

test('what is here as the sender said it becomes what it says now', () => {
  const said = { phone: '2' };
  expect(mergeFacts({ here, said, before: here, others: [] })).toEqual({ changes: said, kept: [] });
});

test('what a person changed here stays while the sender says the same as before', () => {
  const merged = mergeFacts({
    here: { ...here, phone: '9' },
    said: { phone: '1' },
    before: here,
    others: [],
  });
  expect(merged).toEqual({ changes: {}, kept: [] });
});

test('what both sides changed stays as it is here, and is named', () => {
  const merged = mergeFacts({
    here: { ...here, city: 'Here' },
    said: { addressLine: 'A', city: 'There', state: 'IL', postalCode: '62701', phone: '2' },
    before: here,
    others: [],
  });
  expect(merged).toEqual({ changes: { phone: '2' }, kept: ['address'] });
});

test('what another sender said is no change by hand', () => {
  const merged = mergeFacts({ here, said: { phone: '2' }, before: null, others: [{ phone: '1' }] });
  expect(merged).toEqual({ changes: { phone: '2' }, kept: [] });
});

test('a sender that speaks for the first time fills what is empty and overwrites nothing', () => {
  const merged = mergeFacts({
    here: { ...here, phone: null },
    said: { phone: '2', sex: 'female' },
    before: null,
    others: [],
  });
  expect(merged).toEqual({ changes: { phone: '2' }, kept: ['sex'] });
});

test('nothing changes but what is said, and what is said twice changes nothing the second time', () => {
  const text = fc.constantFrom('x', 'y', 'z');
  const fields = fc.record(
    { mrn: text, phone: text, addressLine: text, city: text, state: text, postalCode: text },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fields, fields, fields, (some, before, said: SaidFields) => {
      const known = { ...here, ...some };
      const { changes } = mergeFacts({ here: known, said, before, others: [] });
      for (const [field, value] of Object.entries(changes))
        expect(said).toHaveProperty(field, value);
      const next = mergeFacts({
        here: { ...known, ...changes },
        said,
        before: { ...before, ...said },
        others: [],
      });
      expect(next).toEqual({ changes: {}, kept: [] });
    }),
  );
});

test('a chart whose name and birth date change together would become somebody else', () => {
  expect(makesAnother({ changes: { lastName: 'A', firstName: 'B', birthOn: '1950-01-01' } })).toBe(
    true,
  );
  expect(makesAnother({ changes: { lastName: 'A', firstName: 'B' } })).toBe(false);
  expect(makesAnother({ changes: { birthOn: '1950-01-01' } })).toBe(false);
});

test.for([
  ['202601151159', '202601151200', true],
  ['20260115', '202601150001', true],
  ['20260115120000+0100', '20260115113000+0000', true],
  ['20260115120000-0500', '20260115120000+0000', false],
  ['202601151200', '202601151200', false],
  ['', '202601151200', false],
  ['yesterday', '202601151200', false],
] as const)('%s is before %s: %s', ([one, other, isEarlier]) => {
  expect(isBefore(one, other)).toBe(isEarlier);
});
