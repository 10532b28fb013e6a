import { expect, test } from 'vitest';
import type { Claim, ClaimLine } from '../claim.ts';
import { problemsOf } from './check-claim.ts';
import type { ClaimProblemCode } from './claim-problem.ts';
import { exampleClaim } from './example-claim.ts';

const TODAY = '2026-01-15';
const { rendering } = exampleClaim;
const [line] = exampleClaim.lines as readonly [ClaimLine, ...ClaimLine[]];
const item = { qualifier: 'UK', identifier: '00812345678901', quantity: 1, unit: 'UN' } as const;

const ofLine = (change: Partial<ClaimLine>) => ({ lines: [{ ...line, ...change }] });
const linesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...line, id: `L-${index}` }));
const codes = ['E11.621', 'L97.511', 'L97.512', 'L97.513', 'L97.514', 'I83.012'];

type Case = readonly [what: string, change: Partial<Claim>, field: string, code: ClaimProblemCode];

const cases: readonly Case[] = [
  ['no lines', { lines: [] }, 'lines', 'noLines'],
  ['51 lines', { lines: linesOf(51) }, 'lines', 'tooManyLines'],
  ['a pointer to nothing', ofLine({ pointers: [3] }), 'lines.0.pointers', 'pointerToNothing'],
  ['a pointer to 0', ofLine({ pointers: [0] }), 'lines.0.pointers', 'pointerToNothing'],
  ['no pointers', ofLine({ pointers: [] }), 'lines.0.pointers', 'noPointers'],
  [
    'five pointers',
    { diagnoses: codes, ...ofLine({ pointers: [1, 2, 3, 4, 5] }) },
    'lines.0.pointers',
    'tooManyPointers',
  ],
  ['a pointer twice', ofLine({ pointers: [1, 1] }), 'lines.0.pointers', 'repeatedPointer'],
  [
    'five modifiers',
    ofLine({ modifiers: ['RT', '59', 'XS', '76', 'KX'] }),
    'lines.0.modifiers',
    'tooManyModifiers',
  ],
  ['a modifier of one letter', ofLine({ modifiers: ['R'] }), 'lines.0.modifiers', 'badCode'],
  [
    'a procedure code of four characters',
    ofLine({ procedureCode: '1527' }),
    'lines.0.procedureCode',
    'badCode',
  ],
  ['a charge of 0', ofLine({ chargeCents: 0 }), 'lines.0.chargeCents', 'badCharge'],
  ['a charge below 0', ofLine({ chargeCents: -1 }), 'lines.0.chargeCents', 'badCharge'],
  ['a charge of half a cent', ofLine({ chargeCents: 0.5 }), 'lines.0.chargeCents', 'badCharge'],
  ['0 units', ofLine({ units: 0 }), 'lines.0.units', 'badUnits'],
  ['units that are no number', ofLine({ units: Number.NaN }), 'lines.0.units', 'badUnits'],
  ['a line id of 31 characters', ofLine({ id: 'A'.repeat(31) }), 'lines.0.id', 'badLineId'],
  ['a line id twice', { lines: [line, line] }, 'lines.1.id', 'repeatedLineId'],
  [
    'a date of service in the future',
    ofLine({ servedOn: '2026-01-16' }),
    'lines.0.servedOn',
    'servedInFuture',
  ],
  [
    'a date of service that is no day',
    ofLine({ servedOn: '2026-13-01' }),
    'lines.0.servedOn',
    'badDate',
  ],
  [
    'a narrative of 81 characters',
    ofLine({ narrative: 'A'.repeat(81) }),
    'lines.0.narrative',
    'tooLong',
  ],
  ['a narrative in another script', ofLine({ narrative: '李' }), 'lines.0.narrative', 'unwritable'],
  [
    'an ordering NPI that lacks a digit',
    ofLine({ ordering: { ...rendering, npi: '124531959' } }),
    'lines.0.ordering.npi',
    'badNpi',
  ],
  [
    'a product number of another kind',
    ofLine({ item: { ...item, qualifier: 'N4' } }),
    'lines.0.item.identifier',
    'badCode',
  ],
  [
    'a kind of product number that does not exist',
    ofLine({ item: { ...item, qualifier: 'constructor' } }),
    'lines.0.item.identifier',
    'badCode',
  ],
  [
    'a product quantity of 0',
    ofLine({ item: { ...item, quantity: 0 } }),
    'lines.0.item.quantity',
    'badUnits',
  ],
  [
    'a total of nine digits',
    {
      lines: [
        { ...line, chargeCents: 9_999_999_999 },
        { ...line, id: 'L2' },
      ],
    },
    'lines',
    'totalTooLarge',
  ],
];

test.for(cases)('%s keeps a claim from being sent', ([, change, field, code]) => {
  const problems = problemsOf({ ...exampleClaim, ...change }, TODAY);
  expect(problems.map((problem) => `${problem.field} ${problem.code}`)).toContain(
    `${field} ${code}`,
  );
});

test('50 lines are not too many', () => {
  expect(problemsOf({ ...exampleClaim, lines: linesOf(50) }, TODAY)).toEqual([]);
});

test('one thing that is wrong is said once, and says what to do', () => {
  expect(problemsOf({ ...exampleClaim, ...ofLine({ chargeCents: 0 }) }, TODAY)).toEqual([
    {
      field: 'lines.0.chargeCents',
      code: 'badCharge',
      message:
        'The service line 1 has no charge above zero: enter a fee for its code in the fee schedule.',
    },
  ]);
});
