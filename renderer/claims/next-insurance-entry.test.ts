import { describe, expect, test } from 'vitest';
import { exampleClaim } from '../../shared/billing/x12/example-claim.ts';
import { contentOf } from '../../shared/claims/claim-content.ts';
import { adjustmentsIn, blankNext, type NextEntry, readNext } from './next-insurance-entry.ts';

const [one, other] = exampleClaim.lines.map(({ id }) => id);
const claim = {
  content: contentOf(exampleClaim),
  nextCoverages: [
    { id: 'second', label: 'Second Plan – S-77', isMedicare: false },
    { id: 'medicare', label: 'Medicare – 1EG4', isMedicare: true },
  ],
};
const typed: NextEntry = {
  coverageId: 'second',
  decidedOn: '2026-02-02',
  paid: '1,600',
  patient: '450.00',
};

const TODAY = '2026-02-10';
const whole: NextEntry = { ...typed, adjustments: 'CO-45 670.50, PR-2 450' };

describe('adjustments as a remittance lists them', () => {
  test.for([
    ['', []],
    ['CO-45 120.50', [['CO', '45', 12_050]]],
    [
      'co-45 $1,120.50, pr 2 30; OA-B7 .05',
      [
        ['CO', '45', 112_050],
        ['PR', '2', 3000],
        ['OA', 'B7', 5],
      ],
    ],
    ['CO-45 -12', [['CO', '45', -1200]]],
    ['CO-45', null],
    ['45 120', null],
    ['XX-45 120', null],
    ['CO-45 0', null],
    ['CO-45 1.005', null],
    ['CO-45 12, PR', null],
  ] as const)('%j', ([text, expected]) => {
    const read = adjustmentsIn(text);
    expect(
      read?.map(({ group, reasonCode, amountCents }) => [group, reasonCode, amountCents]) ?? null,
    ).toEqual(expected);
  });
});

describe('the entry of what the first payer decided', () => {
  test('is of the claim alone where nothing is typed at the lines', () => {
    expect(readNext(whole, claim, TODAY)).toEqual({
      ok: true,
      value: {
        coverageId: 'second',
        medicareSecondaryReason: null,
        decision: {
          decidedOn: '2026-02-02',
          paidCents: 160_000,
          patientCents: 45_000,
          adjustments: [
            { group: 'CO', reasonCode: '45', amountCents: 67_050 },
            { group: 'PR', reasonCode: '2', amountCents: 45_000 },
          ],
          lines: [],
        },
      },
    });
  });

  test('asks for every line once one is typed', () => {
    const read = readNext({ ...typed, [`paid ${one}`]: '200' }, claim, TODAY);
    expect(read).toEqual({
      ok: false,
      problems: { [`paid ${other}`]: 'Enter dollars and cents, 0 for nothing' },
    });
  });

  test.for<[NextEntry, string]>([
    [{ coverageId: '' }, 'coverageId'],
    [{ coverageId: 'medicare' }, 'reason'],
    [{ decidedOn: '' }, 'decidedOn'],
    [{ paid: '' }, 'paid'],
    [{ paid: '-1' }, 'paid'],
    [{ patient: 'much' }, 'patient'],
    [{ adjustments: '45' }, 'adjustments'],
    [
      { [`paid ${one}`]: '1', [`paid ${other}`]: '1', [`adjustments ${one}`]: '?' },
      `adjustments ${one}`,
    ],
  ])('says at its field what is wrong: %j', ([over, field]) => {
    const read = readNext({ ...typed, ...over }, claim, TODAY);
    expect(read.ok ? [] : Object.keys(read.problems)).toEqual([field]);
  });

  test.for<[NextEntry, string[]]>([
    [{ paid: '1599.99' }, ['paid']],
    [{ patient: '1' }, ['patient']],
    [{ decidedOn: '2026-01-01' }, ['decidedOn']],
    [{ adjustments: 'CO-45 670.50, PR-2 225, PR-2 225' }, ['adjustments']],
    [
      { [`paid ${one}`]: '350', [`paid ${other}`]: '1250', adjustments: '', patient: '0' },
      [`adjustments ${other}`, 'paid'],
    ],
  ])('is held against the claim before it is sent: %j', ([over, fields]) => {
    const read = readNext({ ...whole, ...over }, claim, TODAY);
    expect(read.ok ? [] : Object.keys(read.problems)).toEqual(fields);
  });

  test('says why Medicare is not the first, and begins with an insurance that is the only one', () => {
    const read = readNext({ ...whole, coverageId: 'medicare', reason: '12' }, claim, TODAY);
    expect(read).toMatchObject({ ok: true, value: { medicareSecondaryReason: '12' } });
    expect(blankNext({ ...claim, nextCoverages: claim.nextCoverages.slice(0, 1) })).toEqual({
      coverageId: 'second',
    });
    expect(blankNext(claim)).toEqual({});
  });
});
